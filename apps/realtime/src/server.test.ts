import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestRedis } from '@antrean/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { LIMITS } from './limits.ts';
import {
  startRealtimeRig,
  told,
  watchLog,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';

const FRONT_END = 'https://pos.example';

describe('a realtime instance', () => {
  let rig: RealtimeRig;
  let server: TestServer;
  let actor: UserPrincipal;
  let client: TestClient;

  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(server.url + path, { headers });
  const polling = '/socket.io/?EIO=4&transport=polling';
  const connectFrom = (origin: string): TestClient =>
    rig.open(`${server.url}/notifications`, {
      auth: { token: rig.tokenOf(actor) },
      extraHeaders: { origin },
      reconnection: false,
    });

  beforeAll(async () => {
    rig = await startRealtimeRig();
    server = await rig.startServer({
      CORS_ORIGIN: `http://localhost:5173, ${FRONT_END}/`,
      PUBLIC_URL: 'https://antrean.example',
    });
    actor = await createTestPrincipal(rig.db.database, { role: 'dapur' });
    client = await rig.connect(server, actor);
  });
  afterAll(() => rig.close());

  it('S3-WS-06 lets the listed origins in, with credentials', async () => {
    const response = await get(polling, { origin: FRONT_END });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(FRONT_END);
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    await connectFrom(FRONT_END).joined();
  });

  it('S3-WS-06 refuses other origins, over long polling and websockets', async () => {
    const response = await get(polling, { origin: 'https://evil.example' });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    for (const origin of ['https://evil.example', 'null', `${FRONT_END}.evil.example`]) {
      const { socket } = connectFrom(origin);
      await new Promise((resolve) => socket.once('connect_error', resolve));
      expect(socket.connected).toBe(false);
    }
  });

  it('S0-AUTH-06 sends security headers with every answer, also with refusals', async () => {
    const foreign = { origin: 'https://evil.example' };
    for (const [path, headers] of [[polling], [polling, foreign], ['/health/live'], ['/nowhere']] as const) {
      const answer = (await get(path, headers)).headers;
      expect(answer.get('x-content-type-options')).toBe('nosniff');
      expect(answer.get('referrer-policy')).toBe('no-referrer');
      expect(answer.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  it('refuses other origins in the middle of a session, and JSONP to everybody', async () => {
    const opened = await get(polling, { origin: FRONT_END });
    const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
    const session = `${server.url}${polling}&sid=${sid}`;
    const evil = { origin: 'https://evil.example' };
    expect((await fetch(session, { headers: evil })).status).toBe(403);
    expect((await fetch(session, { method: 'POST', headers: evil, body: '40' })).status).toBe(403);
    const jsonp = await get(`${polling}&j=0`);
    expect([jsonp.status, await jsonp.text()]).toEqual([400, expect.stringContaining('JSONP')]);
    // The session itself is unharmed.
    const own = { origin: FRONT_END };
    expect((await fetch(session, { method: 'POST', headers: own, body: '40/notifications,' })).status).toBe(
      200,
    );
    expect((await fetch(session, { headers: own })).status).toBe(200);
  });

  it('logs of an origin only as much as an origin has', async () => {
    const { log, text } = watchLog();
    const watched = await rig.startServer({ CORS_ORIGIN: FRONT_END }, { log });
    const origin = `https://${'a.:'.repeat(4_000)}`;
    expect((await fetch(watched.url + polling, { headers: { origin } })).status).toBe(403);
    expect(text()).toContain('CORS_ORIGIN lists those that may');
    expect(text()).not.toContain(origin.slice(0, 400));
  });

  it('limits connections by address and sockets by user', async () => {
    const limits = {
      ...LIMITS,
      connections: { perAddress: 4, rate: { burst: 6, perSecond: 0 } },
      sockets: { perClient: 2, rate: { burst: 100, perSecond: 0 } },
    };
    const limited = await rig.startServer({ TRUST_PROXY: '1' }, { limits });
    const from = (address: string, user = actor): TestClient =>
      rig.open(`${limited.url}/notifications`, {
        auth: { token: rig.tokenOf(user) },
        extraHeaders: { 'x-forwarded-for': address },
        reconnection: false,
      });
    const outcome = ({ socket }: TestClient): Promise<string> =>
      new Promise((resolve) => {
        socket.once('connect', () => resolve('connected'));
        socket.once('disconnect', () => resolve('refused'));
        socket.once('connect_error', (error) =>
          resolve('data' in error && error.data ? (error.data as { code: string }).code : 'refused'),
        );
      });
    const first = [from('2001:db8::1'), from('2001:db8::2')];
    for (const client of first) await client.joined();
    expect(await outcome(from('192.0.2.7'))).toBe('too_many_connections');
    first[0]!.socket.disconnect();
    const other = await createTestPrincipal(rig.db.database);
    expect(await outcome(from('192.0.2.7', other))).toBe('connected');
    // One network of IPv6 has six connections, however its addresses are written.
    const outcomes: string[] = [];
    for (let n = 3; n < 9; n += 1)
      outcomes.push(await outcome(from(`2001:db8::${n}`, await createTestPrincipal(rig.db.database))));
    expect(outcomes.slice(0, 3)).toEqual(['connected', 'connected', 'connected']);
    expect(outcomes.slice(-2)).toEqual(['refused', 'refused']);
    expect(await outcome(from('2001:db8:1::1', await createTestPrincipal(rig.db.database)))).toBe(
      'connected',
    );
  });

  it('starts, admits, delivers and stops while Redis stands still', async () => {
    const redis = await createTestRedis();
    redis.freeze();
    const begun = performance.now();
    const lonely = await rig.startServer({}, { redisUrl: redis.url });
    const late = await rig.connect(lonely, actor);
    await rig.publish(told, { rooms: ['role:dapur'], n: 77 });
    await late.until(() => late.numbers().includes(77));
    const ready = await fetch(`${lonely.url}/health/ready`);
    expect(await ready.json()).toMatchObject({ status: 'degraded', checks: { redis: 'failed' } });
    late.socket.disconnect();
    await lonely.stop();
    // A hang would take until the connection's own limits, ten seconds and more.
    expect(performance.now() - begun).toBeLessThan(9_000);
    await redis.stop();
  });

  it('lets the pages of the platform itself in', async () => {
    await connectFrom('https://antrean.example').joined();
    await connectFrom(server.url).joined();
  });

  it('sends credentials to nobody when every origin is welcome', async () => {
    const open = await rig.startServer({ CORS_ORIGIN: '*' });
    const response = await fetch(open.url + polling, { headers: { origin: 'https://any.example' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('answers whether it lives and whether it is ready', async () => {
    expect((await get('/health/live')).status).toBe(200);
    const ready = await get('/health/ready?verbose');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ok', checks: { database: 'ok', redis: 'ok' } });
    expect((await get('/health')).status).toBe(404);
  });

  it('keeps its sockets, admits new ones and ends sessions while Redis is away', async () => {
    const redis = await createTestRedis();
    const lonely = await rig.startServer({}, { redisUrl: redis.url });
    const leaving = await createTestPrincipal(rig.db.database);
    const [ending, staying] = [await rig.connect(lonely, leaving), await rig.connect(lonely, actor)];
    const end = new Promise((resolve) => ending.socket.once('disconnect', resolve));
    const away = once(lonely.subscriber, 'close');
    await redis.stop();
    await away;
    await query(rig.db.database.fork(), `update sessions set ended_at = now() where id = ?`, [
      leaving.sessionId,
    ]);
    await lonely.sweepSessions();
    expect(await end).toBe('io server disconnect');
    const late = await rig.connect(lonely, actor);
    await rig.publish(told, { rooms: ['role:dapur'], n: 1 });
    await rig.worker.drain();
    await lonely.stream.catchUp();
    for (const each of [staying, late]) await each.until(() => each.numbers().includes(1));
    const ready = await fetch(`${lonely.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'degraded', checks: { database: 'ok', redis: 'failed' } });
    await lonely.stop();
  });

  it('S0-RT-05 ends a connection that floods it, and nobody else', async () => {
    const flooding = await rig.connect(server, actor);
    flooding.socket.io.reconnection(false);
    const end = new Promise((resolve) => flooding.socket.once('disconnect', resolve));
    for (let n = 0; n < 200; n += 1) flooding.socket.emit('noise', n);
    expect(await end).toBe('transport close');
    expect(client.socket.connected).toBe(true);
  });

  it('S0-RT-05 ends a connection that sends what is too large', async () => {
    const large = await rig.connect(server, actor);
    large.socket.io.reconnection(false);
    const end = new Promise((resolve) => large.socket.once('disconnect', resolve));
    large.socket.emit('noise', 'x'.repeat(150_000));
    expect(await end).toBe('transport close');
    expect(client.socket.connected).toBe(true);
  });
});
