import { describe, expect, it } from '@jest/globals';
import { asyncApiDocument, createMessageRegistry } from '@antrean/platform/messages';
import { audienceOf } from '@antrean/platform/realtime';
import { broadcastLine, orderCreated, orderStatusChanged, orderMessages } from './messages.ts';
import type { OrderRecord } from './pos-order.contract.ts';

const order: OrderRecord = {
  invoice_number: 'INV-20231103-0001',
  date: '2023-11-03',
  total_amount: 6_000,
  lines: [
    {
      product_id: 2,
      product: 'Corndog Sosis',
      category: 'ISI',
      unit_price: 6_000,
      quantity: 1,
      amount: 6_000,
    },
  ],
  id: 1,
  status: 'new',
  payment_method: 'CASH',
  outlet_id: 7,
  created_at: '2023-11-03T01:00:00.000Z',
  version: 1,
};
const about = { seq: 1, id: 'e', at: '', version: 1, actorId: null, correlationId: null };
const created = { ...about, name: orderCreated.name, payload: { ...order, lines: [...order.lines] } };

describe('messages', () => {
  it('S4-FUT-01 an order is heard at its outlet and by those who watch all', () => {
    expect(audienceOf(orderCreated, created)!.rooms).toEqual(['pos.read@outlet:7', 'pos.read@outlet:*']);
    const nowhere = { ...created, payload: { ...created.payload, outlet_id: null } };
    expect(audienceOf(orderCreated, nowhere)!.rooms).toEqual(['pos.read@outlet:*']);
  });

  it('S4-LOG-03 a new order is worth a line in the log, a status is not', () => {
    expect(broadcastLine(audienceOf(orderCreated, created)!)).toBe(
      '📡 WebSocket: Broadcasted new order INV-20231103-0001',
    );
    const payload = {
      invoice_number: 'INV-1',
      outlet_id: null,
      status: 'ready',
      previous_status: 'preparing',
    };
    const moved = { ...about, name: orderStatusChanged.name, payload };
    expect(broadcastLine(audienceOf(orderStatusChanged, moved)!)).toBeNull();
  });

  it('S4-EVT-01 the documentation shows the object that goes out', () => {
    const registry = createMessageRegistry(orderMessages);
    const { channels } = asyncApiDocument(registry, { title: 't', version: '1', url: 'http://localhost' });
    expect(Object.keys(channels as object).sort()).toEqual([
      'new_order',
      'order_deleted',
      'order_status',
      'order_updated',
    ]);
    expect(channels).toMatchObject({
      new_order: {
        address: 'new-order',
        messages: {
          new_order: {
            payload: {
              prefixItems: [
                {
                  properties: { invoice_number: {}, date: {}, total_amount: {}, created_at: {} },
                  additionalProperties: { properties: { quantity: {}, total_amount: {}, items: {} } },
                },
                {},
              ],
            },
          },
        },
      },
    });
    expect(JSON.stringify(channels)).not.toMatch(/unit_price|\$schema/);
  });
});
