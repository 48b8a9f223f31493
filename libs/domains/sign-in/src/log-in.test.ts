import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { testConfig, type TestApi, type TestDatabase } from '@antrean/testing';
import jwt from 'jsonwebtoken';
import { User } from '@antrean/accounts/testing';
import { createTestUser } from '@antrean/accounts/testing';
import { startIdentityApi, type IdentityApi } from './identity-api.factory.ts';
import { MAX_FAILURES } from './lockout.ts';

const config = testConfig({ SESSION_LIMIT: '3,dapur=6' });
let test: TestDatabase;
let api: TestApi;
let close: IdentityApi['close'];

beforeAll(async () => {
  ({ test, api, close } = await startIdentityApi({ environment: { SESSION_LIMIT: '3,dapur=6' } }));
});
afterAll(() => close());

const logIn = (body: object, path = '/api/auth/login') => api.request('POST', path, { body });
const problemOf = ({ body }: { body: Record<string, unknown> }) => {
  const { correlationId: _, instance: __, ...rest } = body;
  return rest;
};
/** Every event of the log whose payload names this user or identifier. */
const eventsOf = (key: string, value: string | number) =>
  query<{ name: string; payload: Record<string, unknown> }>(
    test.database.fork(),
    `select name, payload from outbox_events where payload->>? = ? order by id`,
    [key, String(value)],
  );

