import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createSignalEmitter, type SignalEmitter } from '@antrean/platform/realtime';
import { createMetrics } from '@antrean/platform/observability';
import { connectRedis, type Redis } from '@antrean/platform/redis';
import { testLog } from '@antrean/testing';
import { createTestUser } from '@antrean/accounts/testing';
import { createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { beats, startRealtimeRig, type RealtimeRig, type TestServer } from './realtime.factory.ts';

let rig: RealtimeRig;
let instances: TestServer[];
let connection: Redis;
const metrics = createMetrics({ service: 'test' });
let signals: SignalEmitter;

beforeAll(async () => {
  rig = await startRealtimeRig();
  instances = await Promise.all([rig.startServer(), rig.startServer()]);
  connection = connectRedis({ url: rig.redis.url, name: 'test-signals', log: testLog, deadlineMs: 1_000 });
  await once(connection, 'ready');
  signals = createSignalEmitter({ redis: connection, metrics, log: testLog });
});
afterAll(async () => {
  signals.stop();
  connection.disconnect();
  await rig.close();
});

const outcome = async (name: string): Promise<number> => {
  const { values } = await metrics.signals.get();
  return values.find(({ labels }) => labels['outcome'] === name)?.value ?? 0;
};

it('S0-RT-03 the figures of the dashboard come once a second, to each what they may see, and are read while somebody is there', async () => {
  const { database } = rig.db;
  const sql = <Row extends object>(text: string) => query<Row>(database.fork(), text);
  await sql(
    `insert into roles (key, label, rank, permissions) select 'watcher', 'Watcher', 10, '{dashboard.read,rvms.read}'`,
  );
  const watcher = await createTestUser(database, { role: 'watcher' });
  const boss = await createTestPrincipal(database, { role: 'administrator' });
  const [first, second, partial, none] = await Promise.all([
    rig.connect(instances[0]!, boss),
    rig.connect(instances[1]!, boss),
    rig.connect(instances[1]!, await createTestSession(database, watcher)),
    rig.connect(instances[0]!, await createTestPrincipal(database, { role: 'production_manager' })),
  ]);
  const begin = performance.now();
  await Promise.all([first, second, partial].map((client) => client.until(() => client.figures.length >= 3)));
  const most = (performance.now() - begin) / 1_000 + 2;
  for (const { figures } of [first, second, partial]) expect(figures.length).toBeLessThanOrEqual(most);
  for (const figures of [...first.figures, ...second.figures])
    expect(figures).toMatchObject({ orders: { count: 0 }, bookings: { count: 0 }, queue: { dueJobs: 0 } });
  for (const figures of partial.figures)
    expect(figures).toEqual({
      ...{
        at: expect.any(String),
        date: expect.any(String),
        machines: expect.objectContaining({ count: 0 }),
      },
      ...{ orders: null, sales: null, workOrders: null, bookings: null, queue: null },
    });
  expect(none.figures).toEqual([]);
  // Both instances tell what was read once.
  const readings = new Set([first, second, partial].flatMap(({ figures }) => figures.map(({ at }) => at)));
  expect(readings.size).toBeLessThanOrEqual(most);

  for (const { socket } of [first, second, partial, none]) socket.disconnect();
  while (instances.some(({ countConnections }) => countConnections() > 0)) await pause(10);
  const version = () => sql(`select at, xmin::text from dashboard_figures`);
  await pause(50);
  const quiet = await version();
  await pause(1_200);
  expect(await version()).toEqual(quiet);
});

it('a signal reaches who may hear it, on every instance, and nobody else; the log knows nothing of it', async () => {
  const [first, second] = instances;
  const [cook, admin, stranger] = await Promise.all([
    createTestPrincipal(rig.db.database, { role: 'dapur', departmentId: null }),
    createTestPrincipal(rig.db.database, { role: 'administrator' }),
    createTestPrincipal(rig.db.database, { role: 'delivery', departmentId: null }),
  ]);
  const clients = await Promise.all([
    rig.connect(first!, cook),
    rig.connect(second!, cook),
    rig.connect(second!, admin),
    rig.connect(first!, stranger),
  ]);
  const [here, there, boss, deaf] = clients;
  const head = first!.stream.position();
  signals.emit(beats, { n: 1, rooms: ['role:dapur', `user:${cook.userId}`, 'role:administrator'] });
  await Promise.all([here, there, boss].map((client) => client.until(() => client.received.length > 0)));
  await rig.settle(clients, 'dapur', 'administrator', 'delivery');
  for (const client of [here, there, boss]) {
    // One copy, in however many of its rooms the client is; only what is documented goes on the wire.
    expect(client.received).toEqual([
      {
        name: 'test.beats',
        payload: { n: 1 },
        meta: { id: expect.any(String), seq: head, at: expect.any(String), name: 'test.beats' },
      },
    ]);
  }
  expect(deaf.received).toEqual([]);
  expect(
    await query(rig.db.database.fork(), `select 1 from outbox_events where name = 'test.beats'`),
  ).toEqual([]);
  const back = await rig.connect(first!, cook, { since: head });
  expect(back.received.filter(({ name }) => name === 'test.beats')).toEqual([]);
});

it('of one thing the last value counts: a thousand in a row are few messages, and the last one comes', async () => {
  const admin = await createTestPrincipal(rig.db.database, { role: 'administrator' });
  const client = await rig.connect(instances[0]!, admin);
  for (let n = 1_001; n <= 2_000; n += 1) signals.emit(beats, { n, rooms: ['role:administrator'] });
  await client.until(() => client.received.some(({ payload }) => payload['n'] === 2_000));
  expect(client.received.length).toBeLessThanOrEqual(2);
  const machines = Array.from({ length: 1_000 }, (_, thing) => ({
    thing,
    n: 1,
    rooms: ['role:administrator'],
  }));
  for (const each of machines) signals.emit(beats, each);
  await client.until(() => client.received.filter(({ payload }) => payload['n'] === 1).length === 1_000);
});

it('is lost when Redis is away, without anybody waiting, and comes again when it is back', async () => {
  const admin = await createTestPrincipal(rig.db.database, { role: 'administrator' });
  const client = await rig.connect(instances[0]!, admin);
  const lost = await outcome('lost');
  const becomes = async (redis: Redis, event: 'ready' | 'close'): Promise<void> => {
    if ((redis.status === 'ready') !== (event === 'ready')) await once(redis, event);
  };
  await rig.redis.kill();
  await becomes(connection, 'close');
  for (let thing = 0; thing < 20; thing += 1)
    signals.emit(beats, { thing, n: 5, rooms: ['role:administrator'] });
  while ((await outcome('lost')) < lost + 20) await pause(5);
  expect(client.received).toEqual([]);
  await rig.redis.restart();
  await Promise.all([becomes(connection, 'ready'), becomes(instances[0]!.subscriber, 'ready')]);
  // The instance subscribes anew when it is ready; what comes before that is lost, too.
  while (client.received.length === 0) {
    signals.emit(beats, { n: 6, rooms: ['role:administrator'] });
    await pause(20);
  }
  expect(client.received[0]).toMatchObject({ name: 'test.beats', payload: { n: 6 } });
});
