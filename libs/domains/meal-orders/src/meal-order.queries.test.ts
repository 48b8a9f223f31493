import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestReply } from '@antrean/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { TestUserDetails } from '@antrean/accounts/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';
import type { MealOrder } from './meal-order.entity.ts';
import { createTestMealOrder } from './meal-order.factory.ts';
import { isWithin, scopesOf, type Scope } from './meal-order.policy.ts';
import { STATUSES, type Status } from './meal-order.state.ts';

let api: MealOrderApi;
let it1: UserPrincipal;
let it2: UserPrincipal;
let hr: UserPrincipal;
let admin: UserPrincipal;
let itDepartment: number;
let hrDepartment: number;
let lunch: number;
let dinner: number;
let orders: MealOrder[];

beforeAll(async () => {
  api = await startMealOrderApi();
  const { database } = api;
  itDepartment = (await createDepartment(database, { name: 'IT Department' })).id;
  hrDepartment = (await createDepartment(database, { name: 'Human Resources' })).id;
  lunch = (await createShift(database, { name: 'Lunch' })).id;
  dinner = (await createShift(database, { name: 'Dinner' })).id;
  it1 = await actor({ departmentId: itDepartment });
  it2 = await actor({ departmentId: itDepartment });
  hr = await actor({ departmentId: hrDepartment });
  admin = await actor({ role: 'administrator' });
  orders = [];
  for (const [i, status] of STATUSES.entries()) {
    for (const owner of [it1, it2, hr]) {
      orders.push(
        await createTestMealOrder(database, owner, {
          status,
          shiftId: i % 2 === 0 ? lunch : dinner,
          orderDate: `2025-10-0${i + 1}`,
        }),
      );
    }
  }
});
afterAll(() => api.close());

const actor = (details: TestUserDetails): Promise<UserPrincipal> =>
  createTestPrincipal(api.database, details);
const list = (who: UserPrincipal, filter = ''): Promise<TestReply> =>
  api.send(who, 'GET', `/api/orders?limit=200${filter}`);
const rows = ({ body }: TestReply) => body['data'] as Record<string, unknown>[];
const statuses = (answer: TestReply) => new Set(rows(answer).map((row) => row['statusPesanan']));
const ids = (answer: TestReply) => rows(answer).map((row) => row['id']);