describe('login', () => {
  it('S1-AUTH-01 S3-AUTH-01 S3-AUTH-08 answers an access token and the user, and sets the refresh cookie', async () => {
    const user = await createTestUser(test.database, { nik: 'LOG001', password: 'secret-1', role: 'dapur' });
    const reply = await logIn({ nik: 'log001', password: 'secret-1' });
    expect(reply.status).toBe(200);
    expect(reply.body['user']).toMatchObject({
      id: user.id,
      nik: 'LOG001',
      role: 'dapur',
      roles: ['dapur'],
      karyawanId: user.employeeId,
      departmentId: expect.any(Number),
      namaLengkap: user.fullName,
    });
    const claims = jwt.verify(String(reply.body['accessToken']), config.jwt.accessSecret, {
      audience: 'antrean',
      issuer: 'antrean',
      algorithms: ['HS256'],
    }) as jwt.JwtPayload;
    expect(claims).toMatchObject({
      sub: String(user.id),
      nik: 'LOG001',
      role: 'dapur',
      roles: ['dapur'],
      karyawanId: user.employeeId,
      departmentId: expect.any(Number),
      sid: expect.any(String),
    });
    expect(claims.exp! - claims.iat!).toBe(config.jwt.accessTtlMs / 1_000);
    expect(reply.refreshToken).toBeTruthy();
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('S2-AUTH-03 S2-AUTH-01 POST /login answers a token for a username', async () => {
    await createTestUser(test.database, {
      username: 'tuti',
      password: 'secret-1',
      role: 'production_operator',
    });
    for (const path of ['/login', '/api/login']) {
      const reply = await logIn({ username: 'Tuti', password: 'secret-1' }, path);
      expect(reply.status).toBe(200);
      expect(reply.body['token']).toBe(reply.body['accessToken']);
      expect(reply.body['user']).toMatchObject({ username: 'tuti', role: 'production_operator' });
      const me = await api.request('GET', '/api/auth/me', { token: String(reply.body['token']) });
      expect(me.status).toBe(200);
    }
  });

  it('S1-AUTH-01 takes any identifier in any login field, and exactly one', async () => {
    const user = await createTestUser(test.database, {
      nik: 'ANY001',
      username: 'anyone',
      email: 'anyone@antrean.test',
      password: 'secret-1',
    });
    for (const body of [
      { nik: 'anyone@antrean.test' },
      { email: 'ANY001' },
      { identifier: 'Anyone' },
      { username: 'ANYONE@antrean.test' },
    ]) {
      const reply = await logIn({ ...body, password: 'secret-1' });
      expect(reply.body['user']).toMatchObject({ id: user.id });
    }
    expect((await logIn({ nik: 'ANY001', email: 'x', password: 'secret-1' })).status).toBe(400);
    expect((await logIn({ password: 'secret-1' })).status).toBe(400);
    expect((await logIn({ nik: 'ANY\u0000001', password: 'secret-1' })).status).toBe(400);
  });

  it('S3-AUTH-01 does not tell an unknown NIK from a wrong password', async () => {
    await createTestUser(test.database, { nik: 'WRONG01', password: 'secret-1' });
    const wrong = await logIn({ nik: 'WRONG01', password: 'secret-2' });
    const unknown = await logIn({ nik: 'NOBODY1', password: 'secret-1' });
    const tooLong = await logIn({ nik: 'WRONG01', password: 'secret-1'.padEnd(100, 'x') });
    expect(wrong.status).toBe(401);
    expect(wrong.body['code']).toBe('invalid_credentials');
    for (const reply of [unknown, tooLong]) {
      expect(reply.status).toBe(401);
      expect(problemOf(reply)).toEqual(problemOf(wrong));
      expect(reply.refreshToken).toBeUndefined();
    }
  });

  it('S3-AUTH-01 refuses inactive users, and says so only to who knows the password', async () => {
    const user = await createTestUser(test.database, { nik: 'OFF001', password: 'secret-1' });
    await test.database.fork().nativeUpdate(User, { id: user.id }, { isActive: false });
    const known = await logIn({ nik: 'OFF001', password: 'secret-1' });
    expect([known.status, known.body['code']]).toEqual([403, 'account_inactive']);
    const guessed = await logIn({ nik: 'OFF001', password: 'secret-2' });
    expect([guessed.status, guessed.body['code']]).toEqual([401, 'invalid_credentials']);
  });

  it('records successes and failures, also for unknown users, without a password', async () => {
    const user = await createTestUser(test.database, { nik: 'REC001', password: 'the-real-one' });
    await logIn({ nik: 'REC001', password: 'a-wrong-one' });
    await logIn({ nik: 'REC001', password: 'the-real-one' });
    await logIn({ nik: 'GHOST42', password: 'a-wrong-one' });
    const events = await eventsOf('userId', user.id);
    expect(events.map(({ name }) => name)).toEqual(['login.failed', 'login.succeeded']);
    const [ghost] = await eventsOf('reason', 'unknown');
    expect(ghost).toMatchObject({ name: 'login.failed', payload: { userId: null } });
    const [row] = await query<{ log: string }>(
      test.database.fork(),
      `select coalesce(string_agg(payload::text, ''), '') || (select coalesce(string_agg(payload::text, ''), '') from outbox_jobs) as log
       from outbox_events`,
    );
    expect(row!.log).not.toMatch(/the-real-one|a-wrong-one|\$2b\$/);
  });

  it('keeps a mask of a login that nobody has: people type passwords there', async () => {
    const typed = 'My-Password-In-The-Wrong-Field';
    for (const identifier of [typed, typed.toLowerCase(), 'another-one']) {
      await logIn({ identifier, password: 'x' });
      await api.request('POST', '/api/auth/password/forgot', { body: { identifier } });
    }
    const events = await query<{ name: string; identifier: string }>(
      test.database.fork(),
      `select name, payload->>'identifier' as identifier from outbox_events
       where payload->>'identifier' like 'unknown#%' order by id desc limit 6`,
    );
    expect(events.map(({ name }) => name).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'login.failed'),
      ...Array.from({ length: 3 }, () => 'password.reset.requested'),
    ]);
    // The same login has the same mask, so that a series of attempts can be told.
    expect(new Set(events.map(({ identifier }) => identifier)).size).toBe(2);
    const [row] = await query<{ log: string }>(
      test.database.fork(),
      `select string_agg(payload::text, '') as log from outbox_events`,
    );
    expect(row!.log.toLowerCase()).not.toContain(typed.toLowerCase());
  });

  it('is no edit of the user, whatever came of it', async () => {
    const user = await createTestUser(test.database, { nik: 'EDIT001', password: 'secret-1' });
    const em = test.database.fork();
    await em.nativeUpdate(User, { id: user.id }, { mustChangePassword: true });
    const before = await test.database.fork().findOneOrFail(User, { id: user.id });
    await logIn({ nik: 'EDIT001', password: 'wrong-one' });
    await logIn({ nik: 'EDIT001', password: 'secret-1' });
    const after = await test.database.fork().findOneOrFail(User, { id: user.id });
    expect(after.temporaryPasswordUsedAt).not.toBeNull();
    expect([after.version, after.updatedAt]).toEqual([before.version, before.updatedAt]);
  });

  it('locks an account after too many failures, and answers as for a wrong password', async () => {
    await createTestUser(test.database, { nik: 'LOCK001', password: 'secret-1' });
    expect(MAX_FAILURES).toBeLessThanOrEqual(20);
    // All at once: guessing in parallel must not win more guesses.
    const wrong = await Promise.all(
      Array.from({ length: MAX_FAILURES }, (_, i) => logIn({ nik: 'LOCK001', password: `guess-${i}` })),
    );
    const right = await logIn({ nik: 'LOCK001', password: 'secret-1' });
    expect(right.status).toBe(401);
    expect(problemOf(right)).toEqual(problemOf(wrong[0]!));
    const failures = await eventsOf('identifier', 'LOCK001');
    expect(failures.filter(({ payload }) => payload['locksAccount'])).toHaveLength(1);
    expect(failures.at(-1)!.payload['reason']).toBe('locked');

    await query(test.database.fork(), `update login_failures set failed_at = now() - interval '16 minutes'`);
    expect((await logIn({ nik: 'LOCK001', password: 'secret-1' })).status).toBe(200);
  });

  it('a right password before the lock-out clears the failures', async () => {
    await createTestUser(test.database, { nik: 'CLEAR01', password: 'secret-1' });
    for (let round = 0; round < 2; round += 1) {
      for (let i = 1; i < MAX_FAILURES; i += 1) await logIn({ nik: 'CLEAR01', password: 'nope-nope' });
      expect((await logIn({ nik: 'CLEAR01', password: 'secret-1' })).status).toBe(200);
    }
  });

  it('SESSION_LIMIT ends the oldest session', async () => {
    await createTestUser(test.database, { nik: 'MANY001', password: 'secret-1' });
    const tokens: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const reply = await logIn({ nik: 'MANY001', password: 'secret-1' });
      tokens.push(String(reply.body['accessToken']));
    }
    const statuses = [];
    for (const token of tokens) statuses.push((await api.request('GET', '/api/auth/me', { token })).status);
    expect(statuses).toEqual([401, 200, 200, 200]);
  });

  it('SESSION_LIMIT may be another for a role: six kitchen screens share a login', async () => {
    const user = await createTestUser(test.database, { nik: 'SCREEN1', password: 'secret-1', role: 'dapur' });
    for (let i = 0; i < 7; i += 1) await logIn({ nik: 'SCREEN1', password: 'secret-1' });
    const [row] = await query<{ live: number }>(
      test.database.fork(),
      `select count(*)::int as live from sessions where user_id = ? and ended_at is null`,
      [user.id],
    );
    expect(row!.live).toBe(6);
  });

  it('simultaneous logins leave exactly SESSION_LIMIT sessions', async () => {
    const user = await createTestUser(test.database, { nik: 'BURST01', password: 'secret-1' });
    await Promise.all(Array.from({ length: 6 }, () => logIn({ nik: 'BURST01', password: 'secret-1' })));
    const [row] = await query<{ live: number }>(
      test.database.fork(),
      `select count(*)::int as live from sessions where user_id = ? and ended_at is null`,
      [user.id],
    );
    expect(row!.live).toBe(3);
  });
});
