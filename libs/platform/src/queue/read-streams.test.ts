import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  createTestRedis,
  startTestWorker,
  testLog,
  type TestDatabase,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { z } from 'zod';
import { query } from '../database/index.ts';
import { createMessageRegistry, defineEvent, type AnyEvent } from '../messages/index.ts';
import { declareStreams, numberEvents, publish, takeEvents } from '../outbox/index.ts';
import { backgroundContext, transaction } from '../transaction/index.ts';
import { consumeEvents, type EventConsumer } from './index.ts';

const schema = z.object({ n: z.int() });
const event = (name: string, stream: string) =>
  defineEvent({ name, version: 1, summary: 'It happened.', stream, schema });
const sold = event('counter.sold', 'counter');
const refunded = event('counter.refunded', 'counter');
const baked = event('kitchen.baked', 'kitchen');
const both = createMessageRegistry([sold, refunded, baked]);

let db: TestDatabase;
let redis: TestRedis;
const workers = new Set<TestWorker>();
const context = backgroundContext(testLog, 'test');

beforeAll(async () => {
  db = await createTestDatabase();
  redis = await createTestRedis();
  await query(db.database.fork(), `create table effects (consumer text, name text, n integer)`);
});
beforeEach(async () => {
  for (const table of ['effects', 'outbox_events', 'outbox_cursors', 'outbox_event_streams'])
    await query(db.database.fork(), `delete from ${table}`);
});
afterEach(async () => {
  await Promise.all([...workers].map((worker) => worker.stop()));
  workers.clear();
});
afterAll(async () => {
  await redis.stop();
  await db.close();
});

/** A consumer that writes down what it is given. */
const note = (name: string, options: Parameters<typeof consumeEvents>[2]): EventConsumer =>
  consumeEvents(
    name,
    async (tx, events) => {
      for (const { name: what, payload } of events)
        await query(tx.em, `insert into effects values (?, ?, ?)`, [name, what, Number(payload['n'])]);
    },
    options,
  );

async function start(registry: typeof both, ...consumers: EventConsumer[]): Promise<TestWorker> {
  const worker = await startTestWorker({
    database: db.database,
    redisUrl: redis.url,
    registry,
    consumers,
  });
  workers.add(worker);
  return worker;
}

const happen = (what: ReturnType<typeof event>, n: number): Promise<void> =>
  transaction(db.unitOfWork, context, async (tx) => publish(tx, what, { n }));

const effects = async (): Promise<string[]> =>
  (
    await query<{ name: string; n: number }>(db.database.fork(), `select name, n from effects order by n`)
  ).map(({ name, n }) => `${name} ${n}`);

const places = async (): Promise<{ delivered: number; head: number }> => {
  const [row] = await query<{ delivered: string; head: string }>(
    db.database.fork(),
    `select delivered_seq as delivered, last_seq as head from outbox_cursors, outbox_head`,
  );
  return { delivered: Number(row?.delivered), head: Number(row?.head) };
};

/** Appends numbered events to the log. */
async function append(name: string, stream: string, count: number): Promise<void> {
  await query(
    db.database.fork(),
    `with head as (update outbox_head set last_seq = last_seq + ? returning last_seq)
     insert into outbox_events (name, version, payload, stream, audience, seq)
     select ?, 1, jsonb_build_object('n', n), ?, '{}', last_seq - ? + n from head, generate_series(1, ?) n`,
    [count, name, stream, count, count],
  );
}

it('gives a consumer the events that it reads, in order, and its cursor passes the others', async () => {
  const worker = await start(both, note('sales', { reads: [sold] }));
  await Promise.all(Array.from({ length: 90 }, (_, n) => happen([sold, refunded, baked][n % 3] ?? sold, n)));
  await worker.drain(4_000);
  const numbers = Array.from({ length: 30 }, (_, i) => `counter.sold ${3 * i}`);
  expect(await effects()).toEqual(numbers);
  const { delivered, head } = await places();
  expect(delivered).toBe(head);
});

it('does not pass an event that commits after later ones', async () => {
  const worker = await start(both, note('sales', { reads: [sold] }));
  const hold = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  // Its id is the lowest of all, and it commits last.
  const late = transaction(db.unitOfWork, context, async (tx) => {
    publish(tx, sold, { n: 1 });
    await query(
      tx.em,
      `insert into outbox_events (name, version, payload) values ('counter.sold', 1, '{"n": 0}')`,
    );
    written.resolve();
    await hold.promise;
  });
  await written.promise;
  await happen(baked, 2);
  await happen(sold, 3);
  await worker.drain(4_000);
  expect(await effects()).toEqual(['counter.sold 3']);
  hold.resolve();
  await late;
  await worker.drain(4_000);
  expect(await effects()).toEqual(['counter.sold 0', 'counter.sold 1', 'counter.sold 3']);
});

