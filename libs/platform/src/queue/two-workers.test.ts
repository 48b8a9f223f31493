import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, createTestRedis, startTestWorker, testLog } from '@antrean/testing';
import type { TestDatabase, TestRedis, TestWorker } from '@antrean/testing';
import { z } from 'zod';
import { query } from '../database/index.ts';
import { createMessageRegistry, defineEvent, defineJob } from '../messages/index.ts';
import { enqueue, publish } from '../outbox/index.ts';
import { backgroundContext, transaction } from '../transaction/index.ts';
import { consumeEvents, handleJob, forwardEvents, UnknownToWorker, type JobRun } from './index.ts';

const schema = z.object({ n: z.int() });
const known = defineEvent({ name: 'thing.known', version: 1, summary: 'Both know it.', schema });
const fresh = defineEvent({ name: 'thing.fresh', version: 1, summary: 'The new version knows it.', schema });
const job = { version: 1, queue: 'things', schema, attempts: 3, timeoutMs: 60_000, backoffMs: 10 };
const oldJob = defineJob({ ...job, name: 'thing.old-job', summary: 'Both know it.' });
const newJob = defineJob({ ...job, name: 'thing.new-job', summary: 'The new version knows it.' });

let db: TestDatabase;
let redis: TestRedis;
const context = backgroundContext(testLog, 'test');
/** What the one that passes on has passed, by each worker. */
const passed: number[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  redis = await createTestRedis();
  await query(db.database.fork(), `create table effects (kind text, n integer)`);
});
/** Those that a failed test has left running. */
const running = new Set<TestWorker>();
const stop = async (worker: TestWorker): Promise<void> => {
  running.delete(worker);
  await worker.stop();
};
afterEach(async () => void (await Promise.all([...running].map(stop))));
afterAll(async () => {
  await redis.stop();
  await db.close();
});

const effect = (em: Parameters<typeof query>[0], kind: string, n: unknown): Promise<object[]> =>
  query(em, `insert into effects values (?, ?)`, [kind, Number(n)]);

const perform = async (run: JobRun<{ n: number }>): Promise<void> =>
  void (await run.finish((tx) => effect(tx.em, 'job', run.payload.n)));

async function startWorker(
  options: Omit<Parameters<typeof startTestWorker>[0], 'database' | 'redisUrl'>,
): Promise<TestWorker> {
  const worker = await startTestWorker({ database: db.database, redisUrl: redis.url, ...options });
  running.add(worker);
  return worker;
}

function start(version: 'old' | 'new'): Promise<TestWorker> {
  const isNew = version === 'new';
  return startWorker({
    registry: createMessageRegistry(isNew ? [known, fresh, oldJob, newJob] : [known, oldJob]),
    handlers: [handleJob(oldJob, perform), ...(isNew ? [handleJob(newJob, perform)] : [])],
    consumers: [
      consumeEvents('trail', async (tx, events) => {
        for (const { payload } of events) await effect(tx.em, 'event', payload['n']);
      }),
      forwardEvents('passer', async (events) => {
        passed.push(...events.map(({ payload }) => Number(payload['n'])));
      }),
    ],
  });
}

let next = 0;
/** Commits events and jobs of both kinds, in one transaction each; returns their numbers. */
async function commit(times: number): Promise<number[]> {
  const numbers: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const n = (next += 1);
    numbers.push(n);
    await transaction(db.unitOfWork, context, async (tx) => {
      publish(tx, n % 3 === 0 ? fresh : known, { n });
      enqueue(tx, n % 3 === 0 ? newJob : oldJob, { n });
    });
  }
  return numbers;
}
const effects = async (kind: string): Promise<number[]> => {
  const sql = `select n from effects where kind = ?`;
  return (await query<{ n: number }>(db.database.fork(), sql, [kind])).map(({ n }) => n);
};
/** How often the job that went round most was handed to Redis. */
const mostRounds = async (): Promise<number> => {
  const rows = await query<{ n: number }>(db.database.fork(), `select max(generation) as n from outbox_jobs`);
  return rows[0]!.n;
};
const inOrder = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

/** Why a check says that the worker is not ready; empty when it is. */
async function complaint(worker: TestWorker, check: string): Promise<string> {
  try {
    await worker.checks[check]!(AbortSignal.abort());
    return '';
  } catch (error) {
    return String(error);
  }
}
/** Resolves when a check says something like this. */
async function says(worker: TestWorker, check: string, text: string): Promise<void> {
  while (!(await complaint(worker, check)).includes(text)) {
    await worker.look();
    await worker.sweepNow();
  }
}

/** Resolves when nothing is wrong with it. */
async function isReady(worker: TestWorker): Promise<void> {
  for (const check of ['consumers', 'messages']) {
    while ((await complaint(worker, check)) !== '') {
      await worker.look();
      await worker.sweepNow();
    }
  }
}

