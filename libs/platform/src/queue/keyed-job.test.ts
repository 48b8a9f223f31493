import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, createTestRedis, startTestWorker, testLog } from '@antrean/testing';
import type { TestDatabase, TestRedis, TestWorker } from '@antrean/testing';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { query } from '../database/index.ts';
import { createMessageRegistry, defineJob } from '../messages/index.ts';
import { cancelJob, enqueue } from '../outbox/index.ts';
import { backgroundContext, transaction, type Tx } from '../transaction/index.ts';
import { handleJob, type JobRun } from './index.ts';

const remind = defineJob({
  name: 'thing.remind',
  version: 1,
  summary: 'Reminds of a thing.',
  queue: 'things',
  schema: z.object({ n: z.int() }),
  attempts: 3,
  timeoutMs: 60_000,
  backoffMs: 10,
});

describe('a worker that does a job with a key', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  let worker: TestWorker | undefined;
  const sent: number[] = [];
  /** What a try does before it sends. */
  let before: (run: JobRun<{ n: number }>) => Promise<void>;
  let failPoint: (name: string) => Promise<void>;

  beforeAll(async () => {
    db = await createTestDatabase();
    redis = await createTestRedis();
    await query(db.database.fork(), `create table effects (n integer)`);
  });
  afterAll(async () => {
    await redis.stop();
    await db.close();
  });
  beforeEach(async () => {
    await query(db.database.fork(), `delete from effects`);
    sent.length = 0;
    before = async () => undefined;
    failPoint = async () => undefined;
  });
  let release = (): void => undefined;
  afterEach(async () => {
    release();
    await worker?.stop();
  });

  const start = async (): Promise<TestWorker> =>
    (worker = await startTestWorker({
      database: db.database,
      redisUrl: redis.url,
      registry: createMessageRegistry([remind]),
      failPoint: (name) => failPoint(name),
      handlers: [
        handleJob(remind, async (run) => {
          await before(run);
          await run.uninterrupted(async () => {
            sent.push(run.payload.n);
            await run.finish((tx) => query(tx.em, `insert into effects values (?)`, [run.payload.n]));
          });
        }),
      ],
    }));
  const run = <T>(body: (tx: Tx) => Promise<T>) =>
    transaction(worker!.unitOfWork, backgroundContext(testLog, 'test'), body);
  const replace = (n: number, runAt?: Date) =>
    run(async (tx) =>
      enqueue(tx, remind, { n }, { key: 'a', onConflict: 'replace', ...(runAt ? { runAt } : {}) }),
    );
  const effects = async () =>
    (await query<{ n: number }>(db.database.fork(), `select n from effects order by n`)).map(({ n }) => n);
  /** The first try stands still until it is let go. */
  const holdFirst = () => {
    const begun = Promise.withResolvers<JobRun<{ n: number }>>();
    const go = Promise.withResolvers<void>();
    before = async (each) => {
      before = async () => undefined;
      begun.resolve(each);
      await go.promise;
    };
    return { begun: begun.promise, go: go.resolve };
  };

  it('sends nothing of the try that was replaced while it ran, and then does the new one', async () => {
    const { drain } = await start();
    const { begun, go } = holdFirst();
    await replace(1);
    await begun;
    await replace(2);
    go();
    await drain();
    expect([sent, await effects()]).toEqual([[2], [2]]);
  });

  it('sends nothing when it was cancelled while it ran, and its try is called off within seconds', async () => {
    const { drain } = await start();
    const { begun, go } = holdFirst();
    await replace(1);
    const { signal } = await begun;
    await run(async (tx) => cancelJob(tx, remind, 'a'));
    // Nothing but the lost lease can do that within its minute.
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    go();
    await drain();
    expect([sent, await effects()]).toEqual([[], []]);
    const [row] = await query(
      db.database.fork(),
      `select state, attempts from outbox_jobs order by id desc limit 1`,
    );
    expect(row).toEqual({ state: 'cancelled', attempts: 0 });
  });

  it('does the one that moved to earlier at once, and the one that moved to later not at its old time', async () => {
    const { drain } = await start();
    await replace(1, new Date('2100-01-01T00:00:00Z'));
    await replace(2);
    await drain();
    expect(await effects()).toEqual([2]);
    await replace(3, new Date(Date.now() + 300));
    await replace(4, new Date('2100-01-01T00:00:00Z'));
    await run(async (tx) => void enqueue(tx, remind, { n: 5 }, { runAt: new Date(Date.now() + 600) }));
    while (!(await effects()).includes(5)) await drain();
    expect(await effects()).toEqual([2, 5]);
  });

  it('does it once when its connection is cut in the midst of the effects, and Redis is emptied', async () => {
    const { drain } = await start();
    const flusher = new Redis(redis.url);
    let cuts = 2;
    before = async (each) => {
      await flusher.flushall();
      cuts -= 1;
      if (cuts < 0) return;
      await each.finish(async (tx) => {
        await query(tx.em, `insert into effects values (-1)`);
        await query(tx.em, `select pg_terminate_backend(pg_backend_pid())`);
      });
    };
    await replace(1);
    await drain();
    flusher.disconnect();
    expect([sent, await effects()]).toEqual([[1], [1]]);
    // Its key is free, and it went with the effects.
    expect(await query(db.database.fork(), `select from outbox_job_keys`)).toEqual([]);
  });

  it('replaces one whose worker stands still behind its commit: it is done, and not done again', async () => {
    const killed = Promise.withResolvers<void>();
    failPoint = async (name) => {
      if (name !== 'worker.after-effect') return;
      failPoint = async () => undefined;
      killed.resolve();
      await new Promise<void>((resolve) => (release = resolve));
    };
    await start();
    await replace(1);
    await killed.promise;
    await replace(2);
    await worker!.drain();
    expect([sent, await effects()]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const states = await query(db.database.fork(), `select state from outbox_jobs order by id desc limit 2`);
    expect(states).toEqual([{ state: 'done' }, { state: 'done' }]);
  });
});
