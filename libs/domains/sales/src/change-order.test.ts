import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import { audienceOf } from '@antrean/platform/realtime';
import type { TakenEvent } from '@antrean/testing';
import { createOutlet } from '@antrean/organization/testing';
import { orderMessages } from './messages.ts';
import { STATUSES, type Status } from './pos-order.state.ts';
import { CORNDOG, startPosApi, type PosApi } from './testing.ts';

let api: PosApi;
beforeAll(async () => {
  api = await startPosApi();
});
afterAll(() => api.close());

let at: string;
let sold: Record<string, unknown>;
let invoice: string;
beforeEach(async () => {
  ({ body: sold } = await api.sell());
  invoice = String(sold['invoice_number']);
  at = `/api/v1/orders/${invoice}`;
  await api.takeEvents();
});

const cashier = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  api.send(api.cashier, method, path, body, headers);
const advance = (status: Status, headers?: Record<string, string>) =>
  cashier('PATCH', `${at}/status`, { status }, headers);
const put = (status: Status) =>
  query(api.database.fork(), `update pos_orders set status = ? where invoice_number = ?`, [status, invoice]);

/** What goes out for published events: rooms, name and payload. */
const heard = (events: readonly TakenEvent[]) =>
  events.map(({ name, payload }) => {
    const event = orderMessages.find((each) => each.name === name)!;
    const record = { seq: 1, id: 'e', at: '', name, version: 1, payload, actorId: null, correlationId: null };
    const delivery = audienceOf(event, record)!;
    expect(delivery.namespace).toBe('/');
    return { rooms: delivery.rooms, name: delivery.name, payload: delivery.payload };
  });

const STEPS: readonly (readonly [Status, Status])[] = [
  ['new', 'preparing'],
  ['preparing', 'ready'],
  ['ready', 'completed'],
  ['new', 'cancelled'],
  ['preparing', 'cancelled'],
];

describe('the status', () => {
  it('S4-FUT-02 goes new → preparing → ready → completed, each step told to the feed', async () => {
    const seen: unknown[] = [];
    for (const status of ['preparing', 'ready', 'completed'] as const) {
      const { status: code, body } = await advance(status);
      expect([code, body]).toEqual([200, { ...sold, status }]);
      seen.push(...heard(await api.takeEvents()));
    }
    const told = (status: Status, previous_status: Status) => ({
      rooms: ['pos.read@outlet:*'],
      name: 'order-status',
      payload: { invoice_number: invoice, status, previous_status },
    });
    expect(seen).toEqual([told('preparing', 'new'), told('ready', 'preparing'), told('completed', 'ready')]);
    expect((await cashier('GET', at)).body).toEqual({ ...sold, status: 'completed' });
  });

  it.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))(
    'S4-FUT-02 from %s to %s is a step or a conflict that names where the order is',
    async (from, to) => {
      await put(from);
      const { status, body } = await advance(to);
      if (STEPS.some(([a, b]) => a === from && b === to)) {
        expect([status, body['status']]).toEqual([200, to]);
        return;
      }
      expect([status, body['code'], body['currentStatus']]).toEqual([409, 'order_status_conflict', from]);
      expect((await cashier('GET', at)).body).toMatchObject({ status: from });
      expect(await api.takeEvents()).toEqual([]);
    },
  );

  it('S4-FUT-02 two who take the same step at once: one does, the other learns of it', async () => {
    const answers = await Promise.all([advance('preparing'), advance('preparing')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await api.takeEvents()).toHaveLength(1);
  });

  it('refuses a decision made on an older version', async () => {
    expect((await advance('preparing', { 'If-Match': '"1"' })).headers.get('etag')).toMatch(/^"2-/);
    const stale = await advance('ready', { 'If-Match': '"1"' });
    expect([stale.status, stale.body['currentVersion']]).toEqual([412, 2]);
  });

  it('refuses what is no status, and does not find what is no order', async () => {
    expect((await cashier('PATCH', `${at}/status`, { status: 'eaten' })).status).toBe(400);
    const elsewhere = '/api/v1/orders/INV-20200101-0001';
    expect((await cashier('PATCH', `${elsewhere}/status`, { status: 'ready' })).status).toBe(404);
    expect((await cashier('GET', elsewhere)).status).toBe(404);
    expect((await cashier('GET', `${elsewhere}/history`)).status).toBe(404);
  });
});

