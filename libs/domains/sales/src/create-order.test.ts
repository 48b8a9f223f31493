import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { EventRecord } from '@antrean/platform/messages';
import { audienceOf } from '@antrean/platform/realtime';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createTestProduct } from '@antrean/catalogue/testing';
import { createOutlet } from '@antrean/organization/testing';
import { orderCreated } from './pos-order.messages.ts';
import { CORNDOG, startPosApi, type PosApi } from './testing.ts';

let api: PosApi;
let today: string;

beforeAll(async () => {
  api = await startPosApi({ poolSize: 20 });
  const [row] = await query<{ today: string }>(
    api.database.fork(),
    `select (now() at time zone 'Asia/Jakarta')::date::text as today`,
  );
  today = row!.today;
});
afterAll(() => api.close());
beforeEach(async () => {
  await query(
    api.database.fork(),
    `truncate pos_orders, pos_order_lines, pos_order_history, number_series, idempotency_keys restart identity`,
  );
  await api.takeEvents();
});

const invoice = (n: number): string => `INV-${today.replaceAll('-', '')}-${String(n).padStart(4, '0')}`;
const countOrders = async (): Promise<number> => {
  const [row] = await query<{ count: number }>(api.database.fork(), `select count(*)::int from pos_orders`);
  return row!.count;
};
/** What the sockets are sent for the only event in the outbox, key order included. */
const broadcast = async () => {
  const [event, ...others] = await api.takeEvents();
  expect(others).toEqual([]);
  const record: EventRecord = {
    seq: 1,
    id: 'e',
    at: '',
    version: 1,
    correlationId: null,
    ...event!,
  };
  return audienceOf(orderCreated, record)!;
};

/** One of each product of the development catalogue. */
const SAMPLE_ITEMS = [1, 2, 3, 4, 5, 6].map((product_id) => ({ product_id, qty: 1 }));

