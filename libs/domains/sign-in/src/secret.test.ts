import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { loadConfig } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { sessionTokens } from '@antrean/sessions';
import { codeOf } from '@antrean/factors/testing';
import { identityEntities, identityRoleDefaults, identityRoutes } from './testing.ts';

const config = testConfig({ CORS_ORIGIN: 'https://front.example' });
const lines: string[] = [];
const log = createLogger(
  { service: 'test', level: 'trace' },
  { write: (line: string) => void lines.push(line) },
);
let test: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
  const routes = identityRoutes({ ...test, config });
  api = await startTestApi({ tokens: sessionTokens, routes, database: test.database, config, log });
});
afterAll(async () => {
  await api.close();
  await test.close();
});

describe('secrets', () => {
  it('S3-AUTH-11 no password, token or hash is ever logged', async () => {
    const user = await createTestUser(test.database, { nik: 'LOG0001', password: 'my-very-own-secret' });
    const administrator = await createTestPrincipal(test.database, { role: 'administrator' });
    const wrong = { nik: 'LOG0001', password: 'somebody-elses-secret' };
    await api.request('POST', '/api/auth/login', { body: wrong });
    const login = await api.request('POST', '/api/auth/login', {
      body: { nik: 'LOG0001', password: 'my-very-own-secret' },
    });
    const refreshed = await api.request('POST', '/api/auth/refresh', { refreshToken: login.refreshToken! });
    const reset = await api.request('POST', `/api/users/${user.id}/reset-password`, {
      token: accessTokenOf(administrator, config),
    });
    await api.request('GET', `/api/auth/me?token=${String(login.body['accessToken'])}`);
    const written = lines.join('');
    expect(lines.length).toBeGreaterThanOrEqual(5);
    for (const secret of [
      'my-very-own-secret',
      'somebody-elses-secret',
      String(login.body['accessToken']),
      login.refreshToken!,
      refreshed.refreshToken!,
      String(reset.body['temporaryPassword']),
      config.jwt.accessSecret,
      '$2b$',
    ]) {
      expect(written).not.toContain(secret);
    }
  });

  it('S1-AUTH-14 S1-AUTH-15 no second factor, code or token of a waiting login is logged or written to the outbox', async () => {
    const user = await createTestUser(test.database, { nik: 'LOG0002', password: 'my-very-own-secret' });
    const token = accessTokenOf(await createTestSession(test.database, user), config);
    const post = (path: string, body?: unknown) =>
      api.request('POST', `/api/auth/${path}`, { token, ...(body === undefined ? {} : { body }) });
    const enrolled = await post('mfa/totp/enroll');
    const secret = new URL(String(enrolled.body['otpauthUrl'])).searchParams.get('secret')!;
    const code = codeOf(secret);
    await post('mfa/totp/confirm', { code });
    const paper = (await post('mfa/backup-codes')).body['codes'] as string[];
    const login = await post('login', { nik: 'LOG0002', password: 'my-very-own-secret' });
    const mfaToken = String(login.body['mfaToken']);
    const replay = await post('mfa/verify', { mfaToken, method: 'totp', code });
    const done = await post('mfa/verify', { mfaToken, method: 'backup', code: paper[0] });
    await post('prove', { method: 'backup', code: paper[1] });
    expect([replay.status, done.status]).toEqual([401, 200]);
    const [outbox] = await query<{ text: string }>(
      test.database.fork(),
      `select (select string_agg(payload::text, '') from outbox_events)
         || (select string_agg(payload::text, '') from outbox_jobs) as text`,
    );
    const written = lines.join('') + outbox!.text + JSON.stringify(replay.body);
    for (const canary of [secret, mfaToken, ...paper.slice(0, 2)]) expect(written).not.toContain(canary);
    expect(written).not.toMatch(new RegExp(`\\b${code}\\b`));
  });

  it('S0-SEC-03 a refusal is logged in one line: what, where, and who', async () => {
    const employee = await createTestPrincipal(test.database);
    const asked = async (path: string, token?: string) => {
      lines.length = 0;
      await api.request('GET', path, { ...(token ? { token } : {}), headers: { 'User-Agent': 'x' } });
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    };
    const route = 'GET /api/users/:id';
    expect(await asked('/api/users/1?token=a-secret', accessTokenOf(employee, config))).toMatchObject([
      { level: 'info', refusal: 'forbidden', route, userId: employee.userId, res: { statusCode: 403 } },
    ]);
    expect(lines.join('')).not.toContain('a-secret');
    expect(await asked('/api/users/1')).toMatchObject([
      { refusal: 'unauthenticated', route, userId: null, res: { statusCode: 401 } },
    ]);
    const [fine] = await asked('/api/auth/me', accessTokenOf(employee, config));
    expect(fine).not.toHaveProperty('refusal');
  });

  it('S3-AUTH-11 secrets can be rotated: with another secret old tokens are void and logins go on', async () => {
    const user = await createTestUser(test.database, { nik: 'ROTATE1', password: 'secret-1' });
    const login = () => ({ body: { nik: user.nik, password: 'secret-1' } });
    const before = await api.request('POST', '/api/auth/login', login());
    const jwt = {
      ...config.jwt,
      accessSecret: 'another-access-secret-of-this-test',
      refreshSecret: 'another-refresh-secret-here',
    };
    const rotated = { ...config, jwt };
    const next = await startTestApi({
      tokens: sessionTokens,
      routes: identityRoutes({ ...test, config: rotated }),
      database: test.database,
      config: rotated,
    });
    try {
      const me = (token: unknown) => next.request('GET', '/api/auth/me', { token: String(token) });
      expect((await me(before.body['accessToken'])).status).toBe(401);
      expect(
        (await next.request('POST', '/api/auth/refresh', { refreshToken: before.refreshToken! })).status,
      ).toBe(401);
      const after = await next.request('POST', '/api/auth/login', login());
      expect((await me(after.body['accessToken'])).status).toBe(200);
    } finally {
      await next.close();
    }
  });

  it('S3-AUTH-11 production refuses weak secrets, and only trusted origins may read answers', async () => {
    expect(() =>
      loadConfig({
        NODE_ENV: 'production',
        DATABASE_URL: 'postgresql://antrean:s3cure-enough@db/antrean',
        REDIS_URL: 'redis://cache',
        SMTP_URL: 'smtp://mail',
        JWT_SECRET: 'supersecretjwt-and-some-more',
      }),
    ).toThrow(/JWT_SECRET/);
    const allowed = async (origin: string) =>
      (await api.request('POST', '/api/auth/login', { body: {}, headers: { Origin: origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allowed('https://front.example')).toBe('https://front.example');
    expect(await allowed('https://evil.example')).not.toBe('https://evil.example');
  });

  it('S3-AUTH-11 bodies are checked: unknown fields and wrong types are named and refused', async () => {
    const reply = await api.request('POST', '/api/auth/login', {
      body: { nik: 7, password: 'x', remember: true },
    });
    expect(reply.status).toBe(400);
    const errors = reply.body['errors'] as { field: string }[];
    expect(errors.map(({ field }) => field).sort()).toEqual(['body.nik', 'body.remember']);
  });
});
