import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { TestDatabase } from '@antrean/testing';
import { createDepartment } from '@antrean/organization/testing';
import { findServedDepartmentIds } from '@antrean/access';
import { sessionEnded } from '@antrean/sessions/messages';
import { createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { startIdentityApi, type IdentityApi } from '@antrean/sign-in/testing';
import { createTestUser } from './testing.ts';
import { userRoleChanged } from './user.messages.ts';

let test: TestDatabase;
let as: IdentityApi['as'];
let logIn: IdentityApi['logIn'];
let close: IdentityApi['close'];
let administrator: UserPrincipal;
let superAdmin: UserPrincipal;

beforeAll(async () => {
  ({ test, as, logIn, close } = await startIdentityApi());
  administrator = await createTestPrincipal(test.database, { role: 'administrator' });
  superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
});
afterAll(() => close());

const eventsOf = (userId: number) =>
  query<{ name: string; payload: Record<string, unknown>; actor_id: string | null }>(
    test.database.fork(),
    `select name, payload, actor_id from outbox_events where payload->>'userId' = ? order by id`,
    [String(userId)],
  );

describe('reading users', () => {
  it('S3-USR-02 lists them page by page, by role, status and text', async () => {
    for (const nik of ['LIST01', 'LIST02', 'LIST_3']) {
      await createTestUser(test.database, { nik, role: 'cashier', fullName: `Kasir ${nik}` });
    }
    const list = async (search: string) => (await as(administrator, 'GET', `/api/users?${search}`)).body;
    expect(await list('role=cashier&limit=2')).toMatchObject({
      data: [{ nik: 'LIST01' }, { nik: 'LIST02' }],
      total: 3,
      page: 1,
      limit: 2,
      totalPages: 2,
    });
    expect(await list('role=cashier&limit=2&page=2')).toMatchObject({ data: [{ nik: 'LIST_3' }] });
    const { next } = await list('role=cashier&limit=2');
    expect(await list(`role=cashier&limit=2&after=${String(next)}`)).toMatchObject({
      data: [{ nik: 'LIST_3' }],
      next: null,
    });
    expect(await list('role=nobody')).toMatchObject({
      code: 'invalid_request',
      errors: [{ field: 'query.role', message: expect.stringContaining('cashier') }],
    });
    expect(await list('search=kasir list0')).toMatchObject({ total: 2 });
    // A wildcard of SQL is only a character.
    expect(await list('search=list_')).toMatchObject({ total: 1 });
    expect(await list('role=cashier&isActive=false')).toMatchObject({ total: 0 });
    expect(JSON.stringify(await list(''))).not.toMatch(/"password|hash|\$2b/i);
  });

  it('S3-USR-02 goes on behind what was seen, while users come in and go', async () => {
    const made: number[] = [];
    const make = () => createTestUser(test.database, { role: 'quality_inspector', fullName: 'Dewi' });
    for (let n = 0; n < 5; n += 1) made.push((await make()).id);
    const seen: unknown[] = [];
    for (let after: string | null = ''; after !== null;) {
      const search = `search=Dewi&limit=2${after && `&after=${after}`}`;
      const { body } = await as(administrator, 'GET', `/api/users?${search}`);
      seen.push(...(body['data'] as { id: number }[]).map(({ id }) => id));
      after = body['next'] as string | null;
      // Who was seen already falls out of the list: by pages, somebody would be missed now.
      await query(test.database.fork(), `update users set full_name = 'Putri' where id = ?`, [
        made[seen.length - 1]!,
      ]);
    }
    expect(seen).toEqual(made);
  });

  it('S3-USR-03 shows one', async () => {
    const user = await createTestUser(test.database, { nik: 'SHOW01' });
    const reply = await as(administrator, 'GET', `/api/users/${user.id}`);
    expect(reply.body).toMatchObject({ id: user.id, nik: 'SHOW01', version: 1 });
    expect((await as(administrator, 'GET', '/api/users/999999')).status).toBe(404);
  });

  it('S3-USR-07 S3-ROLE-01 is for administrators: others get 403, strangers 401', async () => {
    const routes: [string, string][] = [
      ['POST', '/api/users'],
      ['GET', '/api/users'],
      ['GET', '/api/users/1'],
      ['PATCH', '/api/users/1/status'],
      ['PATCH', '/api/users/1/role'],
      ['POST', '/api/users/1/reset-password'],
      ['PUT', '/api/admin/users/1/roles'],
      ['DELETE', '/api/admin/users/1/sessions'],
      ['GET', '/api/admin/roles'],
    ];
    for (const role of ['employee', 'dapur', 'delivery', 'production_manager']) {
      const actor = await createTestPrincipal(test.database, { role });
      for (const [method, path] of routes) {
        expect([role, path, (await as(actor, method, path)).status]).toEqual([role, path, 403]);
      }
    }
    for (const [method, path] of routes) expect((await as(null, method, path)).status).toBe(401);
  });
});

describe('changing users', () => {
  it('S3-USR-04 deactivation ends sessions and sockets at once; activation lets the user in again', async () => {
    const user = await createTestUser(test.database, { nik: 'STAT01', password: 'secret-1' });
    const victim = await createTestSession(test.database, user);
    expect((await as(victim, 'GET', '/api/auth/me')).status).toBe(200);
    const off = await as(administrator, 'PATCH', `/api/users/${user.id}/status`, { isActive: false });
    expect(off.body).toMatchObject({ isActive: false, version: 2 });
    expect((await as(victim, 'GET', '/api/auth/me')).status).toBe(401);
    const events = await eventsOf(user.id);
    expect(events.map(({ name }) => name)).toEqual(['user.status.changed', 'session.ended']);
    const ended = sessionEnded.schema.parse(events[1]!.payload);
    expect(sessionEnded.disconnects!.rooms(ended)).toEqual([`session:${victim.sessionId}`]);

    await as(administrator, 'PATCH', `/api/users/${user.id}/status`, { isActive: true });
    expect((await as(victim, 'GET', '/api/auth/me')).status).toBe(401);
    expect((await logIn('STAT01', 'secret-1')).status).toBe(200);
  });

  it('nobody deactivates himself or touches who ranks above him', async () => {
    const own = await as(administrator, 'PATCH', `/api/users/${administrator.userId}/status`, {
      isActive: false,
    });
    expect([own.status, own.body['code']]).toEqual([403, 'own_account']);
    for (const [method, path, body] of [
      ['PATCH', `/api/users/${superAdmin.userId}/status`, { isActive: false }],
      ['PATCH', `/api/users/${superAdmin.userId}/role`, { role: 'employee' }],
      ['PUT', `/api/admin/users/${superAdmin.userId}/roles`, { roles: ['employee'] }],
      ['POST', `/api/users/${superAdmin.userId}/reset-password`, undefined],
      ['DELETE', `/api/admin/users/${superAdmin.userId}/sessions`, undefined],
      ['PUT', `/api/admin/users/${superAdmin.userId}/served-departments`, { departmentIds: [] }],
    ] as const) {
      const reply = await as(administrator, method, path, body);
      expect([path, reply.status, reply.body['code']]).toEqual([path, 403, 'above_own_rank']);
    }
    expect((await as(superAdmin, 'GET', '/api/auth/me')).status).toBe(200);
  });

  it('S3-USR-05 an old access token loses the old rights with the role, and the sockets end', async () => {
    const demoted = await createTestPrincipal(test.database, { role: 'administrator' });
    expect((await as(demoted, 'GET', '/api/users')).status).toBe(200);
    const reply = await as(administrator, 'PATCH', `/api/users/${demoted.userId}/role`, { role: 'employee' });
    expect(reply.body).toMatchObject({ role: 'employee', roles: ['employee'] });
    expect((await as(demoted, 'GET', '/api/users')).status).toBe(403);
    expect((await as(demoted, 'GET', '/api/auth/me')).body).toMatchObject({ role: 'employee' });
    const [event] = await eventsOf(demoted.userId);
    const payload = userRoleChanged.schema.parse(event!.payload);
    expect(payload).toMatchObject({ from: ['administrator'], to: ['employee'] });
    expect(userRoleChanged.disconnects!.rooms(payload)).toEqual([
      `user:${demoted.userId}`,
      `user-tokens:${demoted.userId}`,
    ]);
  });

  it('sets several roles, of which one is primary', async () => {
    const user = await createTestUser(test.database, { role: 'employee' });
    const set = (body: object) => as(administrator, 'PUT', `/api/admin/users/${user.id}/roles`, body);
    expect((await set({ roles: ['dapur', 'employee'] })).body).toMatchObject({
      role: 'employee',
      roles: ['dapur', 'employee'],
    });
    expect((await set({ roles: ['dapur', 'delivery'], primaryRole: 'delivery' })).body).toMatchObject({
      role: 'delivery',
      roles: ['delivery', 'dapur'].sort(),
    });
    expect((await set({ roles: ['dapur'], primaryRole: 'delivery' })).status).toBe(400);
    expect((await set({ roles: [] })).status).toBe(400);
    expect((await set({ roles: ['dapur', 'super_admin'] })).body['code']).toBe('above_own_rank');
    const before = (await eventsOf(user.id)).length;
    await set({ roles: ['delivery', 'dapur'] });
    expect(await eventsOf(user.id)).toHaveLength(before);
  });

  it('refuses a decision that was made on an older version', async () => {
    const user = await createTestUser(test.database);
    const change = (version: string) =>
      as(administrator, 'PATCH', `/api/users/${user.id}/role`, { role: 'dapur' }, { 'If-Match': version });
    expect((await change('"7"')).status).toBe(412);
    const reply = await change('"1"');
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, expect.stringMatching(/^"2-/)]);
    expect((await change('"1"')).status).toBe(412);
  });

  it('an administrator logs a user out everywhere', async () => {
    const victim = await createTestPrincipal(test.database);
    const reply = await as(administrator, 'DELETE', `/api/admin/users/${victim.userId}/sessions`);
    expect(reply.status).toBe(204);
    expect((await as(victim, 'GET', '/api/auth/me')).status).toBe(401);
    const [event] = await eventsOf(victim.userId);
    expect(auditEntryOf(sessionEnded, event!.payload)).toMatchObject({
      action: 'FORCED_LOGOUT',
    });
    expect(event!.actor_id).toBe(String(administrator.userId));
  });

  it('sets the departments that a kitchen user serves', async () => {
    const [first, second] = [await createDepartment(test.database), await createDepartment(test.database)];
    const cook = await createTestPrincipal(test.database, { role: 'dapur' });
    const serve = (departmentIds: number[]) =>
      as(administrator, 'PUT', `/api/admin/users/${cook.userId}/served-departments`, { departmentIds });
    expect((await serve([second.id, first.id, first.id])).body).toMatchObject({
      servedDepartmentIds: [first.id, second.id],
    });
    expect(await findServedDepartmentIds(test.database.fork(), cook.userId)).toEqual([first.id, second.id]);
    expect((await serve([999_999])).body['errors']).toMatchObject([{ field: 'body.departmentIds' }]);
    expect((await serve([])).body).toMatchObject({ servedDepartmentIds: [] });
    expect((await eventsOf(cook.userId)).map(({ name }) => name)).toEqual([
      'user.served-departments.changed',
      'user.served-departments.changed',
    ]);
  });
});