describe('selling', () => {
  it('S4-ORD-01 S4-ORD-02 S4-ORD-03 S4-ORD-04 S4-FEAT-04 the sample order, to the letter', async () => {
    const { status, body, headers } = await api.sell({ items: SAMPLE_ITEMS });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/orders/${invoice(1)}`);
    expect(headers.get('etag')).toMatch(/^"1-/);
    const { id, status: stage, payment_method, outlet_id, created_at, ...documented } = body;
    expect(JSON.stringify(documented, null, 2)).toBe(
      `{
  "invoice_number": "${invoice(1)}",
  "date": "${today}",
  "total_amount": 15000,
  "ISI CORNDOG": {
    "quantity": 1,
    "total_amount": 6000,
    "items": [
      "Corndog Sosis"
    ]
  },
  "BALUTAN": {
    "quantity": 1,
    "total_amount": 2000,
    "items": [
      "Mie"
    ]
  },
  "SAUS ASIN": {
    "quantity": 2,
    "total_amount": 2000,
    "items": [
      "Saus Tomat",
      "Mayonaise"
    ]
  },
  "SAUS MANIS": {
    "quantity": 1,
    "total_amount": 1000,
    "items": [
      "Coklat"
    ]
  }
}`,
    );
    expect({ id, stage, payment_method, outlet_id, created_at }).toEqual({
      id: 1,
      stage: 'new',
      payment_method: 'CASH',
      outlet_id: null,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  it('S4-FEAT-03 S4-EVT-01 the event, the answer, the order and its place in the list are the same object', async () => {
    const outlet = await createOutlet(api.database);
    const answer = await api.sell({ items: SAMPLE_ITEMS, outlet_id: outlet.id, payment_method: 'QRIS' });
    const { namespace, name, payload } = await broadcast();
    expect([namespace, name]).toEqual(['/', 'new-order']);
    const one = await api.send(api.cashier, 'GET', `/api/v1/orders/${invoice(1)}`);
    const list = await api.send(api.cashier, 'GET', '/api/v1/orders');
    // Compared as text, so that the order of the members counts too.
    const text = JSON.stringify(answer.body);
    expect(JSON.stringify(payload)).toBe(text);
    expect(JSON.stringify(one.body)).toBe(text);
    expect(JSON.stringify(list.body['data'])).toBe(`[${text}]`);
  });

  it('S4-ORD-04 counts quantities per category, and names each product once', async () => {
    const { body } = await api.sell({
      items: [
        { product_id: 4, qty: 2 },
        { product_id: 1, qty: 3 },
        { product_id: 5, qty: 1 },
        { product_id: 4, qty: 3 },
      ],
    });
    expect(body).toMatchObject({
      total_amount: 18_000,
      'SAUS ASIN': { quantity: 6, total_amount: 6_000, items: ['Saus Tomat', 'Mayonaise'] },
    });
    expect(Object.keys(body)).toHaveLength(9);
  });

  it('S4-ORD-02 numbers the orders of a day 0001, 0002, … and goes on after 9999', async () => {
    expect([(await api.sell()).body, (await api.sell()).body]).toMatchObject([
      { invoice_number: invoice(1) },
      { invoice_number: invoice(2) },
    ]);
    await query(api.database.fork(), `update number_series set value = 9998 where series = 'INV'`);
    expect((await api.sell()).body).toMatchObject({ invoice_number: invoice(9_999) });
    expect((await api.sell()).body).toMatchObject({ invoice_number: invoice(10_000) });
  });

  it('S4-ORD-02 200 at once get the numbers 0001 to 0200, none twice and none left out', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => api.sell()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(answers.map(({ body }) => body['invoice_number']).sort()).toEqual(
      Array.from({ length: 200 }, (_, i) => invoice(i + 1)),
    );
    expect(new Set((await api.takeEvents()).map(({ payload }) => payload['invoice_number'])).size).toBe(200);
  });

  it('S4-ORD-05 an order keeps the prices and names at which it was sold', async () => {
    const product = await createTestProduct(api.database, {
      name: 'Pisang',
      price: 500,
      category: 'GORENGAN',
    });
    const sold = await api.sell({ items: [{ product_id: product.id, qty: 2 }] });
    const em = api.database.fork();
    await query(em, `update pos_products set price = 900, name = 'Ubi', category_id = 1 where id = ?`, [
      product.id,
    ]);
    await query(em, `update pos_categories set name = 'REBUSAN' where name = 'GORENGAN'`);
    const { body } = await api.send(api.cashier, 'GET', `/api/v1/orders/${invoice(1)}`);
    expect(body).toEqual(sold.body);
    expect(body).toMatchObject({
      total_amount: 1_000,
      GORENGAN: { quantity: 2, total_amount: 1_000, items: ['Pisang'] },
    });
  });

  it('S4-ORD-05 the dearest order that is allowed is exact to the rupiah', async () => {
    const products: { id: number }[] = [];
    for (let i = 0; i < 100; i += 1)
      products.push(await createTestProduct(api.database, { price: 99_999_999 }));
    const { status, body } = await api.sell({
      items: products.map(({ id }) => ({ product_id: id, qty: 10_000 })),
    });
    expect([status, body['total_amount']]).toEqual([201, 99_999_999_000_000]);
    expect((await api.send(api.cashier, 'GET', `/api/v1/orders/${invoice(1)}`)).body).toEqual(body);
  });

  it('S4-EVT-01 a category that got a reserved name past the door hides and pollutes nothing', async () => {
    const em = api.database.fork();
    const names = ['date', 'total_amount', '__proto__', 'constructor', 'toString'];
    const items: { product_id: number; qty: number }[] = [];
    for (const category of names) {
      const { id } = await createTestProduct(api.database, { price: 100, category });
      items.push({ product_id: id, qty: 1 });
    }
    const { body } = await api.sell({ items: [{ product_id: 2, qty: 1 }, ...items] });
    expect(body).toMatchObject({ date: today, total_amount: 6_500, 'ISI CORNDOG': { quantity: 1 } });
    expect(Object.keys(body)).toHaveLength(9);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect('quantity' in {}).toBe(false);
    const { payload } = await broadcast();
    expect(Object.getPrototypeOf(payload)).toBeNull();
    expect(JSON.stringify(payload)).toBe(JSON.stringify(body));
    await query(em, `update pos_products set category_id = null, is_active = false where id > 6`);
    await query(em, `delete from pos_order_lines`);
    await query(em, `delete from pos_categories where id > 4`);
  });

  it.each([
    ['an unknown way of payment', { payment_method: 'GOLD' }, 'body.payment_method'],
    ['no way of payment', { payment_method: undefined }, 'body.payment_method'],
    ['no items', { items: [] }, 'body.items'],
    ['101 items', { items: Array(101).fill({ product_id: 2, qty: 1 }) }, 'body.items'],
    ['a quantity of none', { items: [{ product_id: 2, qty: 0 }] }, 'body.items[0].qty'],
    ['half a corndog', { items: [{ product_id: 2, qty: 0.5 }] }, 'body.items[0].qty'],
    ['a quantity as text', { items: [{ product_id: 2, qty: '1' }] }, 'body.items[0].qty'],
    ['a quantity beyond reason', { items: [{ product_id: 2, qty: 10_001 }] }, 'body.items[0].qty'],
    ['an item without a product', { items: [{ qty: 1 }] }, 'body.items[0].product_id'],
    [
      'an unknown product',
      {
        items: [
          { product_id: 2, qty: 1 },
          { product_id: 999, qty: 1 },
        ],
      },
      'body.items[1].product_id',
    ],
    [
      'a product beyond every id',
      { items: [{ product_id: 2 ** 53 - 1, qty: 1 }] },
      'body.items[0].product_id',
    ],
    ['a price of the client’s own', { items: [{ product_id: 2, qty: 1, price: 1 }] }, 'body.items[0].price'],
    ['an unknown outlet', { outlet_id: 999 }, 'body.outlet_id'],
    ['an unknown field', { discount: 1_000 }, 'body.discount'],
  ])('S4-ORD-05 refuses %s and names the field', async (_, part, field) => {
    const { status, body } = await api.sell(part);
    expect([status, body['code'], body['errors']]).toMatchObject([400, 'invalid_request', [{ field }]]);
    expect(await countOrders()).toBe(0);
    expect(await api.takeEvents()).toEqual([]);
    // A refusal takes no number.
    expect((await api.sell()).body).toMatchObject({ invoice_number: invoice(1) });
  });

  it('S4-ORD-05 refuses a product that is off sale, and an outlet that is closed', async () => {
    const outlet = await createOutlet(api.database);
    const { id } = await createTestProduct(api.database);
    const em = api.database.fork();
    await query(em, `update pos_products set is_active = false where id = ?`, [id]);
    await query(em, `update outlets set is_active = false where id = ?`, [outlet.id]);
    expect((await api.sell({ items: [{ product_id: id, qty: 1 }] })).body['errors']).toMatchObject([
      { field: 'body.items[0].product_id' },
    ]);
    expect((await api.sell({ outlet_id: outlet.id })).body['errors']).toMatchObject([
      { field: 'body.outlet_id' },
    ]);
  });

  it('S4-ORD-01 is for cashiers and administrators', async () => {
    expect((await api.send(api.administrator, 'POST', '/api/v1/orders', CORNDOG)).status).toBe(201);
    for (const role of ['employee', 'dapur', 'customer']) {
      const actor = await createTestPrincipal(api.database, { role });
      expect((await api.send(actor, 'POST', '/api/v1/orders', CORNDOG)).status).toBe(403);
      expect((await api.send(actor, 'GET', '/api/v1/orders')).status).toBe(403);
    }
    expect((await api.send(null, 'POST', '/api/v1/orders', CORNDOG)).status).toBe(401);
  });
});
