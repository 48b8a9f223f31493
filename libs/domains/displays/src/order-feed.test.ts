import { describe, expect, it } from '@jest/globals';
import { cataloguePermissions as permissions } from '@antrean/catalogue';
import { EVERYWHERE, type DisplayPrincipal, type SystemPrincipal } from '@antrean/platform/auth';
import { asyncApiDocument, createMessageRegistry } from '@antrean/platform/messages';
import { ordersToday } from './order-board.ts';
import { heardOutlets, outletsOf } from './order-feed.ts';

const display = (outletId: number | null): DisplayPrincipal => ({
  kind: 'display',
  displayId: 'd',
  label: 'Kitchen',
  feed: '/',
  grants: new Map([
    [permissions.read, outletId === null ? EVERYWHERE : { ...EVERYWHERE, outlets: new Set([outletId]) }],
  ]),
});

const visitor: SystemPrincipal = { kind: 'system', grants: new Map([[permissions.read, EVERYWHERE]]) };

describe('the rooms on the order feed', () => {
  it('are all outlets, or the one that the client names', () => {
    expect(outletsOf(visitor, { outletId: null })).toEqual(['outlet:*']);
    expect(outletsOf(visitor, { outletId: 3 })).toEqual(['outlet:3']);
  });

  it('S4-FUT-01 of a display are those of its own outlet, whatever outlet it names', () => {
    expect(outletsOf(display(3), { outletId: null })).toEqual(['outlet:3']);
    expect(outletsOf(display(3), { outletId: 3 })).toEqual(['outlet:3']);
    expect(outletsOf(display(3), { outletId: 4 })).toEqual([]);
    expect(outletsOf(display(null), { outletId: null })).toEqual(['outlet:*']);
    expect(outletsOf(display(null), { outletId: 4 })).toEqual(['outlet:4']);
  });

  it('say whose orders of the day are shown', () => {
    const heard = (outletId: number | null) => heardOutlets(new Set(outletsOf(display(3), { outletId })));
    expect([heard(null), heard(4), heardOutlets(new Set(['outlet:*']))]).toEqual([[3], [], 'all']);
  });
});

it('the documentation shows what a screen may ask and is answered', () => {
  const info = { title: 't', version: '1', url: 'http://localhost' };
  const { channels, operations } = asyncApiDocument(createMessageRegistry([]), info, [ordersToday]);
  const reply = {
    anyOf: [{ properties: { date: {}, orders: {}, total: {} } }, { properties: { error: {} } }],
  };
  expect(channels).toMatchObject({
    orders_today: { address: 'orders.today', messages: { request: {}, reply: { payload: reply } } },
  });
  expect(operations).toMatchObject({ ask_orders_today: { action: 'receive', reply: {} } });
});
