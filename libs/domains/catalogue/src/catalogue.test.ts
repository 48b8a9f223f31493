import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import { audienceOf } from '@antrean/platform/realtime';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { catalogueMessages } from './catalogue.messages.ts';
import { startPosApi, type PosApi } from '@antrean/sales/testing';

let api: PosApi;
beforeAll(async () => {
  api = await startPosApi();
});
afterAll(() => api.close());

const CATEGORIES = '/api/v1/categories';
const PRODUCTS = '/api/v1/products';
const write = (method: string, path: string, body: unknown, headers?: Record<string, string>) =>
  api.send(api.administrator, method, path, body, headers);

describe('the development catalogue', () => {
  it('S4-CAT-01 resolves the ids of the documented order to name, category and price', async () => {
    const { body } = await api.send(api.cashier, 'GET', PRODUCTS);
    const products = body['data'] as Record<string, unknown>[];
    expect(
      products.map((product) => [
        product['id'],
        product['name'],
        product['category_name'],
        product['price'],
        product['is_active'],
      ]),
    ).toEqual([
      [1, 'Corndog Original', null, 4_000, true],
      [2, 'Corndog Sosis', 'ISI CORNDOG', 6_000, true],
      [3, 'Mie', 'BALUTAN', 2_000, true],
      [4, 'Saus Tomat', 'SAUS ASIN', 1_000, true],
      [5, 'Mayonaise', 'SAUS ASIN', 1_000, true],
      [6, 'Coklat', 'SAUS MANIS', 1_000, true],
    ]);
    expect((await api.send(api.cashier, 'GET', CATEGORIES)).body).toMatchObject({ total: 4 });
  });

  it('leaves room for what administrators add', async () => {
    expect((await write('POST', PRODUCTS, { name: 'Teh', price: 3_000 })).body).toMatchObject({ id: 7 });
    expect((await write('POST', CATEGORIES, { name: 'MINUMAN' })).body).toMatchObject({ id: 5 });
  });
});

describe('categories', () => {
  it('S4-CAT-01 are added and renamed by administrators and read by cashiers', async () => {
    const created = await write('POST', CATEGORIES, { name: '  Es  Krim ' });
    expect([created.status, created.body]).toEqual([
      201,
      { id: expect.any(Number), name: 'Es Krim', version: 1 },
    ]);
    const at = `${CATEGORIES}/${String(created.body['id'])}`;
    expect(created.headers.get('location')).toBe(at);
    const renamed = await write('PATCH', at, { name: 'Es Campur' }, { 'If-Match': '"1"' });
    expect(renamed.body).toEqual({ ...created.body, name: 'Es Campur', version: 2 });
    expect((await api.send(api.cashier, 'GET', at)).body).toEqual(renamed.body);
    expect((await write('PATCH', at, { name: 'Es Buah' }, { 'If-Match': '"1"' })).status).toBe(412);
    expect((await write('PATCH', `${CATEGORIES}/999999`, { name: 'Es Buah' })).status).toBe(404);
    expect((await write('PATCH', at, { name: 'ES CAMPUR' })).body).toMatchObject({ name: 'ES CAMPUR' });
  });

  it.each([
    'date',
    'Total_Amount',
    '__proto__',
    'constructor',
    'toString',
    'ｓｔａｔｕｓ',
    'id\u200b',
    'payment_method',
  ])('S4-EVT-01 %s is refused as a name, at creation and at renaming', async (name) => {
    const refusal = { code: 'invalid_request', errors: [{ field: 'body.name' }] };
    // As text, because an object literal with __proto__ would have none of it.
    const created = await write('POST', CATEGORIES, JSON.parse(JSON.stringify({ name })));
    expect(created.status).toBe(400);
    expect(created.body).toMatchObject(refusal);
    expect((await write('PATCH', `${CATEGORIES}/1`, { name })).body).toMatchObject(refusal);
    const [row] = await query<{ name: string }>(
      api.database.fork(),
      `select name from pos_categories where id = 1`,
    );
    expect(row?.name).toBe('ISI CORNDOG');
  });

  it.each(['isi corndog', 'ISI  CORNDOG', 'ＩＳＩ CORNDOG', 'ISI\u200b CORNDOG'])(
    'a second %s is refused, because the two would be one group',
    async (name) => {
      const { status, body } = await write('POST', CATEGORIES, { name });
      expect([status, body['code'], body['errors']]).toEqual([
        409,
        'name_taken',
        [{ field: 'body.name', message: 'is taken' }],
      ]);
    },
  );

  it.each(['', '   ', '\u200b', 'a\u0000b', 'x'.repeat(101), 7, null])(
    'a name that nobody could read is refused: %j',
    async (name) => {
      expect((await write('POST', CATEGORIES, { name })).status).toBe(400);
    },
  );
});

