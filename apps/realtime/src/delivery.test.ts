import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAddressBlocks } from '@antrean/platform/blocking';
import { query } from '@antrean/platform/database';
import { newInstance } from '@antrean/platform/discovery';
import { createMessageRegistry, defineEvent } from '@antrean/platform/messages';
import { createMetrics } from '@antrean/platform/observability';
import { readEventsAfter } from '@antrean/platform/outbox';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createRealtimeConsumer } from '@antrean/platform/realtime';
import { connectRedis } from '@antrean/platform/redis';
import { testConfig, testLog } from '@antrean/testing';
import { z } from 'zod';
import { createTestPrincipal } from '@antrean/sessions/testing';
import {
  startRealtimeRig,
  silent,
  told,
  toldOnFeed,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';
import { createRealtimeServer } from './server.ts';

describe('delivery', () => {
  let rig: RealtimeRig;
  let servers: [TestServer, TestServer];
  let administrator: UserPrincipal;
  let clients: TestClient[];
  const rooms = (actor: UserPrincipal): string[] => [
    'role:administrator',
    `dept:${actor.departmentId}:role:administrator`,
    `dept:${actor.departmentId}`,
    `user:${actor.userId}`,
    'dept:*:role:administrator',
  ];

  beforeAll(async () => {
    rig = await startRealtimeRig();
    servers = [await rig.startServer(), await rig.startServer()];
    administrator = await createTestPrincipal(rig.db.database, { role: 'administrator' });
    clients = await Promise.all([...servers, ...servers].map((server) => rig.connect(server, administrator)));
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    await rig.settle(clients, 'administrator');
    for (const { received } of clients) received.length = 0;
  });

  it('S3-WS-12 gives one copy to a client in several of the rooms, on every instance', async () => {
    await rig.publish(told, ...[1, 2, 3].map((n) => ({ rooms: rooms(administrator), n })));
    await rig.settle(clients, 'administrator');
    for (const client of clients) expect(client.numbers()).toEqual([1, 2, 3]);
  });

  it('sends the documented payload first and what identifies the event second', async () => {
    await rig.publish(told, { rooms: ['role:administrator'], n: 5 });
    await rig.settle(clients, 'administrator');
    const [row] = await query<{ uid: string; seq: string }>(
      rig.db.database.fork(),
      `select uid, seq from outbox_events where payload ->> 'n' = '5'`,
    );
    const [event] = clients[0]!.received;
    expect(event).toEqual({
      name: 'test.told',
      payload: { n: 5 },
      meta: {
        id: row!.uid,
        seq: Number(row!.seq),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        name: 'test.told',
      },
    });
  });

  it('keeps the order of many events, and every client has each of them once', async () => {
    const numbers = Array.from({ length: 600 }, (_, n) => n);
    await Promise.all(
      [0, 1, 2].map((part) =>
        rig.publish(
          told,
          ...numbers.slice(part * 200, part * 200 + 200).map((n) => ({ rooms: rooms(administrator), n })),
        ),
      ),
    );
    await rig.settle(clients, 'administrator');
    const seqs = clients[0]!.received.map(({ meta }) => meta.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    for (const client of clients) {
      expect(client.received.map(({ meta }) => meta.seq)).toEqual(seqs);
      expect(new Set(client.numbers()).size).toBe(600);
    }
  });

  /** Sends a stretch of the log once more or ahead of time, as the worker would. */
  const emitAfter = async (seq: number): Promise<void> => {
    const emitter = connectRedis({ url: rig.redis.url, name: 'again', log: testLog });
    const consumer = createRealtimeConsumer(emitter, createMessageRegistry([told]), testLog);
    await consumer.deliver(await readEventsAfter(rig.worker.unitOfWork.database.fork(), seq, 1_000));
    emitter.disconnect();
  };

  it('delivers a batch once that Redis says again', async () => {
    await rig.publish(told, { rooms: ['role:administrator'], n: 1 }, { rooms: ['role:administrator'], n: 2 });
    await rig.worker.drain();
    await emitAfter(0);
    await rig.settle(clients, 'administrator');
    for (const client of clients) expect(client.numbers()).toEqual([1, 2]);
  });

  it('reads from PostgreSQL what Redis lost while it could not be heard', async () => {
    const [deaf, hearing] = servers;
    deaf.subscriber.disconnect();
    await once(deaf.subscriber, 'end');
    const before = deaf.stream.position();
    await rig.publish(told, ...[1, 2, 3].map((n) => ({ rooms: ['role:administrator'], n })));
    await rig.publish(silent, {}, {});
    await rig.worker.drain();
    await hearing.stream.catchUp();
    await deaf.subscriber.connect();
    await deaf.stream.catchUp();
    expect(deaf.stream.position()).toBe(before + 5);
    expect(hearing.stream.position()).toBe(before + 5);
    await rig.publish(told, { rooms: ['role:administrator'], n: 4 });
    await rig.settle(clients, 'administrator');
    for (const client of clients) expect(client.numbers()).toEqual([1, 2, 3, 4]);
  });

  it('fills a gap before the batch that revealed it', async () => {
    await rig.worker.drain();
    const before = servers[0].stream.position();
    // Numbered, but unknown to the cursor: nothing but the gap itself can tell of the first one.
    await query(
      rig.db.database.fork(),
      `with head as (update outbox_head set last_seq = last_seq + 2 returning last_seq)
       insert into outbox_events (name, version, payload, seq)
       select 'test.told', 1, jsonb_build_object('rooms', array['role:administrator'], 'n', n), last_seq - 2 + n
       from head, generate_series(1, 2) n`,
    );
    await emitAfter(before + 1);
    for (const client of clients) await client.until(() => client.received.length >= 2);
    for (const client of clients) expect(client.numbers()).toEqual([1, 2]);
  });

  it('loses and doubles nothing while subscriptions are killed', async () => {
    const killer = connectRedis({ url: rig.redis.url, name: 'killer', log: testLog });
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    for (const n of numbers) {
      if (n % 10 === 5) await killer.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await rig.publish(told, { rooms: ['role:administrator'], n });
      if (n % 10 === 6) await rig.worker.drain();
    }
    await rig.settle(clients, 'administrator');
    killer.disconnect();
    for (const client of clients) expect(client.numbers()).toEqual(numbers);
  });

  it('passes over an event that does not fit its declaration, and goes on', async () => {
    await query(
      rig.db.database.fork(),
      `insert into outbox_events (name, version, payload) values ('test.told', 1, '{"n": "x"}')`,
    );
    await rig.publish(told, { rooms: ['role:administrator'], n: 1 });
    await rig.settle(clients, 'administrator');
    for (const client of clients) expect(client.numbers()).toEqual([1]);
  });

  it('keeps the namespaces apart', async () => {
    const feed = rig.open(servers[0].url, { auth: { token: rig.tokenOf(administrator) } });
    const outlet = rig.open(servers[1].url, { auth: { token: rig.tokenOf(administrator), outletId: 3 } });
    await Promise.all([feed.joined(), outlet.joined()]);
    const { userId } = administrator;
    await rig.publish(told, { rooms: [`user:${userId}`], n: 1 });
    await rig.publish(
      toldOnFeed,
      { rooms: ['outlet:*'], n: 2 },
      { rooms: ['outlet:3', 'outlet:*'], n: 3 },
      { rooms: [`user:${userId}`], n: 4 },
    );
    await feed.until(() => feed.received.length >= 3);
    await outlet.until(() => outlet.received.length >= 2);
    await rig.settle(clients, 'administrator');
    expect(feed.numbers()).toEqual([2, 3, 4]);
    expect(outlet.numbers()).toEqual([3, 4]);
    for (const client of clients) expect(client.numbers()).toEqual([1]);
    feed.socket.disconnect();
    outlet.socket.disconnect();
  });

  it('counts connections and measures deliveries', async () => {
    const text = await servers[0].metrics.registry.metrics();
    expect(text).toMatch(/realtime_connections\{namespace="\/notifications",service="test"\} 2/);
    expect(text).toMatch(/realtime_delivery_seconds_count\{service="test"\} [1-9]/);
  });

  it('does not start with an event for a namespace that is not open', async () => {
    const lost = defineEvent({
      name: 'test.lost',
      version: 1,
      summary: 'Nobody could hear this.',
      schema: z.object({}),
      realtime: { namespace: '/nowhere', readers: [] },
    });
    const redis = connectRedis({ url: rig.redis.url, name: 'unused', log: testLog });
    await expect(
      createRealtimeServer({
        config: testConfig(),
        database: rig.db.database,
        instance: newInstance(),
        registry: createMessageRegistry([lost]),
        realtime: { feeds: [], answers: [], tellings: [], rooms: [], roleVersions: [], serving: [] },
        verifiers: [],
        blocks: createAddressBlocks(),
        redis: { publisher: redis, subscriber: redis },
        metrics: createMetrics({ service: 'test' }),
        log: testLog,
      }),
    ).rejects.toThrow('event "test.lost" goes to namespace "/nowhere"');
    redis.disconnect();
  });
});
