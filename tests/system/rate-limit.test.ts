import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts, startTestSystem, type TestSystem } from '@antrean/testing';
import { io, type Socket } from 'socket.io-client';

/** As documented in docs/security-checklist.md. */
const LOGINS_PER_MINUTE = 60;
/** Refused requests of a minute after which an address is blocked. */
const FLOOD = 600;

describe('rate limits', () => {
  let system: TestSystem;
  let replicas: string[];

  beforeAll(async () => {
    system = await startTestSystem({ RATE_LIMIT: 'on', TRUST_PROXY: '1' });
    const ports = await freePorts(2);
    await Promise.all([
      ...ports.map((port) => system.start('api', { PORT: String(port) })),
      system.start('realtime'),
    ]);
    replicas = ports.map((port) => `http://127.0.0.1:${port}`);
  }, 180_000);
  afterAll(() => system.stop());

  // A body that is refused at once: what counts is the request.
  const logIn = (apiUrl: string, nik = 'EMP001', forwarded?: string) =>
    system.call('POST', '/api/auth/login', {
      ...{ apiUrl, body: { nik } },
      headers: forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded },
    });
  const logInAdministrator = async (): Promise<string> => {
    const options = { apiUrl: replicas[0]!, body: { nik: 'ADM001', password: 'admin123' } };
    return (await system.call<{ accessToken: string }>('POST', '/api/auth/login', options)).body.accessToken;
  };
  const statusFrom = async (forwarded: string, apiUrl: string): Promise<number> =>
    (await system.call('GET', '/api/signing-key', { apiUrl, headers: { 'X-Forwarded-For': forwarded } }))
      .status;

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

  it('S1-GW-08 S1-GW-09 what a client says of where it comes from gives it no other budget', async () => {
    const spoofed = (n: number): string => `203.0.113.${n}, 198.51.100.3`;
    for (let n = 0; n < LOGINS_PER_MINUTE; n += 1)
      expect((await logIn(replicas[n % 2]!, 'EMP003', spoofed(n))).status).toBe(400);
    expect((await logIn(replicas[0]!, 'EMP003', spoofed(200))).status).toBe(429);
    // Whom it named is not counted.
    expect((await logIn(replicas[0]!, 'EMP003', '203.0.113.1')).status).toBe(400);
  });

  it('S1-GW-09 a blocked network is refused by all processes within a second, by REST and on sockets', async () => {
    const token = await logInAdministrator();
    const open = (url: string, address: string): Socket =>
      io(`${url}/notifications`, {
        ...{ transports: ['websocket'], auth: { token }, forceNew: true, reconnectionDelay: 50 },
        extraHeaders: { 'x-forwarded-for': address },
      });
    const realtimeUrl = `http://127.0.0.1:${system.environment['WS_PORT']}`;
    const sockets = [realtimeUrl, ...replicas].map((url) => open(url, '198.51.100.1, 203.0.113.9'));
    const bystander = open(realtimeUrl, '203.0.114.9');
    const are = async (connected: boolean): Promise<void> => {
      while (sockets.some((socket) => socket.connected !== connected)) await wait(10);
    };
    await are(true);
    const call = (method: string, path: string, body?: unknown) =>
      system.call<{ id: number }>(method, path, { token, body, apiUrl: replicas[0]! });
    const block = (cidr: string) => call('POST', '/api/admin/ip-blocks', { cidr, reason: 'It scans.' });
    const { body, status } = await block('203.0.113.0/24');
    const begun = performance.now();
    expect(status).toBe(201);
    expect(await statusFrom('203.0.113.77', replicas[0]!)).toBe(403);
    while ((await statusFrom('203.0.113.77', replicas[1]!)) !== 403) await wait(10);
    await are(false);
    expect(performance.now() - begun).toBeLessThan(1_000);
    // They try to come back, and are refused wherever they try.
    const refused = await Promise.all(
      sockets.map((socket) => new Promise<Error>((resolve) => socket.io.once('reconnect_error', resolve))),
    );
    expect(refused).toHaveLength(3);
    expect(bystander.connected).toBe(true);
    expect(await statusFrom('203.0.113.77, 203.0.114.9', replicas[1]!)).toBe(200);

    expect((await block('2001:db8::/32')).status).toBe(201);
    while ((await statusFrom('2001:db8:1::1', replicas[1]!)) !== 403) await wait(10);

    expect((await call('DELETE', `/api/admin/ip-blocks/${body.id}`)).status).toBe(204);
    await are(true);
    for (const socket of [...sockets, bystander]) socket.disconnect();
  });

  it('S1-GW-09 who goes on although they are refused is blocked everywhere, and nobody else is', async () => {
    const flooding = '198.51.100.77';
    for (let n = 0; n < LOGINS_PER_MINUTE + FLOOD; n += 1) await logIn(replicas[0]!, 'EMP004', flooding);
    for (const replica of replicas) {
      while ((await statusFrom(flooding, replica)) !== 403) await wait(10);
      expect(await statusFrom('198.51.100.78', replica)).toBe(200);
    }
    const token = await logInAdministrator();
    const { body } = await system.call('GET', '/api/admin/ip-blocks?origin=automatic', {
      ...{ token, apiUrl: replicas[0]! },
    });
    expect(body['data']).toMatchObject([{ cidr: `${flooding}/32`, state: 'standing' }]);
    // An administrator who comes from there meets no block, and neither do those beside them.
    const call = { token, apiUrl: replicas[1]!, headers: { 'X-Forwarded-For': flooding } };
    expect((await system.call('GET', '/api/admin/ip-blocks', call)).status).toBe(200);
    for (const replica of replicas) while ((await statusFrom(flooding, replica)) !== 200) await wait(10);
  });
});