it('reads few pages when a hundred thousand events of another stream came before', async () => {
  const em = db.database.fork();
  await declareStreams(em, both);
  await query(
    em,
    `insert into outbox_cursors (consumer, delivered_seq) select 'sales', last_seq from outbox_head`,
  );
  // As the planner knows a log in which there has been one stream so far.
  await append('kitchen.baked', 'kitchen', 50_000);
  await query(em, `analyze outbox_events`);
  await append('kitchen.baked', 'kitchen', 50_000);
  await append('counter.sold', 'counter', 3);
  await append('kitchen.baked', 'kitchen', 10);
  const sql = `select (t.event).name from outbox_take_stream_events('sales', '{kitchen.baked}', 1000) t`;
  // More often than a plan is made anew: the one that stays counts, too.
  for (let time = 0; time < 8; time += 1) {
    const plan = await query<{ 'QUERY PLAN': string }>(
      em,
      `explain (analyze, buffers, costs off, timing off, summary off) ${sql}`,
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    const [, hit = '0', read = '0'] = /Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?/.exec(text) ?? [];
    expect(Number(hit) + Number(read)).toBeGreaterThan(0);
    // The first times also read the catalogue.
    if (time > 1) expect(Number(hit) + Number(read)).toBeLessThan(150);
  }
  const taken = await takeEvents(em, 'sales', 1_000, ['kitchen.baked']);
  expect(taken.events.map(({ name }) => name)).toEqual(['counter.sold', 'counter.sold', 'counter.sold']);
  expect(taken.reached).toBe((await places()).head);
}, 60_000);

it('waits for a newer worker before an event that this one does not know, in whatever stream', async () => {
  const old = createMessageRegistry([sold, baked] satisfies AnyEvent[]);
  const invented = event('kitchen.invented', 'kitchen');
  const worker = await start(old, note('sales', { reads: [sold] }));
  await happen(sold, 1);
  await worker.drain(4_000);
  // Declared by a worker of the next version, whose consumer reads it.
  const next = createMessageRegistry([sold, baked, invented]);
  await declareStreams(db.database.fork(), next);
  await happen(baked, 2);
  await happen(invented, 3);
  await happen(sold, 4);
  while (!(await waits(worker))) await worker.sweepNow();
  expect(await effects()).toEqual(['counter.sold 1']);
  const newer = await start(next, note('sales', { reads: [sold, invented] }));
  await newer.drain();
  expect(await effects()).toEqual(['counter.sold 1', 'kitchen.invented 3', 'counter.sold 4']);
});

async function waits(worker: TestWorker): Promise<boolean> {
  try {
    await worker.checks['consumers']!(AbortSignal.abort());
    return false;
  } catch (error) {
    return String(error).includes('kitchen.invented');
  }
}

it('reads what has no stream, and what was written before an event moved to another one', async () => {
  const em = db.database.fork();
  // Numbered before any worker has declared it, as when an old one numbers what a new api publishes.
  await happen(sold, 1);
  await numberEvents(em, 10);
  await declareStreams(em, createMessageRegistry([event('counter.sold', 'shop'), baked]));
  await happen(sold, 2);
  await numberEvents(em, 10);
  const worker = await start(both, note('sales', { reads: [sold] }));
  // An old worker that starts again changes nothing.
  await declareStreams(em, createMessageRegistry([event('counter.sold', 'shop'), baked]));
  await happen(sold, 3);
  await worker.drain(4_000);
  expect(await effects()).toEqual(['counter.sold 1', 'counter.sold 2', 'counter.sold 3']);
  const streams = await query<{ stream: string }>(em, `select stream from outbox_events order by seq`);
  expect(streams.map(({ stream }) => stream)).toEqual(['*', 'shop', 'counter']);
});

it('lets a new consumer begin with what happens from now on', async () => {
  const em = db.database.fork();
  await happen(sold, 1);
  await numberEvents(em, 10);
  const worker = await start(both, note('sales', { reads: [sold], start: 'now' }));
  await happen(sold, 2);
  await worker.drain(4_000);
  expect(await effects()).toEqual(['counter.sold 2']);
});
