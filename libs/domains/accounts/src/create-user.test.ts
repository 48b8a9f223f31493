import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { TestDatabase } from '@antrean/testing';
import { createDepartment } from '@antrean/organization/testing';
import { createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { startIdentityApi, type IdentityApi } from '@antrean/sign-in/testing';

let test: TestDatabase;
let as: IdentityApi['as'];
let logIn: IdentityApi['logIn'];
let close: IdentityApi['close'];
let administrator: UserPrincipal;
let manager: UserPrincipal;
let superAdmin: UserPrincipal;

beforeAll(async () => {
  ({ test, as, logIn, close } = await startIdentityApi());
  administrator = await createTestPrincipal(test.database, { role: 'administrator' });
  manager = await createTestPrincipal(test.database, { role: 'production_manager' });
  superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
});
afterAll(() => close());

const newUser = (nik: string, role = 'employee') => ({
  nik,
  password: 'first-password',
  role,
  namaLengkap: `User ${nik}`,
});
const eventsOf = (userId: number) =>
  query<{ name: string; payload: Record<string, unknown>; actor_id: string | null }>(
    test.database.fork(),
    `select name, payload, actor_id from outbox_events where payload->>'userId' = ? order by id`,
    [String(userId)],
  );

describe('creating users', () => {
  it('S3-USR-01 an administrator creates a user, who can log in and is an employee', async () => {
    const department = await createDepartment(test.database);
    const reply = await as(administrator, 'POST', '/api/users', {
      ...newUser('NEW001', 'dapur'),
      departmentId: department.id,
      username: 'new.one',
      email: 'new.one@antrean.test',
      phone: '+628123456789',
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      nik: 'NEW001',
      username: 'new.one',
      role: 'dapur',
      roles: ['dapur'],
      namaLengkap: 'User NEW001',
      departmentId: department.id,
      karyawanId: expect.any(Number),
      isActive: true,
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/"password|first-password|\$2b/);
    expect(reply.headers.get('location')).toBe(`/api/users/${String(reply.body['id'])}`);
    expect((await logIn('+628123456789', 'first-password')).status).toBe(200);
    const [created] = await eventsOf(Number(reply.body['id']));
    expect(created).toMatchObject({ name: 'user.created', actor_id: String(administrator.userId) });
    expect(JSON.stringify(created)).not.toMatch(/first-password|\$2b/);
  });

  it('names the field that another user has, also when it is another identifier of his', async () => {
    await as(administrator, 'POST', '/api/users', { ...newUser('DUP001'), username: 'dup.one' });
    const same = await as(administrator, 'POST', '/api/users', newUser('dup001'));
    expect([same.status, same.body['code'], same.body['errors']]).toEqual([
      409,
      'identifier_taken',
      [{ field: 'body.nik', message: 'is taken' }],
    ]);
    const shadow = await as(administrator, 'POST', '/api/users', {
      ...newUser('DUP002'),
      username: 'DUP001',
    });
    expect(shadow.body['errors']).toMatchObject([{ field: 'body.username' }]);
  });

  it('of two who create the same user at once one succeeds', async () => {
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => as(administrator, 'POST', '/api/users', newUser('RACE01'))),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('refuses unknown roles and departments, and passwords that are too short or too long', async () => {
    const wrong: [object, string][] = [
      [{ role: 'wizard' }, 'body.role'],
      [{ departmentId: 999_999 }, 'body.departmentId'],
      [{ jabatanId: 999_999 }, 'body.jabatanId'],
      [{ password: 'short' }, 'body.password'],
      [{ password: 'é'.repeat(37) }, 'body.password'],
      [{ namaLengkap: 'bell \u0007' }, 'body.namaLengkap'],
      [{ isAdmin: true }, 'body.isAdmin'],
    ];
    for (const [change, field] of wrong) {
      const reply = await as(administrator, 'POST', '/api/users', { ...newUser('WRONG1'), ...change });
      expect([reply.status, reply.body['errors']]).toEqual([400, [expect.objectContaining({ field })]]);
    }
  });

  it('S2-AUTH-02 S2-AUTH-05 a production manager registers operators, nobody else does', async () => {
    const register = (actor: UserPrincipal | null, role: string, username: string) =>
      as(actor, 'POST', '/register', { username, password: 'first-password', role });
    const operator = await register(manager, 'Operator', 'operator.one');
    expect(operator.status).toBe(201);
    expect(operator.body).toMatchObject({ username: 'operator.one', role: 'production_operator', nik: null });
    expect((await logIn('operator.one', 'first-password')).status).toBe(200);

    for (const role of ['admin', 'administrator', 'Super Admin', 'Production Manager', 'customer']) {
      const reply = await register(manager, role, 'climber');
      expect([role, reply.status, reply.body['code']]).toEqual([role, 403, 'above_own_rank']);
    }
    const { userId } = await createTestPrincipal(test.database, { role: 'production_operator' });
    const someOperator = await createTestSession(test.database, { id: userId });
    expect((await register(someOperator, 'Operator', 'friend')).status).toBe(403);
    expect((await register(null, 'Operator', 'stranger')).status).toBe(401);
    expect((await register(administrator, 'Production Manager', 'manager.two')).status).toBe(201);
    expect(
      (
        await as(administrator, 'POST', '/api/register', {
          username: 'operator.two',
          password: 'first-password',
          role: 'production_operator',
        })
      ).status,
    ).toBe(201);
  });

  it('nobody grants a role above his own rank', async () => {
    const climb = await as(administrator, 'POST', '/api/users', newUser('CLIMB1', 'super_admin'));
    expect([climb.status, climb.body['code']]).toEqual([403, 'above_own_rank']);
    expect((await as(superAdmin, 'POST', '/api/users', newUser('CLIMB2', 'super_admin'))).status).toBe(201);
    const peer = await as(administrator, 'POST', '/api/users', newUser('PEER01', 'administrator'));
    expect(peer.status).toBe(201);
  });
});
