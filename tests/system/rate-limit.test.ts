import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts, startTestSystem, type TestSystem } from '@antrean/testing';

/** As documented in docs/security-checklist.md. */
const LOGINS_PER_MINUTE = 60;

describe('rate limits', () => {
  let system: TestSystem;
  let replicas: string[];

  beforeAll(async () => {
    system = await startTestSystem({ RATE_LIMIT: 'on' });
    const ports = await freePorts(2);
    await Promise.all(ports.map((port) => system.start('api', { PORT: String(port) })));
    replicas = ports.map((port) => `http://127.0.0.1:${port}`);
  }, 60_000);
  afterAll(() => system.stop());

  // A body that is refused at once: what counts is the request.
  const logIn = (apiUrl: string, nik = 'EMP001') =>
    system.call('POST', '/api/auth/login', { apiUrl, body: { nik } });

  it('S0-SEC-03 one budget holds for all replicas together; beyond it 429 says when to come back', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < LOGINS_PER_MINUTE; n += 1) {
      statuses.push((await logIn(replicas[n % 2]!)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([400]));

    for (const replica of replicas) {
      const { status, headers, body } = await logIn(replica);
      expect([status, body['code']]).toEqual([429, 'too_many_requests']);
      const wait = Number(headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      expect(headers.get('ratelimit-policy')).toContain(`q=${LOGINS_PER_MINUTE}; w=60`);
      expect(headers.get('ratelimit')).toContain('r=0');
    }
  });

  it('S0-SEC-03 who spent one budget still has the others', async () => {
    const { status, headers } = await system.call('GET', '/api/signing-key', { apiUrl: replicas[0]! });
    expect(status).toBe(200);
    expect(headers.get('ratelimit-policy')).toContain('q=1200; w=60');
  });

  it('S0-SEC-03 mistakes with one login lock nobody else out behind the same address', async () => {
    expect((await logIn(replicas[0]!, 'emp001')).status).toBe(429);
    expect((await logIn(replicas[0]!, 'EMP002')).status).toBe(400);
  });
});