it('the old version first: it waits before what it does not know, says so, and holds nothing that the new one needs', async () => {
  const old = await start('old');
  const all = await commit(9);
  await says(old, 'messages', 'event thing.fresh (version 1), job thing.new-job (version 1)');
  await says(old, 'consumers', 'thing.fresh');
  // Each consumer comes to it by itself.
  while ((await effects('event')).length === 0) await old.sweepNow();
  expect(await effects('event')).toEqual([1, 2]);
  // Nobody waits for it: what it stands before is locked for moments at most, in which it looks again.
  await db.database.fork().transactional(async (em) => {
    await query(em, `set local lock_timeout = '2s'`);
    await query(em, `select from outbox_cursors for update`);
  });

  const fresher = await start('new');
  await fresher.drain();
  expect(await effects('event')).toEqual(all);
  expect(inOrder(await effects('job'))).toEqual(all);
  await isReady(old);

  // Both at work, and the new one goes away, in the midst of it, for a while.
  const more = [...(await commit(6))];
  await stop(fresher);
  more.push(...(await commit(6)));
  await says(old, 'consumers', 'thing.fresh');
  const again = await start('new');
  more.push(...(await commit(6)));
  await again.drain();
  // Redis may give a new job to the old worker first; it gives the job back, uncounted, and then stands back.
  expect(await mostRounds()).toBeLessThanOrEqual(5);
  expect(await effects('event')).toEqual([...all, ...more]);
  expect(inOrder(await effects('job'))).toEqual([...all, ...more]);
  await Promise.all([stop(old), stop(again)]);
  expect(inOrder([...new Set(passed)])).toEqual([...all, ...more]);
}, 240_000);

it('the new version first: the old one joins, stays behind alone, and says so when it starts with such a backlog', async () => {
  const before = await effects('event');
  const fresher = await start('new');
  const old = await start('old');
  const all = [...(await commit(9))];
  await Promise.all([fresher.drain(), old.drain()]);
  await stop(fresher);
  all.push(...(await commit(9)));
  await says(old, 'messages', 'thing.fresh');
  await stop(old);

  const restarted = await start('old');
  // At once: nobody has looked since.
  expect(await complaint(restarted, 'messages')).toContain(
    'event thing.fresh (version 1), job thing.new-job (version 1)',
  );
  const again = await start('new');
  await stop(restarted);
  await again.drain();
  expect(await effects('event')).toEqual([...before, ...all]);
  expect(inOrder(await effects('job'))).toEqual([...before, ...all]);
  await stop(again);
}, 240_000);

it('a job is another worker’s at once when the one that does it is told to stop, and the try is not counted', async () => {
  const registry = createMessageRegistry([oldJob]);
  const begun = new EventTarget();
  const tries: { by: string; attempt: number; signal: AbortSignal }[] = [];
  const worker = (by: string) =>
    startWorker({
      registry,
      handlers: [
        handleJob(oldJob, async (run) => {
          tries.push({ by, attempt: run.attempt, signal: run.signal });
          begun.dispatchEvent(new Event(by));
          // The first does not end by itself, not even when it is told to.
          if (by === 'first') await new Promise(() => undefined);
          await perform(run);
        }),
      ],
    });
  const first = await worker('first');
  const firstBegun = once(begun, 'first');
  await transaction(db.unitOfWork, context, async (tx) => void enqueue(tx, oldJob, { n: 1_000 }));
  await firstBegun;
  const second = await worker('second');
  const secondBegun = once(begun, 'second');
  const stopping = stop(first);
  const ended = stopping.then(() => 'ended');
  // Before its end, which waits some seconds for a handler that does not hear, and so before its lease runs out.
  expect(await Promise.race([secondBegun.then(() => 'taken over'), ended])).toBe('taken over');
  expect(tries.map(({ by, attempt, signal }) => [by, attempt, signal.aborted])).toEqual([
    ['first', 1, true],
    ['second', 1, false],
  ]);
  await second.drain();
  await Promise.all([stopping, stop(second)]);
  const [row] = await query<{ state: string; attempts: number }>(
    db.database.fork(),
    `select state, attempts from outbox_jobs where payload ->> 'n' = '1000'`,
  );
  expect(row).toEqual({ state: 'done', attempts: 0 });
  expect((await effects('job')).filter((n) => n === 1_000)).toHaveLength(1);
}, 60_000);

it('a job that names what only the new version declares waits for it without a counted try, and the old one says so', async () => {
  const [number] = await commit(1);
  const n = number! + 1_000;
  await transaction(db.unitOfWork, context, async (tx) => enqueue(tx, oldJob, { n }));
  const startKnowing = (knows: boolean) =>
    startWorker({
      registry: createMessageRegistry([known, fresh, oldJob, newJob]),
      handlers: [
        handleJob(oldJob, async (run) => {
          if (run.payload.n === n && !knows) throw new UnknownToWorker('the thing of tomorrow');
          await perform(run);
        }),
        handleJob(newJob, perform),
      ],
    });
  const old = await startKnowing(false);
  await says(old, 'workers', 'does not know the thing of tomorrow');
  const waiting = await query(
    db.database.fork(),
    `select state, attempts from outbox_jobs where payload ->> 'n' = ?`,
    [String(n)],
  );
  expect(waiting).toEqual([{ state: 'pending', attempts: 0 }]);
  // What it does know it goes on with.
  while (!(await effects('job')).includes(number!)) await old.sweepNow();
  await stop(old);
  const fresher = await startKnowing(true);
  await fresher.drain();
  expect(await effects('job')).toContain(n);
  await stop(fresher);
});
