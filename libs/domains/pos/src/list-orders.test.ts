import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createOutlet } from '../../organization/src/organization.factory.ts';
import { startPosApi, type PosApi } from './pos.factory.ts';

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
  const { status, body, headers } = await api.send(api.cashier, 'GET', `/api/v1/orders${parameters}`);
  expect(status).toBe(200);
  return {
    ids: (Object.values(body) as { id: number }[]).map(({ id }) => id),
    total: headers.get('x-total-count'),
    link: headers.get('link'),
  };
};

describe('the list of orders', () => {
  it('S4-FEAT-03 is an array, newest first, and its headers tell of the other pages', async () => {
    expect(await list()).toEqual({
      ids: [5, 4, 3, 2, 1],
      total: '5',
      link: '</api/v1/orders?page=1>; rel="first", </api/v1/orders?page=1>; rel="last"',
    });
    const at = (page: number) => `</api/v1/orders?limit=2&page=${page}&payment_method=CASH>`;
    expect(await list('?limit=2&page=1&payment_method=CASH')).toEqual({
      ids: [4, 1],
      total: '2',
      link: `${at(1)}; rel="first", ${at(1)}; rel="last"`,
    });
    expect(await list('?limit=2&page=2')).toEqual({
      ids: [3, 2],
      total: '5',
      link:
        '</api/v1/orders?limit=2&page=1>; rel="first", </api/v1/orders?limit=2&page=1>; rel="prev", ' +
        '</api/v1/orders?limit=2&page=3>; rel="next", </api/v1/orders?limit=2&page=3>; rel="last"',
    });
    expect(await list('?page=9')).toMatchObject({ ids: [], total: '5' });
  });

  it.each([
    ['?status=ready', [4, 2]],
    [`?date=2025-10-03`, [3]],
    ['?startDate=2025-10-02&endDate=2025-10-04', [4, 3, 2]],
    ['?startDate=2025-10-04', [5, 4]],
    ['?status=ready&payment_method=QRIS', [2]],
    ['?payment_method=TRANSFER&status=completed', []],
  ])('%s', async (parameters, ids) => {
    expect(await list(parameters)).toMatchObject({ ids, total: String(ids.length) });
  });

  it('S4-FUT-01 can be narrowed to an outlet', async () => {
    expect((await list(`?outlet_id=${outletId}`)).ids).toEqual([2, 1]);
  });

  it.each(['?status=eaten', '?limit=201', '?page=0', '?date=2025-02-30', '?outlet=1'])(
    'refuses %s',
    async (parameters) => {
      expect((await api.send(api.cashier, 'GET', `/api/v1/orders${parameters}`)).status).toBe(400);
    },
  );
});
