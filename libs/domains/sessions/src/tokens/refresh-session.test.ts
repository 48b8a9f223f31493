import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { createAccessTokenVerifier } from '@antrean/platform/auth';
import jwt from 'jsonwebtoken';
import { createTestUser } from '@antrean/accounts/testing';
import { identityEntities, identityRoutes } from '@antrean/sign-in/testing';
import { sessionTokens } from './session-tokens.ts';

const SECRETS = {
  JWT_SECRET: 'a-long-enough-access-secret-for-this-test-only',
  JWT_REFRESH_SECRET: 'a-long-enough-refresh-secret-for-this-test-only',
};
const config = testConfig({ CORS_ORIGIN: 'https://front.example', ...SECRETS });
const production = { ...config, production: true };
let test: TestDatabase;
let api: TestApi;
let productionApi: TestApi;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  const { database, unitOfWork } = test;
  api = await startTestApi({
    tokens: sessionTokens,
    routes: identityRoutes({ unitOfWork, config }),
    database,
    config,
  });
  productionApi = await startTestApi({
    tokens: sessionTokens,
    routes: identityRoutes({ unitOfWork, config: production }),
    database,
    config: production,
  });
});
afterAll(async () => {
  await api.close();
  await productionApi.close();
  await test.close();
});

async function enter(nik: string) {
  const user = await createTestUser(test.database, { nik, password: 'secret-1' });
  const reply = await api.request('POST', '/api/auth/login', { body: { nik, password: 'secret-1' } });
  return { user, token: String(reply.body['accessToken']), refreshToken: reply.refreshToken! };
}
const refresh = (refreshToken?: string, headers: Record<string, string> = {}) =>
  api.request('POST', '/api/auth/refresh', {
    headers,
    ...(refreshToken === undefined ? {} : { refreshToken }),
  });
const me = async (token: unknown) =>
  (await api.request('GET', '/api/auth/me', { token: String(token) })).status;
/** Makes everything that the session did look as if it had happened a while ago. */
const age = (userId: number, seconds: number) =>
  query(
    test.database.fork(),
    `update refresh_tokens t set used_at = used_at - ? * interval '1 second'
     from sessions s where s.id = t.session_id and s.user_id = ?`,
    [seconds, userId],
  );

