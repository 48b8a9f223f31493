import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createMessageRegistry, defineEvent, defineJob, type EventRecord } from '@antrean/platform/messages';
import { enqueue, publish, readEventsAfter } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { ConsumerUnavailable, consumeEvents, handleJob, forwardEvents } from '@antrean/platform/queue';
import { query } from '@antrean/platform/database';
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

const happened = defineEvent({
  name: 'thing.happened',
  version: 1,
  summary: 'A thing happened.',
  schema: z.object({ thing: z.string(), n: z.int() }),
});
const work = defineJob({
  name: 'thing.work',
  version: 1,
  summary: 'Works.',
  queue: 'things',
  schema: z.object({ n: z.int() }),
  attempts: 3,
  timeoutMs: 5_000,
  backoffMs: 10,
});

describe('outbox', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  let worker: TestWorker;
  const context = backgroundContext(testLog, 'test');
  const seen: EventRecord[] = [];
  let failures = new Map<number, number>();
  const onDead: string[] = [];
  const passed: number[] = [];
  let away = 0;
  let hold: Promise<void> | undefined;
  let entered = (): void => undefined;
  let entries = 0;

  beforeAll(async () => {
    db = await createTestDatabase();
    redis = await createTestRedis();
    await query(db.database.fork(), `create table effects (n integer)`);
    worker = await startTestWorker({
      database: db.database,
      redisUrl: redis.url,
      registry: createMessageRegistry([happened, work]),
      consumers: [
        consumeEvents('watcher', async (tx, events) => {
          for (const event of events)
            await query(tx.em, `insert into effects values (?)`, [Number(event.payload['n'])]);
          seen.push(...events);
        }),
        forwardEvents('passer', async (events) => {
          if (away > 0) {
            away -= 1;
            throw new ConsumerUnavailable('nobody is there');
          }
          passed.push(...events.map(({ payload }) => Number(payload['n'])));
        }),
      ],
      handlers: [
        handleJob(
          work,
          async (run) => {
            entries += 1;
            entered();
            await hold;
            const left = failures.get(run.payload.n) ?? 0;
            if (left > 0) {
              failures.set(run.payload.n, left - 1);
              throw new Error(`not yet ${run.payload.n}`);
            }
            await run.finish(
              async (tx) => void (await query(tx.em, `insert into effects values (?)`, [run.payload.n])),
            );
          },
          { onDead: async (_tx, payload, error) => void onDead.push(`${payload.n}: ${error}`) },
        ),
      ],
    });
  });
  afterAll(async () => {
    await worker.stop();
    await redis.stop();
    await db.close();
  });
  beforeEach(async () => {
    await worker.drain();
    await query(db.database.fork(), 'delete from effects');
    seen.length = 0;
    passed.length = 0;
    failures = new Map();
  });

  const effects = async (): Promise<number[]> =>
    (await query<{ n: number }>(db.database.fork(), 'select n from effects order by n')).map(({ n }) => n);

  it('delivers what committed, once and in order, and nothing that rolled back', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        transaction(db.unitOfWork, context, async (tx) => {
          publish(tx, happened, { thing: 'a', n: i });
          if (i % 3 === 0) throw new Error('changed my mind');
        }).catch((error: unknown) => expect(String(error)).toContain('changed my mind')),
      ),
    );
    await worker.drain();
    expect(await effects()).toEqual(Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 3 !== 0));
    const seqs = seen.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(40);
  });

  it('keeps the order in which one thing changed', async () => {
    await query(db.database.fork(), `create table locked (id integer primary key); `);
    await query(db.database.fork(), `insert into locked values (1)`);
    let turn = 0;
    await Promise.all(
      Array.from({ length: 40 }, () =>
        transaction(db.unitOfWork, context, async (tx) => {
          await query(tx.em, `select id from locked where id = 1 for update`);
          publish(tx, happened, { thing: 'locked', n: turn });
          turn += 1;
        }),
      ),
    );
    await worker.drain();
    expect(seen.map(({ payload }) => payload['n'])).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it('runs a job once, however often it fails before, and calls it dead after its last try', async () => {
    failures = new Map([
      [1, 2],
      [2, 99],
    ]);
    await transaction(db.unitOfWork, context, async (tx) => {
      for (const n of [0, 1, 2]) enqueue(tx, work, { n });
    });
    await worker.drain();
    expect(await effects()).toEqual([0, 1]);
    expect(onDead).toEqual(['2: not yet 2']);
  });

  it('does not run a job twice at once when Redis forgets that it is running', async () => {
    const { Redis } = await import('ioredis');
    let release = (): void => undefined;
    hold = new Promise((resolve) => (release = resolve));
    const begun = new Promise<void>((resolve) => (entered = resolve));
    await transaction(db.unitOfWork, context, async (tx) => void enqueue(tx, work, { n: 42 }));
    await begun;
    entries = 0;
    const flusher = new Redis(redis.url);
    await flusher.flushall();
    flusher.disconnect();
    // The job is sent again, as its row says so; the ticket must find the first try alive and leave it alone.
    let generation = 1;
    while (generation < 2) {
      await worker.sweepNow();
      const [row] = await query<{ generation: number }>(
        db.database.fork(),
        `select generation from outbox_jobs where payload ->> 'n' = '42'`,
      );
      generation = row?.generation ?? 0;
    }
    release();
    hold = undefined;
    await worker.drain();
    expect(entries).toBe(0);
    expect(await effects()).toEqual([42]);
  });

  it('refuses a payload that does not fit its declaration, and rolls back', async () => {
    await expect(
      transaction(db.unitOfWork, context, async (tx) => publish(tx, happened, { thing: 'x', n: 1.5 })),
    ).rejects.toThrow();
    await worker.drain();
    expect(seen).toEqual([]);
  });

  it('sends everything again after Redis was emptied under load', async () => {
    const total = 150;
    const { Redis } = await import('ioredis');
    const flusher = new Redis(redis.url);
    await Promise.all(
      Array.from({ length: total }, async (_, n) => {
        await transaction(db.unitOfWork, context, async (tx) => {
          publish(tx, happened, { thing: 'flush', n });
          enqueue(tx, work, { n: n + 1_000 });
        });
        if (n % 30 === 15) await flusher.flushall();
      }),
    );
    await flusher.flushall();
    flusher.disconnect();
    await worker.drain();
    expect(await effects()).toEqual([
      ...Array.from({ length: total }, (_, n) => n),
      ...Array.from({ length: total }, (_, n) => n + 1_000),
    ]);
  });

  it('passes events on in order, in batches, and tries again while nobody is there, blaming no event', async () => {
    const say = (n: number) =>
      transaction(db.unitOfWork, context, async (tx) => publish(tx, happened, { thing: 'passed', n }));
    away = 3;
    await say(0);
    for (let n = 1; n < 30; n += 1) await say(n);
    await worker.drain();
    expect(away).toBe(0);
    expect(passed).toEqual(Array.from({ length: 30 }, (_, n) => n));
    const failed = await query(
      db.database.fork(),
      `select from outbox_event_failures where consumer = 'passer'`,
    );
    expect(failed).toEqual([]);
  });

  it('passes on again what its cursor was set back over', async () => {
    await transaction(db.unitOfWork, context, async (tx) => publish(tx, happened, { thing: 'passed', n: 7 }));
    await worker.drain();
    await query(
      db.database.fork(),
      `update outbox_cursors set delivered_seq = delivered_seq - 1 where consumer = 'passer'`,
    );
    await worker.sweepNow();
    await worker.sweepNow();
    await worker.drain();
    expect(passed).toEqual([7, 7]);
  });

  it('delivers again what a cursor was set back over, as after a restore', async () => {
    const say = (n: number) =>
      transaction(db.unitOfWork, context, async (tx) => publish(tx, happened, { thing: 'restored', n }));
    await say(1);
    await worker.drain();
    await query(
      db.database.fork(),
      `update outbox_cursors set delivered_seq = delivered_seq - 1 where consumer = 'watcher'`,
    );
    // The sweeper wakes whoever stands behind for two of its rounds.
    await worker.sweepNow();
    await worker.sweepNow();
    await worker.drain();
    expect(await effects()).toEqual([1, 1]);
  });

  it('reads the log in batches over what was dropped at its beginning', async () => {
    const { database } = db;
    const fork = () => database.fork();
    const [head] = await query<{ seq: string }>(fork(), 'select last_seq as seq from outbox_head');
    const from = Number(head?.seq);
    await transaction(db.unitOfWork, context, async (tx) => {
      for (let n = 0; n < 20; n += 1) publish(tx, happened, { thing: 'old', n });
    });
    await worker.drain();
    // Days are dropped by time, so that around midnight a number may outlive its neighbours.
    await query(fork(), `delete from outbox_events where seq <= ? or seq = ?`, [from + 5, from + 9]);
    const all: number[] = [];
    for (let place = 0; ;) {
      const batch = await readEventsAfter(fork(), place, 4, from + 18);
      if (batch.length === 0) break;
      expect(batch.length).toBeLessThanOrEqual(4);
      all.push(...batch.map(({ seq }) => seq - from));
      place = batch.at(-1)!.seq;
    }
    expect(all).toEqual([6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
  });
});
