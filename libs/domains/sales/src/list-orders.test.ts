import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createOutlet } from '@antrean/organization/testing';
import { startPosApi, type PosApi } from './testing.ts';

let api: PosApi;
let outletId: number;

beforeAll(async () => {
  api = await startPosApi();
  outletId = (await createOutlet(api.database)).id;
  for (const [n, payment_method] of ['CASH', 'QRIS', 'CARD', 'CASH', 'TRANSFER'].entries()) {
    await api.sell({ payment_method, outlet_id: n < 2 ? outletId : null });
  }
  await query(
    api.database.fork(),
    `update pos_orders set business_date = date '2025-10-01' + id - 1,
       status = case when id in (2, 4) then 'ready' else 'new' end`,
  );
});
afterAll(() => api.close());

const list = async (parameters = '') => {
  const { status, body } = await api.send(api.cashier, 'GET', `/api/v1/orders${parameters}`);
  expect(status).toBe(200);
  const { data, next, ...rest } = body;
  return { ids: (data as { id: number }[]).map(({ id }) => id), next: next as string | null, ...rest };
};

describe('the list of orders', () => {
  it('S4-FEAT-03 answers the envelope of every list, newest first', async () => {
    expect(await list()).toEqual({
      ids: [5, 4, 3, 2, 1],
      total: 5,
      page: 1,
      limit: 50,
      totalPages: 1,
      next: null,
    });
    expect(await list('?limit=2&page=2')).toEqual({
      ids: [3, 2],
      total: 5,
      page: 2,
      limit: 2,
      totalPages: 3,
      next: expect.any(String),
    });
    expect(await list('?page=9')).toMatchObject({ ids: [], total: 5, next: null });
  });

  it('goes on behind what was seen, while orders come in', async () => {
    const seen: number[] = [];
    for (let after: string | null = ''; after !== null;) {
      const part: Awaited<ReturnType<typeof list>> = await list(`?limit=2${after && `&after=${after}`}`);
      seen.push(...part.ids);
      after = part.next;
      await api.sell();
    }
    expect(seen).toEqual([5, 4, 3, 2, 1]);
    await query(api.database.fork(), `delete from pos_order_lines where order_id > 5`);
    await query(api.database.fork(), `delete from pos_orders where id > 5`);
  });

  it.each([
    ['?status=ready', [4, 2]],
    [`?date=2025-10-03`, [3]],
    ['?startDate=2025-10-02&endDate=2025-10-04', [4, 3, 2]],
    ['?startDate=2025-10-04', [5, 4]],
    ['?status=ready&payment_method=QRIS', [2]],
    ['?payment_method=TRANSFER&status=completed', []],
  ])('%s', async (parameters, ids) => {
    expect(await list(parameters)).toMatchObject({ ids, total: ids.length });
  });

  it('S4-FUT-01 can be narrowed to an outlet', async () => {
    expect((await list(`?outlet_id=${outletId}`)).ids).toEqual([2, 1]);
  });

  it.each(['x', 'WzFd!', 'e30', btoa('["1"]'), btoa('[1,2]'), btoa('[1.5]'), 'A'.repeat(201)])(
    'refuses %s as a cursor and names the field',
    async (after) => {
      const { status, body } = await api.send(api.cashier, 'GET', `/api/v1/orders?after=${after}`);
      expect([status, body['errors']]).toMatchObject([400, [{ field: 'query.after' }]]);
    },
  );

  it('a page behind what is counted is refused and told to use a cursor', async () => {
    const { status, body } = await api.send(api.cashier, 'GET', '/api/v1/orders?limit=200&page=51');
    expect([status, body['code'], body['detail']]).toEqual([
      400,
      'page_not_counted',
      expect.stringContaining('"after"'),
    ]);
    expect((await list('?limit=200&page=50')).ids).toEqual([]);
  });

  it.each(['?status=eaten', '?limit=201', '?page=0', '?date=2025-02-30', '?outlet=1'])(
    'refuses %s',
    async (parameters) => {
      expect((await api.send(api.cashier, 'GET', `/api/v1/orders${parameters}`)).status).toBe(400);
    },
  );
});
