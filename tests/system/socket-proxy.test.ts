import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, startTestSystem, type TestSystem } from '@antrean/testing';
import { io } from 'socket.io-client';

const FRONT_END = 'https://pos.example';
/** As many sockets as one client may open at once (limits.ts). */
const BURST = 120;

describe("sockets through the api's port", () => {
  let system: TestSystem;
  let realtimeUrl: string;
  let behindProxyUrl: string;

  beforeAll(async () => {
    system = await startTestSystem({ CORS_ORIGIN: FRONT_END, PUBLIC_ORDER_FEED: 'true' });
    realtimeUrl = `http://127.0.0.1:${system.environment['WS_PORT']}`;
    const port = await freePort();
    behindProxyUrl = `http://127.0.0.1:${port}`;
    await Promise.all([
      system.start('realtime'),
      system.start('api'),
      system.start('api', { PORT: String(port), TRUST_PROXY: '1' }),
    ]);
  }, 60_000);
  afterAll(() => system.stop());

  it('S3-WS-06 a foreign origin is refused on each request of a polling session', async () => {
    const polling = `${system.apiUrl}/socket.io/?EIO=4&transport=polling`;
    const own = { origin: FRONT_END };
    const evil = { origin: 'https://evil.example' };
    expect((await fetch(polling, { headers: evil })).status).toBe(403);
    const opened = await fetch(polling, { headers: own });
    expect(opened.headers.get('access-control-allow-origin')).toBe(FRONT_END);
    const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
    const session = `${polling}&sid=${sid}`;
    expect((await fetch(session, { headers: evil })).status).toBe(403);
    const refused = await fetch(session, { method: 'POST', headers: evil, body: '40' });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect((await fetch(`${session}&j=0`, { headers: own })).status).toBe(400);
    expect((await fetch(session, { method: 'POST', headers: own, body: '40' })).status).toBe(200);
    expect(await (await fetch(session, { headers: own })).text()).toMatch(/^40\{"sid"/);
  });

  /** Opens sockets at once, each with headers of its own, and tells how many were let in. */
  const open = async (url: string, count: number, headersOf: (n: number) => Record<string, string>) => {
    const sockets = Array.from({ length: count }, (_, n) =>
      io(url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: headersOf(n),
      }),
    );
    const outcomes = await Promise.all(
      sockets.map(
        (socket) =>
          new Promise<'in' | 'refused'>((resolve, reject) => {
            socket.once('connect', () => resolve('in'));
            socket.once('connect_error', (error) => {
              const data: unknown = 'data' in error ? error.data : undefined;
              if (JSON.stringify(data) === '{"code":"too_many_connections"}') resolve('refused');
              else reject(error);
            });
          }),
      ),
    );
    for (const socket of sockets) socket.disconnect();
    return outcomes.filter((outcome) => outcome === 'in').length;
  };

  it('are limited by the address of their client, which no header of the client can change', async () => {
    const claims = (n: number): Record<string, string> => ({
      'x-forwarded-for': `198.51.100.${n}`,
      'x-antrean-client-address': `198.51.100.${n} ${'A'.repeat(43)}`,
    });
    // They claim to be as many addresses as they are; the api and the realtime tier know that they are one.
    const many = await open(system.apiUrl, 2 * BURST, claims);
    // The polling session of the test above came from this address, too, perhaps a moment ago.
    expect(many).toBeGreaterThanOrEqual(BURST - 1);
    expect(many).toBeLessThan(2 * BURST);
    expect(await open(realtimeUrl, BURST, claims)).toBeLessThan(BURST);
    // Behind a trusted proxy another address is another client, and what it claims itself is not believed.
    const forwarded = (): Record<string, string> => ({
      'x-forwarded-for': '203.0.113.9, 192.0.2.7',
      'x-antrean-client-address': `127.0.0.1 ${'A'.repeat(43)}`,
    });
    expect(await open(behindProxyUrl, 30, forwarded)).toBe(30);
    const rest = await open(behindProxyUrl, 2 * BURST, (n) => ({
      'x-forwarded-for': `203.0.113.${n}, 192.0.2.7`,
    }));
    expect(rest).toBeLessThan(2 * BURST);
  }, 120_000);
});