describe('refresh', () => {
  it('S3-AUTH-03 answers an access token and rotates the cookie', async () => {
    const { token, refreshToken } = await enter('REF001');
    const first = await refresh(refreshToken);
    expect(first.status).toBe(200);
    expect(Object.keys(first.body)).toEqual(['accessToken']);
    expect(first.refreshToken).not.toBe(refreshToken);
    expect(await me(first.body['accessToken'])).toBe(200);
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await me(token)).toBe(200);
  });

  it('S3-AUTH-03 gives fifty that refresh at once the same successor, and all stay logged in', async () => {
    const { refreshToken } = await enter('TABS001');
    const replies = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(new Set(replies.map((reply) => reply.refreshToken)).size).toBe(1);
    const next = await refresh(replies[0]!.refreshToken);
    expect(next.status).toBe(200);
    expect(await me(replies[49]!.body['accessToken'])).toBe(200);
  });

  it('S3-AUTH-03 ends the session when a used token is shown later', async () => {
    const { user, token, refreshToken } = await enter('THIEF01');
    const other = await api.request('POST', '/api/auth/login', {
      body: { nik: 'THIEF01', password: 'secret-1' },
    });
    const rotated = await refresh(refreshToken);
    await age(user.id, 11);
    const stolen = await refresh(refreshToken);
    expect([stolen.status, stolen.body['code'], stolen.refreshToken]).toEqual([401, 'session_ended', '']);
    expect((await refresh(rotated.refreshToken)).status).toBe(401);
    expect(await me(token)).toBe(401);
    expect(await me(rotated.body['accessToken'])).toBe(401);
    // Another login of the same user is another family.
    expect(await me(other.body['accessToken'])).toBe(200);
    const events = await query<{ payload: { reason: string } }>(
      test.database.fork(),
      `select payload from outbox_events where name = 'session.ended' and payload->>'userId' = ?`,
      [String(user.id)],
    );
    expect(events.map(({ payload }) => payload.reason)).toEqual(['token-reuse']);
  });

  it('S3-AUTH-03 whoever lost the answer gets the same successor nine seconds later, and is logged out after eleven', async () => {
    const { user, token, refreshToken } = await enter('LOST001');
    const lost = await refresh(refreshToken);
    await age(user.id, 9);
    const repeated = await refresh(refreshToken);
    expect([repeated.status, repeated.refreshToken]).toEqual([200, lost.refreshToken]);
    await age(user.id, 2);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect([await me(token), (await refresh(lost.refreshToken)).status]).toEqual([401, 401]);
  });

  it('S3-AUTH-03 a token two generations old ends the session, however soon it is shown', async () => {
    const { token, refreshToken } = await enter('GRAND01');
    const child = await refresh(refreshToken);
    const grandchild = await refresh(child.refreshToken);
    expect(grandchild.status).toBe(200);
    // Its successor is one generation old: a repetition of it is answered.
    expect((await refresh(child.refreshToken)).refreshToken).toBe(grandchild.refreshToken);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect([await me(token), (await refresh(grandchild.refreshToken)).status]).toEqual([401, 401]);
  });

  it('refuses a missing, forged, or expired cookie and one whose user was deactivated', async () => {
    const { user, refreshToken } = await enter('BAD0001');
    const claims = jwt.decode(refreshToken) as jwt.JwtPayload;
    const forged = jwt.sign(claims, 'not-the-secret');
    const expired = jwt.sign({ ...claims, exp: claims.iat! - 1 }, SECRETS.JWT_REFRESH_SECRET);
    for (const bad of [undefined, '', 'x', forged, expired]) expect((await refresh(bad)).status).toBe(401);
    await query(test.database.fork(), `update users set is_active = false where id = ?`, [user.id]);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('does not prolong a session beyond SESSION_MAX_AGE after its login', async () => {
    const { user, token, refreshToken } = await enter('OLD0001');
    const begun = (ago: string) =>
      query(test.database.fork(), `update sessions set created_at = now() - ?::interval where user_id = ?`, [
        ago,
        user.id,
      ]);
    await begun('29 days');
    const last = await refresh(refreshToken);
    const [row] = await query<{ session: number; token: number }>(
      test.database.fork(),
      `select extract(epoch from max(s.expires_at) - now())::int as session,
              extract(epoch from (select expires_at from refresh_tokens where session_id = max(s.id::text)::uuid
                order by issued_at desc limit 1) - now())::int as token
       from sessions s where s.user_id = ?`,
      [user.id],
    );
    const day = 24 * 3_600;
    for (const left of [row!.session, row!.token]) {
      expect(left).toBeGreaterThan(day - 60);
      expect(left).toBeLessThanOrEqual(day);
    }
    expect(await me(token)).toBe(200);
    await begun('30 days');
    expect((await refresh(last.refreshToken)).status).toBe(401);
  });

  it('refuses a session that has expired', async () => {
    const { user, token, refreshToken } = await enter('EXPIRE1');
    await query(test.database.fork(), `update sessions set expires_at = now() where user_id = ?`, [user.id]);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect(await me(token)).toBe(401);
  });

  it('S1-AUTH-05 S3-AUTH-07 takes neither token for the other, each with its own key and time to live', async () => {
    const { token, refreshToken } = await enter('SWAP001');
    expect(await me(refreshToken)).toBe(401);
    expect((await refresh(token)).status).toBe(401);
    const verify = createAccessTokenVerifier(config.jwt.accessSecret);
    expect(await verify(token)).toMatchObject({ aud: 'antrean', sid: expect.any(String) });
    expect(await verify(refreshToken)).toBeNull();
    expect(await verify('x.y.z')).toBeNull();
    const access = jwt.verify(token, SECRETS.JWT_SECRET) as jwt.JwtPayload;
    const renewal = jwt.verify(refreshToken, SECRETS.JWT_REFRESH_SECRET) as jwt.JwtPayload;
    expect(access.exp! - access.iat!).toBe(15 * 60);
    expect(renewal.exp! - renewal.iat!).toBe(7 * 24 * 3_600);
    expect(renewal).toMatchObject({ jti: expect.any(String), sid: access['sid'], family: access['sid'] });
    // Even with one key for both, the audience keeps them apart.
    expect(await createAccessTokenVerifier(SECRETS.JWT_REFRESH_SECRET)(refreshToken)).toBeNull();
  });

  it('S3-AUTH-05 the cookie is HTTP-only, lax, for the whole site and seven days; secure in production', async () => {
    await createTestUser(test.database, { nik: 'COOKIE1', password: 'secret-1' });
    const attributes = async (server: TestApi) => {
      const reply = await server.request('POST', '/api/auth/login', {
        body: { nik: 'COOKIE1', password: 'secret-1' },
      });
      const [cookie = ''] = reply.headers.getSetCookie();
      return cookie.split('; ').slice(1).sort();
    };
    expect(await attributes(api)).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Lax']);
    expect(await attributes(productionApi)).toEqual([
      'HttpOnly',
      'Max-Age=604800',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
  });

  it('refuses requests that another site makes with the cookie', async () => {
    const { refreshToken } = await enter('CSRF001');
    for (const path of ['/api/auth/refresh', '/api/auth/logout']) {
      const foreign = await api.request('POST', path, {
        refreshToken,
        headers: { Origin: 'https://evil.example' },
      });
      expect([foreign.status, foreign.body['code']]).toEqual([403, 'cross_site_request']);
    }
    expect((await refresh(refreshToken, { Origin: 'https://front.example' })).status).toBe(200);
  });
});

describe('logout', () => {
  const logOut = (refreshToken?: string) =>
    api.request('POST', '/api/auth/logout', refreshToken === undefined ? {} : { refreshToken });

  it('S3-AUTH-04 clears the cookie and ends the session on the server', async () => {
    const { token, refreshToken } = await enter('OUT0001');
    const reply = await logOut(refreshToken);
    expect(reply.status).toBe(200);
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie).toBe('refreshToken=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
    expect((await refresh(refreshToken)).status).toBe(401);
    expect(await me(token)).toBe(401);
  });

  it('S3-AUTH-04 ends the session of a bearer token, also of an expired one', async () => {
    for (const expired of [false, true]) {
      const { token } = await enter(`BEARER${Number(expired)}`);
      const claims = jwt.decode(token) as jwt.JwtPayload;
      const shown = expired ? jwt.sign({ ...claims, exp: claims.iat! - 1 }, SECRETS.JWT_SECRET) : token;
      expect((await api.request('POST', '/api/auth/logout', { token: shown })).status).toBe(200);
      expect(await me(token)).toBe(401);
    }
    const { token } = await enter('BEARER2');
    const forged = jwt.sign(jwt.decode(token) as jwt.JwtPayload, 'not-the-secret');
    expect((await api.request('POST', '/api/auth/logout', { token: forged })).status).toBe(200);
    expect(await me(token)).toBe(200);
  });

  it('a login in the same browser ends the session whose cookie it replaces, and a refused one does not', async () => {
    const { token, refreshToken } = await enter('AGAIN1');
    const elsewhere = await api.request('POST', '/api/auth/login', {
      body: { nik: 'AGAIN1', password: 'secret-1' },
    });
    const again = (password: string) =>
      api.request('POST', '/api/auth/login', { body: { nik: 'AGAIN1', password }, refreshToken });
    expect((await again('another-1')).status).toBe(401);
    expect(await me(token)).toBe(200);
    const { status, body } = await again('secret-1');
    expect([status, await me(token), await me(body['accessToken'])]).toEqual([200, 401, 200]);
    expect(await me(elsewhere.body['accessToken'])).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('may be repeated, and called without a session', async () => {
    const { refreshToken } = await enter('OUT0002');
    for (const cookie of [refreshToken, refreshToken, 'x', undefined]) {
      expect((await logOut(cookie)).status).toBe(200);
    }
  });
});

describe('the guard', () => {
  it('S3-AUTH-02 S3-AUTH-09 S2-AUTH-04 asks for a valid bearer token on every protected route', async () => {
    const { token } = await enter('GUARD01');
    const routes = identityRoutes({ unitOfWork: test.unitOfWork, config });
    const open = [
      'POST /login',
      'POST /api/login',
      'POST /api/auth/login',
      'POST /api/auth/mfa/verify',
      'POST /api/auth/mfa/sms/send',
      'POST /api/auth/passkeys/login/options',
      'POST /api/auth/passkeys/login',
      'POST /api/auth/password/forgot',
      'POST /api/auth/password/reset',
      'POST /api/auth/refresh',
      'POST /api/auth/logout',
    ];
    expect(
      routes.filter(({ access }) => access === 'public').map((r) => `${r.method.toUpperCase()} ${r.path}`),
    ).toEqual(open);
    for (const { method, path } of routes.filter(({ access }) => access !== 'public')) {
      const at = path.replace(/:\w+/, '1');
      for (const headers of [{}, { Authorization: 'Bearer nonsense' }, { Authorization: `Basic ${token}` }]) {
        const reply = await api.request(method.toUpperCase(), at, { headers });
        expect([at, reply.status]).toEqual([at, 401]);
      }
    }
  });

  it('S3-AUTH-06 GET /api/auth/me shows the profile', async () => {
    const { user, token } = await enter('ME00001');
    const reply = await api.request('GET', '/api/auth/me', { token });
    expect(reply.body).toMatchObject({
      id: user.id,
      sub: String(user.id),
      nik: 'ME00001',
      role: 'employee',
      karyawanId: user.employeeId,
      departmentId: expect.any(Number),
      permissions: [],
      mustChangePassword: false,
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/"password|hash|\$2b/i);
  });

  it('S1-AUTH-05 refuses a token whose signature, audience or time is wrong', async () => {
    const { token } = await enter('SIGN001');
    const claims = jwt.decode(token) as jwt.JwtPayload;
    const signed = (payload: object, options: jwt.SignOptions = {}) =>
      jwt.sign(payload, SECRETS.JWT_SECRET, options);
    expect(await me(signed(claims))).toBe(200);
    expect(await me(jwt.sign(claims, 'not-the-secret'))).toBe(401);
    expect(await me(signed({ ...claims, aud: 'elsewhere' }))).toBe(401);
    expect(await me(signed({ ...claims, exp: claims.iat! - 60 }))).toBe(401);
    expect(await me(signed({ ...claims, sub: '999999' }))).toBe(401);
    expect(await me(signed({ ...claims, sid: 'no-uuid' }))).toBe(401);
    expect(await me(jwt.sign(claims, '', { algorithm: 'none' }))).toBe(401);
  });
});