describe('changing an order', () => {
  const input = {
    payment_method: 'CARD',
    items: [
      { product_id: 3, qty: 2 },
      { product_id: 1, qty: 1 },
    ],
  };

  it('S4-FUT-05 replaces what was ordered, keeps its number, and tells the feed the whole order', async () => {
    const { status, body, headers } = await cashier('PUT', at, input, { 'If-Match': '"1"' });
    expect(status).toBe(200);
    expect(headers.get('etag')).toMatch(/^"2-/);
    const { 'ISI CORNDOG': _, ...kept } = sold;
    expect(body).toEqual({
      ...kept,
      payment_method: 'CARD',
      total_amount: 8_000,
      BALUTAN: { quantity: 2, total_amount: 4_000, items: ['Mie'] },
    });
    expect(heard(await api.takeEvents())).toEqual([
      { rooms: ['pos.read@outlet:*'], name: 'order-updated', payload: body },
    ]);
    expect((await cashier('GET', at)).body).toEqual(body);
  });

  it('S4-FUT-05 what it was is kept, with who changed it', async () => {
    await cashier('PUT', at, input);
    const changed = (await cashier('GET', at)).body;
    await api.send(api.administrator, 'PATCH', `${at}/status`, { status: 'preparing' });
    const { body } = await cashier('GET', `${at}/history`);
    expect(body).toEqual([
      { action: 'updated', changed_at: expect.any(String), changed_by: api.cashier.userId, before: sold },
      {
        action: 'status',
        changed_at: expect.any(String),
        changed_by: api.administrator.userId,
        before: changed,
      },
    ]);
  });

  it.each(['preparing', 'ready', 'completed', 'cancelled'] as const)(
    'S4-FUT-05 is too late once it is %s, and so is deleting it',
    async (status) => {
      await put(status);
      for (const answer of [await cashier('PUT', at, input), await cashier('DELETE', at)]) {
        expect([answer.status, answer.body['currentStatus']]).toEqual([409, status]);
      }
      expect((await cashier('GET', at)).body).toEqual({ ...sold, status });
      expect(await api.takeEvents()).toEqual([]);
    },
  );

  it('S4-FUT-05 refuses a stale version and a wrong item, and changes nothing', async () => {
    expect((await cashier('PUT', at, input, { 'If-Match': '"7"' })).status).toBe(412);
    const wrong = await cashier('PUT', at, { ...input, items: [{ product_id: 999, qty: 1 }] });
    expect([wrong.status, wrong.body['errors']]).toMatchObject([
      400,
      [{ field: 'body.items[0].product_id' }],
    ]);
    expect((await cashier('GET', at)).body).toEqual(sold);
    expect((await cashier('GET', `${at}/history`)).body).toEqual([]);
  });

  it('S4-FUT-01 an order that moves to another outlet leaves the screens of the first', async () => {
    const [first, second] = [await createOutlet(api.database), await createOutlet(api.database)];
    await cashier('PUT', at, { ...CORNDOG, outlet_id: first.id });
    await api.takeEvents();
    const { body } = await cashier('PUT', at, { ...CORNDOG, outlet_id: second.id });
    expect(heard(await api.takeEvents())).toEqual([
      { rooms: [`pos.read@outlet:${second.id}`, 'pos.read@outlet:*'], name: 'order-updated', payload: body },
      { rooms: [`pos.read@outlet:${first.id}`], name: 'order-deleted', payload: { invoice_number: invoice } },
    ]);
  });

  it('an order may stay at an outlet that was closed meanwhile', async () => {
    const outlet = await createOutlet(api.database);
    await cashier('PUT', at, { ...CORNDOG, outlet_id: outlet.id });
    await query(api.database.fork(), `update outlets set is_active = false where id = ?`, [outlet.id]);
    expect((await cashier('PUT', at, { ...input, outlet_id: outlet.id })).status).toBe(200);
  });
});

describe('deleting an order', () => {
  it('S4-FUT-05 takes it out of the lists and tells the feed; number and history stay', async () => {
    const { status } = await cashier('DELETE', at, undefined, { 'If-Match': '"1"' });
    expect(status).toBe(204);
    expect(heard(await api.takeEvents())).toEqual([
      { rooms: ['pos.read@outlet:*'], name: 'order-deleted', payload: { invoice_number: invoice } },
    ]);
    expect((await cashier('GET', at)).status).toBe(404);
    expect((await cashier('DELETE', at)).status).toBe(404);
    const listed = (await cashier('GET', '/api/v1/orders')).body['data'] as {
      invoice_number: string;
    }[];
    expect(listed.map(({ invoice_number }) => invoice_number)).not.toContain(invoice);
    expect((await cashier('GET', `${at}/history`)).body).toEqual([
      { action: 'deleted', changed_at: expect.any(String), changed_by: api.cashier.userId, before: sold },
    ]);
    const next = (await api.sell()).body;
    expect(Number(String(next['invoice_number']).slice(-4))).toBe(Number(invoice.slice(-4)) + 1);
  });

  it('S4-FUT-05 refuses a decision made on an older version', async () => {
    expect((await cashier('DELETE', at, undefined, { 'If-Match': '"2"' })).status).toBe(412);
    expect((await cashier('GET', at)).body).toEqual(sold);
  });
});

it('every change of an order has its audit record', async () => {
  const { body } = await api.sell({ payment_method: 'QRIS' });
  const number = String(body['invoice_number']);
  const path = `/api/v1/orders/${number}`;
  await cashier('PUT', path, { payment_method: 'CASH', items: [{ product_id: 3, qty: 1 }] });
  await cashier('PATCH', `${path}/status`, { status: 'cancelled' });
  await cashier('DELETE', at);
  const entries = (await api.takeEvents()).map(({ name, payload, actorId }) => {
    expect(actorId).toBe(api.cashier.userId);
    const event = orderMessages.find((each) => each.name === name)!;
    return auditEntryOf(event, payload);
  });
  expect(entries).toEqual([
    { action: 'POS_ORDER_CREATED', subject: number, detail: `${number}: 6000 for 1 product, QRIS` },
    { action: 'POS_ORDER_UPDATED', subject: number, detail: `${number}: now 2000 for 1 product, CASH` },
    { action: 'POS_ORDER_STATUS_CHANGED', subject: number, detail: `${number}: new → cancelled` },
    {
      action: 'POS_ORDER_DELETED',
      subject: invoice,
      detail: `${invoice} was deleted before it was prepared`,
    },
  ]);
});
