import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  createTestRedis,
  testLog,
  type TestDatabase,
  type TestRedis,
} from '@antrean/testing';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { query } from '../database/index.ts';
import { createMessageRegistry } from '../messages/index.ts';
import { enqueueTestJob, testJob } from '../outbox/job.factory.ts';
import { connectRedis, QUEUE_DEADLINE_MS, type Redis } from '../redis/index.ts';
import { createProducer, type Producer } from './producer.ts';
import { startRelay, type Relay } from './relay.ts';

let db: TestDatabase;
let server: TestRedis;
let redis: Redis;
let producer: Producer;
let relay: Relay;

beforeAll(async () => {
  db = await createTestDatabase();
  server = await createTestRedis();
  redis = connectRedis({ url: server.url, name: 'test', log: testLog, deadlineMs: QUEUE_DEADLINE_MS });
  await once(redis, 'ready');
  const registry = createMessageRegistry([testJob]);
  producer = createProducer(redis, registry.jobs, testLog);
  const failPoint = async (): Promise<void> => undefined;
  relay = startRelay({
    ...{ database: db.database, registry, producer, failPoint, log: testLog },
    onNumbered: () => undefined,
    sweepEnqueued: async () => undefined,
  });
});
afterAll(async () => {
  await relay.stop();
  await producer.close();
  redis.disconnect();
  await server.stop();
  await db.close();
});

it('a job that Redis has no room for goes back at once and is handed over when there is room', async () => {
  await redis.config('SET', 'maxmemory', '1');
  await enqueueTestJob(db.unitOfWork);
  const row = async () =>
    (
      await query<{ state: string; generation: number }>(
        db.database.fork(),
        `select state, generation from outbox_jobs`,
      )
    )[0]!;
  // Nobody but the relay itself takes it back here: a second claim shows that the first was undone.
  while ((await row()).generation < 2) await pause(10);
  await redis.config('SET', 'maxmemory', '0');
  while (Object.values(await producer.depth(testJob.queue)).every((n) => n === 0)) await pause(10);
  expect((await row()).state).toBe('enqueued');
}, 20_000);

it('a job is handed over when it is due, though nobody wakes the relay then', async () => {
  const dueAt = Date.now() + 500;
  const uid = randomUUID();
  await query(
    db.database.fork(),
    `insert into outbox_jobs (uid, queue, name, version, payload, run_at)
     values (?, ?, ?, ?, '{}', clock_timestamp() + interval '500 milliseconds')`,
    [uid, testJob.queue, testJob.name, testJob.version],
  );
  relay.wake('jobs');
  const taken = async () =>
    (
      await query<{ at: string }>(
        db.database.fork(),
        `select extract(epoch from enqueued_at) * 1000 as at from outbox_jobs where uid = ? and state = 'enqueued'`,
        [uid],
      )
    )[0];
  let row = await taken();
  for (; !row; row = await taken()) await pause(10);
  expect(Number(row.at)).toBeGreaterThanOrEqual(dueAt - 50);
  // Looking by itself, it would come a second after the wake-up.
  expect(Number(row.at)).toBeLessThan(dueAt + 400);
});
