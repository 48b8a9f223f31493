import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { assignPlacedRoles, assignRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { createDepartment } from '@antrean/organization/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';
import { createTestMealOrder } from './testing.ts';

let api: MealOrderApi;
beforeAll(async () => {
  api = await startMealOrderApi();
});
afterAll(() => api.close());

/** Somebody who has a role at one department alone. */
async function placed(role: string, departmentId: number): Promise<UserPrincipal> {
  const user = await createTestUser(api.database, { role: 'customer', departmentId: null });
  const em = api.database.fork();
  await assignRoles(em, user.id, []);
  await assignPlacedRoles(em, user.id, [{ role, departmentId, clinicId: null, outletId: null }]);
  return createTestSession(api.database, user);
}

it('S1-AUTH-11 who has a role at one department reads and works on the orders of that department, and of no other', async () => {
  const [own, foreign] = [await createDepartment(api.database), await createDepartment(api.database)];
  const order = async (departmentId: number) => {
    const owner = await createTestPrincipal(api.database, { departmentId });
    return (await createTestMealOrder(api.database, owner)).id;
  };
  const [mine, theirs] = [await order(own.id), await order(foreign.id)];
  const ids = async (who: UserPrincipal) =>
    ((await api.send(who, 'GET', '/api/orders')).body['data'] as { id: number }[]).map(({ id }) => id);
  const move = async (who: UserPrincipal, id: number, status: string) =>
    (await api.send(who, 'PATCH', `/api/orders/${id}/status`, { status })).status;

  const cook = await placed('dapur', own.id);
  expect(await ids(cook)).toEqual([mine]);
  const reads = async (id: number) => (await api.send(cook, 'GET', `/api/orders/${id}`)).status;
  expect([await reads(mine), await reads(theirs)]).toEqual([200, 404]);
  expect([await move(cook, mine, 'IN_PROGRESS'), await move(cook, theirs, 'IN_PROGRESS')]).toEqual([
    200, 404,
  ]);

  const overseer = await placed('administrator', own.id);
  expect(await ids(overseer)).toEqual([mine]);
  expect([await move(overseer, mine, 'COMPLETE'), await move(overseer, theirs, 'COMPLETE')]).toEqual([
    200, 404,
  ]);
  expect((await api.send(overseer, 'GET', '/api/orders/pending-approvals')).status).toBe(403);
});
