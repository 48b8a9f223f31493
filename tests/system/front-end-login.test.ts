import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';

const FRONT_END = 'https://portal.example.test';

/** What a browser does for a page of another origin: asks first, sends the cookie along, names the page. */
describe('S0-AUTH-05 a page of a listed origin', () => {
  let system: TestSystem;
  let cookie = '';
  let token = '';

  beforeAll(async () => {
    system = await startTestSystem({ CORS_ORIGIN: FRONT_END });
    await system.start('api');
  }, 60_000);
  afterAll(() => system.stop());

  const call = async (method: string, path: string, options: { body?: unknown; token?: string } = {}) => {
    const headers = { origin: FRONT_END, 'sec-fetch-site': 'same-site', ...(cookie ? { cookie } : {}) };
    const answer = await system.call(method, path, { ...options, headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe(FRONT_END);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) {
      expect(set).toMatch(/^refreshToken=.*HttpOnly/i);
      cookie = set.slice(0, set.indexOf(';'));
    }
    return answer;
  };

  it('may send credentials and JSON, says the preflight', async () => {
    const answer = await fetch(`${system.apiUrl}/api/auth/login`, {
      method: 'OPTIONS',
      headers: {
        origin: FRONT_END,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key,if-match',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(FRONT_END);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('logs in, reads who it is, refreshes by the cookie alone, and logs out', async () => {
    const login = await call('POST', '/api/auth/login', { body: { nik: 'ADM001', password: 'admin123' } });
    expect(login.status).toBe(200);
    token = String(login.body['accessToken']);
    expect((await call('GET', '/api/auth/me', { token })).body).toMatchObject({ nik: 'ADM001' });

    const before = cookie;
    const refreshed = await call('POST', '/api/auth/refresh');
    expect([refreshed.status, cookie === before]).toEqual([200, false]);
    token = String(refreshed.body['accessToken']);
    expect((await call('GET', '/api/auth/me', { token })).status).toBe(200);

    expect((await call('POST', '/api/auth/logout')).status).toBe(200);
    expect((await call('GET', '/api/auth/me', { token })).status).toBe(401);
    expect((await call('POST', '/api/auth/refresh')).status).toBe(401);
  });

  it('and no other page gets an answer that its browser would show', async () => {
    const answer = await fetch(`${system.apiUrl}/api/auth/me`, {
      headers: { origin: 'https://evil.example.test', authorization: `Bearer ${token}` },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