describe('products', () => {
  it('are found by what a scanner reads, which no two have; counters hear what is sold and what is not any more', async () => {
    await api.takeEvents();
    const made = await write('POST', PRODUCTS, { name: 'Air', price: 4_000, barcode: '8991234567890' });
    expect(made.body).toMatchObject({ barcode: '8991234567890' });
    const found = await api.send(api.cashier, 'GET', `${PRODUCTS}?barcode=8991234567890`);
    expect(found.body['data']).toEqual([made.body]);
    const second = await write('POST', PRODUCTS, { name: 'Es', price: 1_000, barcode: '8991234567890' });
    expect([second.status, second.body['code'], second.body['errors']]).toEqual([
      409,
      'name_taken',
      [{ field: 'body.barcode', message: 'is taken' }],
    ]);
    expect((await write('POST', PRODUCTS, { name: 'Es', price: 1_000, barcode: 'a b' })).status).toBe(400);
    const at = `${PRODUCTS}/${String(made.body['id'])}`;
    expect((await write('PATCH', `${PRODUCTS}/1`, { barcode: '8991234567890' })).status).toBe(409);
    const off = await write('PATCH', at, { is_active: false, barcode: null });
    expect(off.body).toMatchObject({ is_active: false, barcode: null });
    const heard = (await api.takeEvents()).map((event) => {
      const declared = catalogueMessages.find(({ name }) => name === event.name)!;
      return audienceOf(declared, { seq: 1, id: 'e', at: '', version: 1, correlationId: null, ...event });
    });
    await write('PATCH', at, { is_active: true });
    const facts = { id: made.body['id'], name: 'Air', price: 4_000 };
    expect(heard).toMatchObject([
      {
        namespace: '/',
        rooms: ['pos.read'],
        name: 'product-created',
        payload: { ...facts, is_active: true },
      },
      {
        namespace: '/',
        rooms: ['pos.read'],
        name: 'product-updated',
        payload: { ...facts, is_active: false },
      },
    ]);
  });

  it('a 304 does not hide that the category of a product was renamed; If-Match goes by the version', async () => {
    const category = await write('POST', CATEGORIES, { name: 'Jus' });
    const categoryId = category.body['id'];
    const made = await write('POST', PRODUCTS, { name: 'Teh', category_id: categoryId, price: 4_000 });
    const at = `${PRODUCTS}/${String(made.body['id'])}`;
    const read = (etag: string) => api.send(api.cashier, 'GET', at, undefined, { 'If-None-Match': etag });
    const etag = made.headers.get('etag') ?? '';
    expect((await read(etag)).status).toBe(304);
    await write('PATCH', `${CATEGORIES}/${String(categoryId)}`, { name: 'Jus Segar' });
    const renamed = await read(etag);
    expect([renamed.status, renamed.body['category_name'], renamed.body['version']]).toEqual([
      200,
      'Jus Segar',
      1,
    ]);
    expect((await write('PATCH', at, { price: 4_500 }, { 'If-Match': etag })).status).toBe(200);
    expect((await write('PATCH', at, { price: 5_000 }, { 'If-Match': '"1", "2"' })).status).toBe(200);
  });

  it('S4-CAT-01 are added, priced and taken off sale by administrators', async () => {
    const created = await write('POST', PRODUCTS, { name: 'Kopi', category_id: 2, price: 9_000 });
    expect([created.status, created.body]).toEqual([
      201,
      {
        id: expect.any(Number),
        name: 'Kopi',
        category_id: 2,
        category_name: 'BALUTAN',
        price: 9_000,
        is_active: true,
        barcode: null,
        version: 1,
      },
    ]);
    const at = `${PRODUCTS}/${String(created.body['id'])}`;
    const changed = await write('PATCH', at, { category_id: null, price: 9_500 }, { 'If-Match': '"1"' });
    expect(changed.body).toEqual({
      ...created.body,
      category_id: null,
      category_name: null,
      price: 9_500,
      version: 2,
    });
    expect((await api.send(api.cashier, 'GET', at)).body).toEqual(changed.body);
    expect((await write('PATCH', at, { price: 1 }, { 'If-Match': '"1"' })).status).toBe(412);
    await write('PATCH', at, { is_active: false });
    const listed = async (filter: string) =>
      ((await api.send(api.cashier, 'GET', `${PRODUCTS}?${filter}`)).body['data'] as { name: string }[]).map(
        ({ name }) => name,
      );
    expect(await listed('is_active=false')).toEqual(['Kopi']);
    expect(await listed('category_id=3')).toEqual(['Saus Tomat', 'Mayonaise']);
  });

  it.each([
    ['half a rupiah', { price: 0.5 }, 'body.price'],
    ['a price below nothing', { price: -1 }, 'body.price'],
    ['a price as text', { price: '1000' }, 'body.price'],
    ['a price beyond what adds up exactly', { price: Number.MAX_SAFE_INTEGER }, 'body.price'],
    ['an unknown category', { category_id: 999 }, 'body.category_id'],
    ['a category beyond every id', { category_id: Number.MAX_SAFE_INTEGER }, 'body.category_id'],
    ['no name', { name: ' ' }, 'body.name'],
    ['an unknown field', { cost: 1 }, 'body.cost'],
  ])('refuses %s and names the field', async (_, part, field) => {
    const { status, body } = await write('POST', PRODUCTS, { name: 'Kue', price: 1_000, ...part });
    expect([status, body['errors']]).toMatchObject([400, [{ field }]]);
  });

  it('a repetition with the same Idempotency-Key adds nothing', async () => {
    const add = () => write('POST', PRODUCTS, { name: 'Susu', price: 5_000 }, { 'Idempotency-Key': 'milk' });
    const [first, second] = [await add(), await add()];
    expect(second.body).toEqual(first.body);
  });

  // Last: it takes products off sale that others would list.
  it('S4-CAT-01 go on behind what was seen, while products come and go off sale', async () => {
    const { body: category } = await write('POST', CATEGORIES, { name: 'Bubur' });
    const make = async () => {
      const product = { name: 'Bubur', category_id: category['id'], price: 1_000 };
      return (await write('POST', PRODUCTS, product)).body['id'];
    };
    const made = [await make(), await make(), await make(), await make(), await make()];
    const seen: unknown[] = [];
    for (let after: string | null = ''; after !== null;) {
      const search = `category_id=${String(category['id'])}&is_active=true&limit=2${after && `&after=${after}`}`;
      const { body } = await api.send(api.cashier, 'GET', `${PRODUCTS}?${search}`);
      seen.push(...(body['data'] as { id: number }[]).map(({ id }) => id));
      after = body['next'] as string | null;
      // Who was seen already falls out of the list: by pages, one would be missed now.
      await write('PATCH', `${PRODUCTS}/${String(seen.at(-1))}`, { is_active: false });
    }
    expect(seen).toEqual(made);
  });
});

