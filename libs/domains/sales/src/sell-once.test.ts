import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startPosApi, type PosApi } from './testing.ts';

let api: PosApi;
beforeAll(async () => {
  api = await startPosApi({ poolSize: 20 });
});
afterAll(() => api.close());
beforeEach(async () => {
  await query(
    api.database.fork(),
    `truncate pos_orders, pos_order_lines, pos_order_history, number_series, idempotency_keys restart identity`,
  );
  await api.takeEvents();
});

const countOrders = async (): Promise<number> => {
  const [row] = await query<{ count: number }>(api.database.fork(), `select count(*)::int from pos_orders`);
  return row!.count;
};

describe('selling with an Idempotency-Key', () => {
  const ALL_PRODUCTS = [1, 2, 3, 4, 5, 6].map((product_id) => ({ product_id, qty: 1 }));
  const once = { 'Idempotency-Key': 'till-1-0001' };

  it('S4-ORD-05 a second tap on "pay" makes no second order and gets the same answer to the letter', async () => {
    const first = await api.sell({ items: ALL_PRODUCTS }, once);
    const second = await api.sell({ items: ALL_PRODUCTS }, once);
    expect(second.status).toBe(201);
    expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
    expect(second.headers.get('etag')).toMatch(/^"1-/);
    expect(await countOrders()).toBe(1);
    expect(await api.takeEvents()).toHaveLength(1);
  });

  it('S4-ORD-05 ten taps at once make one order', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.sell({}, once)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(await countOrders()).toBe(1);
  });

  it('S4-ORD-05 refuses the key for another order', async () => {
    await api.sell({}, once);
    const { status, body } = await api.sell({ payment_method: 'CARD' }, once);
    expect([status, body['code']]).toEqual([422, 'idempotency_key_reused']);
    expect(await countOrders()).toBe(1);
  });
});

describe('a sale that fails at the end', () => {
  it('S4-ORD-02 leaves no order, no event and no gap in the numbers', async () => {
    const em = api.database.fork();
    // PostgreSQL itself refuses the event, after the order and its number were written.
    await query(
      em,
      `alter table outbox_events add constraint refused check (name <> 'pos.order.created') not valid`,
    );
    expect((await api.sell()).status).toBe(500);
    await query(em, `alter table outbox_events drop constraint refused`);
    expect(await countOrders()).toBe(0);
    expect(await api.takeEvents()).toEqual([]);
    expect((await api.sell()).body).toMatchObject({ invoice_number: expect.stringMatching(/-0001$/) });
  });
});
