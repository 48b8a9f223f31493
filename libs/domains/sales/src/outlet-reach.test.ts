import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { assignPlacedRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { createOutlet } from '@antrean/organization/testing';
import { query } from '@antrean/platform/database';
import { createTestSession } from '@antrean/sessions/testing';
import { startPosApi, type PosApi } from './testing.ts';

let api: PosApi;
beforeAll(async () => {
  api = await startPosApi();
});
afterAll(() => api.close());

it('S1-AUTH-11 who has a role at one outlet reads the orders of that outlet, and of no other', async () => {
  const [own, foreign] = [await createOutlet(api.database), await createOutlet(api.database)];
  const sold: string[] = [];
  for (const outlet_id of [own.id, foreign.id, null]) {
    const { body } = await api.sell(outlet_id === null ? {} : { outlet_id });
    sold.push(String(body['invoice_number']));
  }
  const user = await createTestUser(api.database, { role: 'customer' });
  const em = api.database.fork();
  await query(em, `delete from user_roles where user_id = ?`, [user.id]);
  const placed = { role: 'cashier', clinicId: null, departmentId: null, outletId: own.id };
  await assignPlacedRoles(em, user.id, [placed]);
  const actor = await createTestSession(api.database, user);
  const read = async (path: string) => {
    const { status, body } = await api.send(actor, 'GET', `/api/v1/orders${path}`);
    return { status, data: body['data'] as { invoice_number: string }[] | undefined };
  };
  expect((await read('')).data?.map(({ invoice_number }) => invoice_number)).toEqual([sold[0]]);
  expect((await read(`?outlet_id=${foreign.id}`)).data).toEqual([]);
  for (const history of ['', '/history']) {
    const statuses = [];
    for (const invoice of sold) statuses.push((await read(`/${invoice}${history}`)).status);
    expect(statuses).toEqual([200, 404, 404]);
  }
  expect((await api.send(actor, 'POST', '/api/v1/orders', {})).status).toBe(403);
});