it.each([
  ['POST', CATEGORIES, { name: 'Mine' }],
  ['PATCH', `${CATEGORIES}/1`, { name: 'Mine' }],
  ['POST', PRODUCTS, { name: 'Mine', price: 1 }],
  ['PATCH', `${PRODUCTS}/1`, { price: 1 }],
])('S4-CAT-01 %s %s is not for cashiers, nor for anybody else', async (method, path, body) => {
  const cook = await createTestPrincipal(api.database, { role: 'dapur' });
  expect((await api.send(api.cashier, method, path, body)).status).toBe(403);
  expect((await api.send(cook, method, path, body)).status).toBe(403);
  expect((await api.send(null, method, path, body)).status).toBe(401);
  expect((await api.send(cook, 'GET', path)).status).toBe(403);
});

it('changes are told to the auditor, once, and only when something changed', async () => {
  await api.takeEvents();
  const { body } = await write('POST', CATEGORIES, { name: 'Roti' });
  const at = `${CATEGORIES}/${String(body['id'])}`;
  await write('PATCH', at, { name: 'Roti Bakar' });
  await write('PATCH', at, { name: 'Roti Bakar' });
  const product = await write('POST', PRODUCTS, { name: 'Roti Coklat', price: 7_000 });
  const productAt = `${PRODUCTS}/${String(product.body['id'])}`;
  await write('PATCH', productAt, { price: 8_000 });
  await write('PATCH', productAt, { price: 8_000 });
  const entries = (await api.takeEvents()).map(({ name, payload, actorId }) => {
    const event = catalogueMessages.find((each) => each.name === name)!;
    expect(actorId).toBe(api.administrator.userId);
    return auditEntryOf(event, payload);
  });
  expect(entries).toEqual([
    { action: 'POS_CATEGORY_CREATED', subject: 'Roti', detail: 'Category "Roti" was added' },
    {
      action: 'POS_CATEGORY_UPDATED',
      subject: 'Roti Bakar',
      detail: 'Category "Roti" was renamed to "Roti Bakar"',
    },
    {
      action: 'POS_PRODUCT_CREATED',
      subject: 'Roti Coklat',
      detail: 'Product "Roti Coklat" was added; it costs 7000 and is on sale',
    },
    {
      action: 'POS_PRODUCT_UPDATED',
      subject: 'Roti Coklat',
      detail: 'Product "Roti Coklat" was changed; it costs 8000 and is on sale',
    },
  ]);
});