describe('who sees which orders', () => {
  it('S3-ORD-14 an employee their own, at every stage', async () => {
    const answer = await list(it1);
    expect(ids(answer)).toEqual(
      orders
        .filter((o) => o.employeeId === it1.karyawanId)
        .map((o) => o.id)
        .reverse(),
    );
    expect(statuses(answer)).toEqual(new Set(STATUSES));
  });

  it('S3-ORD-15 the kitchen what it has to do with now, of all departments', async () => {
    const answer = await list(await actor({ role: 'dapur' }));
    expect(statuses(answer)).toEqual(new Set(['MENUNGGU', 'IN_PROGRESS', 'MENUNGGU_PERSETUJUAN']));
    expect(answer.body['total']).toBe(9);
  });

  it('S3-ORD-16 delivery what is ready or on its way', async () => {
    const answer = await list(await actor({ role: 'delivery' }));
    expect(statuses(answer)).toEqual(new Set(['READY', 'ON_DELIVERY']));
    expect(answer.body['total']).toBe(6);
  });

  it('S3-ORD-15 a cook who serves one department sees that one alone', async () => {
    const cook = await actor({ role: 'dapur', servedDepartmentIds: [hrDepartment] });
    expect(new Set(rows(await list(cook)).map((row) => row['departmentName']))).toEqual(
      new Set(['Human Resources']),
    );
  });

  it.each(['administrator', 'super_admin'])('S3-ORD-17 %s all', async (role) => {
    expect((await list(await actor({ role }))).body['total']).toBe(21);
  });

  it('S3-ORD-13 who has several roles sees what any of them sees', async () => {
    const both = await actor({ role: 'dapur', roles: ['delivery'] });
    expect(statuses(await list(both))).toEqual(
      new Set(['MENUNGGU', 'IN_PROGRESS', 'MENUNGGU_PERSETUJUAN', 'READY', 'ON_DELIVERY']),
    );
  });

  it.each(['customer', 'cashier'])('S3-ORD-13 %s has nothing to do with meal orders', async (role) => {
    expect((await list(await actor({ role }))).status).toBe(403);
  });

  it('S3-ORD-18 S3-ORD-29 an order can be read if and only if it is in the list', async () => {
    const people = [
      it1,
      admin,
      await actor({ role: 'dapur' }),
      await actor({ role: 'dapur', servedDepartmentIds: [itDepartment] }),
      await actor({ role: 'delivery', servedDepartmentIds: [hrDepartment] }),
      await actor({ role: 'employee', roles: ['dapur', 'delivery'], departmentId: hrDepartment }),
    ];
    for (const who of people) {
      const listed = new Set(ids(await list(who)));
      const read = await Promise.all(
        orders.map(async ({ id }) => ({
          id,
          status: (await api.send(who, 'GET', `/api/orders/${id}`)).status,
        })),
      );
      expect(read).toEqual(orders.map(({ id }) => ({ id, status: listed.has(id) ? 200 : 404 })));
    }
  });

  it('nothing without a scope: who is no employee and does no work sees no order', async () => {
    const nobody: UserPrincipal = { ...it1, karyawanId: null };
    expect(scopesOf(nobody, 'see')).toEqual([]);
    expect(isWithin([], orders[0]!)).toBe(false);
  });

  it('a scope fits an order that fits each of its lists', () => {
    const order = { employeeId: 1, departmentId: 2, status: 'READY' as Status };
    const fits = (scope: Scope) => isWithin([scope], order);
    expect([fits({}), fits({ employeeId: [1] }), fits({ departmentId: [2, 3], status: ['READY'] })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([fits({ employeeId: [2] }), fits({ departmentId: [2], status: ['MENUNGGU'] })]).toEqual([
      false,
      false,
    ]);
  });
});

describe('filters', () => {
  it.each([
    ['status=READY', (o: MealOrder) => o.status === 'READY'],
    ['departmentId=%hr', (o: MealOrder) => o.departmentId === hrDepartment],
    ['shiftId=%lunch', (o: MealOrder) => o.shiftId === lunch],
    ['tanggalMulai=2025-10-03', (o: MealOrder) => o.orderDate >= '2025-10-03'],
    ['tanggalAkhir=2025-10-03', (o: MealOrder) => o.orderDate <= '2025-10-03'],
    ['startDate=2025-10-03&endDate=2025-10-03', (o: MealOrder) => o.orderDate === '2025-10-03'],
    [
      'status=MENUNGGU&departmentId=%hr',
      (o: MealOrder) => o.status === 'MENUNGGU' && o.departmentId === hrDepartment,
    ],
  ])('S3-ORD-13 S3-ORD-17 %s narrows the list', async (filter, fits) => {
    const text = filter.replace('%hr', String(hrDepartment)).replace('%lunch', String(lunch));
    const answer = await list(admin, `&${text}`);
    expect(ids(answer)).toEqual(
      orders
        .filter(fits)
        .map((o) => o.id)
        .reverse(),
    );
    expect(answer.body['total']).toBe(orders.filter(fits).length);
  });

  it('S3-ORD-17 no filter shows more than the role sees', async () => {
    const cook = await actor({ role: 'dapur', servedDepartmentIds: [itDepartment] });
    expect((await list(cook, '&status=COMPLETE')).body['total']).toBe(0);
    expect((await list(cook, `&departmentId=${hrDepartment}`)).body['total']).toBe(0);
    expect((await list(it1, `&departmentId=${hrDepartment}`)).body['total']).toBe(0);
  });

  it.each(['status=DONE', 'departmentId=x', 'tanggalMulai=2025-02-30', 'limit=201', 'page=0', 'urut=asc'])(
    'S3-ORD-13 400 for %s, naming it',
    async (filter) => {
      const { status, body } = await api.send(admin, 'GET', `/api/orders?${filter}`);
      expect([status, body['errors']]).toMatchObject([400, [{ field: `query.${filter.split('=')[0]}` }]]);
    },
  );

  it('400, not 500, for an id that is none', async () => {
    expect((await api.send(admin, 'GET', '/api/orders/latest')).status).toBe(400);
    expect((await api.send(admin, 'GET', `/api/orders/${Number.MAX_SAFE_INTEGER}`)).status).toBe(404);
  });
});

describe('pages', () => {
  it('S3-ORD-13 newest first, without overlap or gap, with the total on each', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => api.send(admin, 'GET', `/api/orders?limit=7&page=${page}`)),
    );
    expect(pages.flatMap(ids)).toEqual(orders.map((o) => o.id).reverse());
    for (const [i, { body }] of pages.entries()) {
      expect(body).toMatchObject({ total: 21, page: i + 1, limit: 7, totalPages: 3 });
    }
  });

  it('S3-ORD-13 carries the names of department and shift', async () => {
    const [newest] = rows(await list(admin));
    expect(newest).toMatchObject({ departmentName: 'Human Resources', shiftName: 'Lunch' });
  });

  it('S3-ORD-13 lists and counts an order once that is the own one of whoever works on it', async () => {
    const cook = await actor({ role: 'dapur', departmentId: itDepartment });
    const own = await createTestMealOrder(api.database, cook, { status: 'MENUNGGU', shiftId: lunch });
    const whole = await list(cook);
    expect(ids(whole).filter((id) => id === own.id)).toHaveLength(1);
    expect(whole.body['total']).toBe(ids(whole).length);
    const paged: unknown[] = [];
    for (let page = 1; paged.length < ids(whole).length; page += 1) {
      paged.push(...ids(await api.send(cook, 'GET', `/api/orders?limit=3&page=${page}`)));
    }
    expect(paged).toEqual(ids(whole));
  });
});

describe('pending approvals', () => {
  it('S3-ORD-08 S3-ORD-22 lists for administrators what waits, and is not taken for an order', async () => {
    const cook = await actor({ role: 'dapur' });
    const first = await createTestMealOrder(api.database, it1, { pending: { by: cook } });
    const second = await createTestMealOrder(api.database, hr, {
      quantity: 10,
      pending: { by: cook, newQuantity: 8 },
    });
    const answer = await api.send(admin, 'GET', '/api/orders/pending-approvals');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ total: 2, page: 1, totalPages: 1 });
    expect(ids(answer)).toEqual([second.id, first.id]);
    expect(rows(answer)[0]).toMatchObject({
      statusPesanan: 'MENUNGGU_PERSETUJUAN',
      requestType: 'EDIT',
      jumlahPesanan: 8,
      jumlahPesananAwal: 10,
    });
    for (const who of [it1, cook]) {
      expect((await api.send(who, 'GET', '/api/orders/pending-approvals')).status).toBe(403);
    }
    await api.send(admin, 'POST', `/api/orders/${first.id}/approve-reject`, { decision: 'APPROVED' });
    expect(ids(await api.send(admin, 'GET', '/api/orders/pending-approvals'))).toEqual([second.id]);
  });
});
