import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { Actor } from '@antrean/platform/outbox';
import { createTestActor } from '../../../libs/domains/identity/src/identity.factory.ts';
import { startRealtimeRig, told, type RealtimeRig, type TestClient, type TestServer } from './realtime.factory.ts';

const FRONT_END = 'https://pos.example';

describe('a realtime instance', () => {
  let rig: RealtimeRig;
  let server: TestServer;
  let actor: Actor;
  let client: TestClient;

  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(server.url + path, { headers });
  const polling = '/socket.io/?EIO=4&transport=polling';
  const connectFrom = (origin: string): TestClient =>
    rig.open(`${server.url}/notifications`, { auth: { token: rig.tokenOf(actor) }, extraHeaders: { origin }, reconnection: false });

  beforeAll(async () => {
    rig = await startRealtimeRig();
    server = await rig.startServer({ CORS_ORIGIN: `http://localhost:5173, ${FRONT_END}/`, PUBLIC_URL: 'https://antrean.example' });
    actor = await createTestActor(rig.db.database, { role: 'dapur' });
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
      await once(socket, 'connect_error');
      expect(socket.connected).toBe(false);
    }
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

  it('S0-RT-05 ends a client that takes nothing, which is replayed when it comes back', async () => {
    const last = server.stream.position();
    const slow = await rig.connect(server, actor);
    slow.socket.io.reconnection(false);
    const { engine } = slow.socket.io;
    const transport: unknown = engine.transport;
    // The kernel's buffers fill, then ours.
    (transport as { ws: { _socket: { pause(): void } } }).ws._socket.pause();
    const filler = 'x'.repeat(4_000);
    const connections = async (): Promise<string> => await server.metrics.registry.metrics();
    for (let round = 0; round < 4; round += 1) {
      await rig.publish(told, ...Array.from({ length: 2_000 }, (_, n) => ({ rooms: [`user:${actor.userId}`], n, filler })));
      await rig.worker.drain();
      await server.stream.catchUp();
    }
    expect(await connections()).toMatch(/realtime_connections\{namespace="\/notifications",service="test"\} 3/);
    const back = await rig.connect(server, actor, { since: last });
    expect(back.received).toHaveLength(8_000);
  });

  it('keeps its sockets, admits new ones and ends sessions while Redis is away', async () => {
    const leaving = await createTestActor(rig.db.database);
    const ending = await rig.connect(server, leaving);
    const end = new Promise((resolve) => ending.socket.once('disconnect', resolve));
    const away = once(server.subscriber, 'close');
    await rig.redis.stop();
    await away;
    await query(rig.db.database.fork(), `update sessions set ended_at = now() where id = ?`, [leaving.sessionId]);
    await server.sweepSessions();
    expect(await end).toBe('io server disconnect');
    await rig.connect(server, actor);
    expect(client.socket.connected).toBe(true);
    const ready = await get('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'degraded', checks: { database: 'ok', redis: 'failed' } });
  });
});
