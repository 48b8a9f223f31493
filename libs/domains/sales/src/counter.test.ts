import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestProduct } from '@antrean/catalogue/testing';
import { createOutlet } from '@antrean/organization/testing';
import { query } from '@antrean/platform/database';
import { PICKUP } from './read-pickup.ts';
import { startPosApi, type PosApi } from './testing.ts';

let api: PosApi;
beforeAll(async () => {
  api = await startPosApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await query(
    api.database.fork(),
    `truncate pos_orders, pos_order_lines, pos_order_history, number_series, idempotency_keys restart identity`,
  );
});

const ORDERS = '/api/v1/orders';
const sell = async (input: Record<string, unknown> = {}): Promise<string> =>
  String((await api.sell(input)).body['invoice_number']);
const move = (invoice: string, ...steps: string[]) =>
  steps.reduce<Promise<unknown>>(
    (before, status) =>
      before.then(() => api.send(api.cashier, 'PATCH', `${ORDERS}/${invoice}/status`, { status })),
    Promise.resolve(),
  );

describe('what a customer was told that it costs', () => {
  it('is what it costs, or nothing is sold and the prices of now are told; the same key then sells at these', async () => {
    const { id } = await createTestProduct(api.database, { price: 5_000 });
    const order = { items: [{ product_id: id, qty: 2 }] };
    const key = { 'Idempotency-Key': 'counter-1' };
    expect((await api.sell({ ...order, expected_total_amount: 10_000 })).status).toBe(201);
    await api.send(api.administrator, 'PATCH', `/api/v1/products/${id}`, { price: 6_000 });
    const refused = await api.sell({ ...order, expected_total_amount: 10_000 }, key);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      {
        code: 'price_changed',
        total_amount: 12_000,
        expected_total_amount: 10_000,
        prices: [{ product_id: id, unit_price: 6_000 }],
      },
    ]);
    const sold = await api.sell({ ...order, expected_total_amount: 12_000 }, key);
    expect([sold.status, sold.body['invoice_number']]).toEqual([201, expect.stringMatching(/-0002$/)]);
    const changed = await api.send(api.cashier, 'PUT', `${ORDERS}/${String(sold.body['invoice_number'])}`, {
      payment_method: 'CASH',
      ...order,
      expected_total_amount: 10_000,
    });
    expect([changed.status, changed.body['code']]).toEqual([409, 'price_changed']);
  });
});

describe('a receipt', () => {
  it('has each line as it was sold, the outlet, who sold it and the version that a change goes by', async () => {
    const outlet = await createOutlet(api.database);
    const items = [
      { product_id: 1, qty: 1 },
      { product_id: 2, qty: 3 },
    ];
    const invoice = await sell({ items, outlet_id: outlet.id });
    await api.send(api.administrator, 'PATCH', '/api/v1/products/1', { price: 4_500 });
    const read = await api.send(api.cashier, 'GET', `${ORDERS}/${invoice}/receipt`);
    expect([read.status, read.body]).toMatchObject([
      200,
      {
        invoice_number: invoice,
        total_amount: 22_000,
        outlet: { id: outlet.id, name: outlet.name },
        cashier: api.cashier.name,
        lines: [
          { product_id: 1, product: 'Corndog Original', category: null, unit_price: 4_000, quantity: 1 },
          { product_id: 2, product: 'Corndog Sosis', category: 'ISI CORNDOG', quantity: 3, amount: 18_000 },
        ],
        version: 1,
      },
    ]);
    await api.send(api.administrator, 'PATCH', '/api/v1/products/1', { price: 4_000 });
    expect((await api.send(api.cashier, 'GET', `${ORDERS}/INV-1/receipt`)).status).toBe(404);
  });
});

describe('what customers wait for', () => {
  const read = async (search = '') => {
    const { status, body } = await api.send(api.cashier, 'GET', `${ORDERS}/pickup${search}`);
    expect(status).toBe(200);
    return body['orders'] as { invoice_number: string; status: string; since: string }[];
  };

  it('is what is prepared or ready, since when, at an outlet or at all; what is ready leaves after ten minutes', async () => {
    const outlet = await createOutlet(api.database);
    const sold = await sell();
    const prepared = await sell({ outlet_id: outlet.id });
    const ready = await sell();
    const gone = await sell();
    await move(prepared, 'preparing');
    await move(ready, 'preparing', 'ready');
    await move(gone, 'preparing', 'ready', 'completed');
    const all = await read();
    expect(all.map(({ invoice_number, status }) => [invoice_number, status])).toEqual([
      [prepared, 'preparing'],
      [ready, 'ready'],
    ]);
    expect(all.map(({ invoice_number }) => invoice_number)).not.toContain(sold);
    expect(Date.now() - Date.parse(all[1]!.since)).toBeLessThan(60_000);
    expect((await read(`?outlet_id=${outlet.id}`)).map(({ invoice_number }) => invoice_number)).toEqual([
      prepared,
    ]);
    await query(
      api.database.fork(),
      `update pos_order_history set changed_at = changed_at - interval '10 minutes'`,
    );
    expect((await read()).map(({ status }) => status)).toEqual(['preparing']);
    await query(api.database.fork(), `update pos_orders set business_date = business_date - 2`);
    expect(await read()).toEqual([]);
  });

  it('is found by an index of the orders that are at work, however many were sold', async () => {
    const em = api.database.fork();
    await query(
      em,
      `insert into pos_orders (invoice_number, business_date, payment_method, total_amount, created_by, status)
       select 'OLD-' || n, current_date - n / 1000, 'CASH', 1, ?, 'completed' from generate_series(1, 20000) n`,
      [api.cashier.userId],
    );
    await query(em, 'analyze pos_orders');
    const plan = await query<Record<string, string>>(em, `explain ${PICKUP}`, ['Asia/Jakarta', null, null]);
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('pos_orders_pickup');
  });
});
