import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignPlacedRoles, ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { definePermissions, mergeRoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { previewRoutes } from './preview.routes.ts';
import { sessionTokens } from './tokens/session-tokens.ts';
import { accessTokenOf, createTestPrincipal, createTestSession } from './testing.ts';

const config = testConfig();
const pool = definePermissions('pool', ['swim', 'dive']);
let test: TestDatabase;
let api: TestApi;
let superAdmin: UserPrincipal;
const asked: (readonly string[])[] = [];

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(
    test.database,
    mergeRoleDefaults(identityRoleDefaults, {
      cashier: [pool.swim],
      customer: [pool.swim],
      dapur: [pool.dive],
    }),
  );
  await query(
    test.database.fork(),
    `insert into clinics (id, name, street, city, latitude, longitude, time_zone)
     values (3, 'Clinic', 'Street', 'City', 0, 0, 'Asia/Jakarta')`,
  );
  const countSockets = async (rooms: readonly string[]) => asked.push(rooms);
  api = await startTestApi({
    tokens: sessionTokens,
    routes: previewRoutes({ ...test, countSockets }),
    database: test.database,
    config,
  });
  superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
});
afterAll(async () => {
  await api.close();
  await test.close();
});

const preview = (path: string, body: object, actor = superAdmin) =>
  api.request('POST', `${path}/preview`, { token: accessTokenOf(actor, config), body });
/** All that could have changed. */
const everything = () =>
  query(
    test.database.fork(),
    `select (select jsonb_agg(to_jsonb(r) order by key) from roles r) as roles,
            (select jsonb_agg(to_jsonb(u) order by user_id, role_key) from user_roles u) as user_roles,
            (select jsonb_agg(to_jsonb(u) order by id) from users u) as users,
            (select count(*) from sessions where ended_at is null) as sessions,
            (select count(*) from outbox_events) as events`,
  );

describe('S1-AUTH-12 what a change would do', () => {
  it('to those who have a role: only who has a right by no other role loses it or gains it', async () => {
    const one = await createTestUser(test.database, { nik: 'PRE001', role: 'cashier' });
    // Keeps one right by another role, and has the other by a third.
    await createTestUser(test.database, { nik: 'PRE002', role: 'cashier', roles: ['customer', 'dapur'] });
    const placed = await createTestUser(test.database, { nik: 'PRE003', role: 'delivery' });
    const nowhere = { clinicId: null, outletId: null, departmentId: null };
    await assignPlacedRoles(test.database.fork(), placed.id, [{ ...nowhere, role: 'cashier', clinicId: 3 }]);
    const off = await createTestUser(test.database, { role: 'cashier' });
    await query(test.database.fork(), `update users set is_active = false where id = ?`, [off.id]);
    const before = await everything();
    asked.length = 0;
    const { status, body } = await preview('/api/admin/roles/cashier', { permissions: [pool.dive] });
    expect([status, body]).toEqual([
      200,
      {
        users: 2,
        rights: [
          { right: pool.dive, lost: 0, gained: 2 },
          { right: pool.swim, lost: 2, gained: 0 },
        ],
        examples: [one, placed].map(({ id, nik }) => ({
          id,
          name: nik,
          lost: [pool.swim],
          gained: [pool.dive],
        })),
        sessions: 0,
        sockets: 1,
      },
    ]);
    expect(asked).toEqual([['role:cashier']]);
    const renamed = await preview('/api/admin/roles/cashier', { label: 'Kasir' });
    expect(renamed.body).toEqual({ users: 0, rights: [], examples: [], sessions: 0, sockets: 0 });
    expect(await everything()).toEqual(before);
  });

  it('names twenty of many', async () => {
    for (let n = 0; n < 23; n += 1) await createTestUser(test.database, { role: 'many' });
    const { body } = await preview('/api/admin/roles/many', { permissions: [pool.swim] });
    expect(body).toMatchObject({ users: 23, rights: [{ right: pool.swim, lost: 0, gained: 23 }] });
    expect(body['examples']).toHaveLength(20);
  });

  it('to a user whose roles are set, or who is deactivated', async () => {
    const user = await createTestUser(test.database, { nik: 'PRE004', role: 'cashier', roles: ['dapur'] });
    await createTestSession(test.database, user);
    await createTestSession(test.database, user);
    const before = await everything();
    asked.length = 0;
    const roles = await preview(`/api/admin/users/${user.id}/roles`, {
      roles: ['dapur', { role: 'cashier', clinicId: 3 }],
    });
    expect(roles.body).toMatchObject({
      users: 1,
      examples: [{ name: 'PRE004', lost: [pool.swim], gained: [`${pool.swim}@clinic:3`] }],
      sessions: 0,
      sockets: 1,
    });
    const off = await preview(`/api/users/${user.id}/status`, { isActive: false });
    expect(off.body).toMatchObject({
      examples: [{ lost: [pool.dive, pool.swim], gained: [] }],
      sessions: 2,
      sockets: 2,
    });
    expect(asked).toEqual(Array(2).fill([`user:${user.id}`, `user-tokens:${user.id}`]));
    const same = await preview(`/api/admin/users/${user.id}/roles`, { roles: ['cashier', 'dapur'] });
    expect(same.body).toMatchObject({ users: 0, sockets: 0 });
    expect(await everything()).toEqual(before);
  });

  it('is refused as the change itself is', async () => {
    const administrator = await createTestPrincipal(test.database, { role: 'administrator' });
    const code = async (path: string, body: object) =>
      (await preview(path, body, administrator)).body['code'];
    expect(await code('/api/admin/roles/super_admin', { permissions: [] })).toBe('above_own_rank');
    expect(await code('/api/admin/roles/cashier', { permissions: [pool.dive] })).toBe('permission_not_held');
    expect(await code(`/api/users/${superAdmin.userId}/status`, { isActive: false })).toBe('above_own_rank');
    expect(await code(`/api/users/${administrator.userId}/status`, { isActive: false })).toBe('own_account');
    expect(await code(`/api/admin/users/999999/roles`, { roles: ['cashier'] })).toBe('not_found');
  });
});
