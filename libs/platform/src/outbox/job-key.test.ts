import type { CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { z } from 'zod';
import { query } from '../database/index.ts';
import { createMessageRegistry, defineJob } from '../messages/index.ts';
import {
  cancelJob,
  claimJobs,
  enqueue,
  failJob,
  finishJob,
  JobSuperseded,
  leaseJob,
  listDeadLetters,
  renewLease,
  repeatJob,
  requeueJobs,
  retryDeadLetters,
  type LeasedJob,
} from './index.ts';
import { backgroundContext, transaction, type Tx } from '../transaction/index.ts';

const work = defineJob({
  name: 'thing.remind',
  version: 1,
  summary: 'Reminds of a thing.',
  queue: 'things',
  schema: z.object({ n: z.int() }),
  attempts: 3,
  timeoutMs: 5_000,
  backoffMs: 10,
});
const other = defineJob({ ...work, name: 'thing.other', summary: 'Does something else.' });
const registry = createMessageRegistry([work, other]);
const FAR = new Date('2100-01-01T00:00:00Z');

describe('a job with a key', () => {
  let db: TestDatabase;
  const em = () => db.database.fork();
  const run = <T>(body: (tx: Tx) => Promise<T>) =>
    transaction(db.unitOfWork, backgroundContext(testLog, 'test', 7), body);
  /** A transaction that has written all of its messages and commits when it is told to. */
  const held = async (body: (tx: Tx) => void) => {
    const written = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const unitOfWork = {
      ...db.unitOfWork,
      database: {
        ...db.database,
        fork: () => {
          const fork = db.database.fork();
          const transactional = fork.transactional.bind(fork);
          fork.transactional = (work) =>
            transactional(async (tx) => {
              const value = await work(tx);
              written.resolve();
              await release.promise;
              return value;
            });
          return fork;
        },
      },
    };
    const done = transaction(unitOfWork, backgroundContext(testLog, 'held'), async (tx) => body(tx));
    await Promise.race([written.promise, done]);
    return async () => {
      release.resolve();
      await done;
    };
  };

  beforeAll(async () => {
    db = await createTestDatabase([], { poolSize: 30 });
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await query(em(), `delete from outbox_jobs`);
    await query(em(), `delete from outbox_job_keys`);
  });

  const keep = (tx: Tx, n: number, runAt?: Date): void =>
    enqueue(tx, work, { n }, { key: 'a', ...(runAt ? { runAt } : {}) });
  const replace = (tx: Tx, n: number, runAt?: Date) =>
    enqueue(tx, work, { n }, { key: 'a', onConflict: 'replace', ...(runAt ? { runAt } : {}) });
  const jobs = (where = 'true') =>
    query<{ n: number; state: string; uid: string }>(
      em(),
      `select (payload ->> 'n')::int as n, state, uid from outbox_jobs where ${where} order by id`,
    );
  const states = async () => (await jobs()).map(({ n, state }) => `${n} ${state}`);
  const keys = () => query(em(), `select name, key from outbox_job_keys order by name, key`);
  /** Takes the job that is due as a worker does. */
  const take = async (): Promise<LeasedJob> => {
    const [claimed] = await claimJobs(em(), registry, 10);
    return (await leaseJob(em(), claimed!.id))!;
  };
  const finish = (job: LeasedJob) => em().transactional((tx) => finishJob(tx, job));
  const fail = (job: LeasedJob, attempts: number) =>
    em().transactional((tx) => failJob(tx, job, attempts, 'broken'));

  it('is kept as it is by a second enqueue, until it is done', async () => {
    await run(async (tx) => keep(tx, 1));
    await run(async (tx) => keep(tx, 2));
    expect(await states()).toEqual(['1 pending']);
    const job = await take();
    await run(async (tx) => keep(tx, 3));
    expect(await states()).toEqual(['1 enqueued']);
    await finish(job);
    expect(await keys()).toEqual([]);
    await run(async (tx) => keep(tx, 4));
    expect(await states()).toEqual(['1 done', '4 pending']);
  });

  it('is one of its name: another name, another key and no key are others', async () => {
    await run(async (tx) => {
      keep(tx, 1);
      enqueue(tx, work, { n: 2 }, { key: 'b' });
      enqueue(tx, other, { n: 3 }, { key: 'a' });
      enqueue(tx, work, { n: 4 });
      enqueue(tx, work, { n: 5 });
    });
    expect(await jobs(`state = 'pending'`)).toHaveLength(5);
    await expect(run(async (tx) => enqueue(tx, work, { n: 6 }, { key: 'x'.repeat(201) }))).rejects.toThrow();
    await expect(run(async (tx) => enqueue(tx, work, { n: 6 }, { key: '' }))).rejects.toThrow();
  });

  it('is replaced by another job, with its own uid, payload, time and actor; what is written rolls back with it', async () => {
    await run(async (tx) => keep(tx, 1, FAR));
    const uid = await run(async (tx) =>
      enqueue(tx, work, { n: 2 }, { key: 'a', onConflict: 'replace', actorId: 9 }),
    );
    const [row] = await query(
      em(),
      `select uid, run_at <= now() as due, actor_id, correlation_id, key from outbox_jobs where state = 'pending'`,
    );
    expect(row).toEqual({ uid, due: true, actor_id: '9', correlation_id: 'test', key: 'a' });
    const refused = run(async (tx) => {
      replace(tx, 3);
      throw new Error('changed my mind');
    });
    await expect(refused).rejects.toThrow('changed my mind');
    expect(await states()).toEqual(['1 cancelled', '2 pending']);
  });

  it('moves to later and to earlier: the relay takes it at its new time, and not at the old one', async () => {
    await run(async (tx) => keep(tx, 1));
    await run(async (tx) => void replace(tx, 2, FAR));
    expect(await claimJobs(em(), registry, 10)).toEqual([]);
    await run(async (tx) => void replace(tx, 3, new Date(0)));
    const [claimed, ...more] = await claimJobs(em(), registry, 10);
    expect(more).toEqual([]);
    expect((await leaseJob(em(), claimed!.id))?.payload).toEqual({ n: 3 });
  });

  it('that was replaced when its ticket was in Redis already is nobody’s to do', async () => {
    await run(async (tx) => keep(tx, 1));
    const [ticket] = await claimJobs(em(), registry, 10);
    await run(async (tx) => void replace(tx, 2, FAR));
    expect(await leaseJob(em(), ticket!.id)).toBeNull();
    await requeueJobs(em(), [ticket!]);
    expect(await states()).toEqual(['1 cancelled', '2 pending']);
  });

  it.each([
    ['replaced', (tx: Tx): void => void replace(tx, 2), ['1 cancelled', '2 pending']],
    ['cancelled', (tx: Tx): void => cancelJob(tx, work, 'a'), ['1 cancelled']],
  ] as const)('whose try runs when it is %s loses its effects', async (_, change, after) => {
    await run(async (tx) => keep(tx, 1));
    const job = await take();
    await run(async (tx) => change(tx));
    expect(await renewLease(em(), job)).toBe(false);
    await expect(finish(job)).rejects.toThrow(JobSuperseded);
    await expect(fail(job, 1)).rejects.toThrow(JobSuperseded);
    expect(await states()).toEqual(after);
    expect(await keys()).toHaveLength(after.length - 1);
  });

  it('is done, when the try that ends it is first: then the replacement is another job, and cancelling does nothing', async () => {
    await run(async (tx) => keep(tx, 1));
    const job = await take();
    const finishing = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const done = em().transactional(async (tx) => {
      await finishJob(tx, job);
      finishing.resolve();
      await release.promise;
    });
    await finishing.promise;
    const replaced = run(async (tx) => void replace(tx, 2));
    const cancelled = run(async (tx) => cancelJob(tx, work, 'b'));
    await cancelled;
    release.resolve();
    await Promise.all([done, replaced]);
    expect(await states()).toEqual(['1 done', '2 pending']);
  });

  it('finished, it may enqueue its successor under its own key, while somebody else does so', async () => {
    await run(async (tx) => keep(tx, 1));
    for (let round = 0; round < 10; round += 1) {
      const job = await take();
      await Promise.all([
        run(async (tx) => {
          await finishJob(tx.em, job);
          keep(tx, 10 + round);
        }),
        run(async (tx) => keep(tx, 20 + round)),
        run(async (tx) => keep(tx, 30 + round)),
      ]);
      expect(await jobs(`state = 'pending'`)).toHaveLength(1);
    }
    expect(await jobs(`state = 'done'`)).toHaveLength(10);
  });

  it('is one, and nobody fails, when many transactions enqueue, replace and cancel the same keys at once', async () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(
        Array.from({ length: 25 }, (_, n) =>
          run(async (tx) => {
            // Each in an order of its own.
            const turn = [...all.slice(n % 5), ...all.slice(0, n % 5)];
            for (const key of n % 2 === 0 ? turn : turn.toReversed()) {
              if (n % 3 === 0) enqueue(tx, work, { n }, { key });
              else if (n % 3 === 1 || round === 3) enqueue(tx, work, { n }, { key, onConflict: 'replace' });
              else cancelJob(tx, work, key);
            }
          }),
        ),
      );
      const open = await query<{ key: string; jobs: number }>(
        em(),
        `select key, count(*)::int as jobs from outbox_jobs where state in ('pending', 'enqueued') group by key order by key`,
      );
      for (const { jobs: count } of open) expect(count).toBe(1);
      expect(open.map(({ key }) => ({ name: work.name, key }))).toEqual(await keys());
    }
    expect(await keys()).toHaveLength(5);
  });

  it('waits for a transaction that has enqueued it and not committed, whatever becomes of that', async () => {
    for (const [commits, n] of [
      [true, 1],
      [false, 2],
    ] as const) {
      await query(em(), `delete from outbox_jobs`);
      await query(em(), `delete from outbox_job_keys`);
      const end = await held((tx) => keep(tx, 1));
      const [holder] = await query<{ pid: number }>(
        em(),
        `select pid from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
      );
      const second = run(async (tx) => keep(tx, 2));
      if (commits) await end();
      else await query(em(), `select pg_terminate_backend(?)`, [holder!.pid]);
      await second;
      if (!commits) await expect(end()).rejects.toThrow();
      expect(await states()).toEqual([`${n} pending`]);
    }
  });

  it('does what is asked for in one transaction in order', async () => {
    await run(async (tx) => {
      keep(tx, 1);
      cancelJob(tx, work, 'a');
      keep(tx, 2);
      replace(tx, 3);
      keep(tx, 4);
    });
    expect(await states()).toEqual(['1 cancelled', '2 cancelled', '3 pending']);
    await run(async (tx) => {
      replace(tx, 5);
      cancelJob(tx, work, 'a');
      cancelJob(tx, work, 'b');
    });
    expect(await jobs(`state = 'pending'`)).toEqual([]);
    expect(await keys()).toEqual([]);
  });

  it('goes without a key of its own once it is dead; tried again it takes the key, or is closed by who has it', async () => {
    await run(async (tx) => keep(tx, 1));
    const first = await take();
    expect(await fail(first, 2)).toBe('retry');
    await run(async (tx) => keep(tx, 2));
    expect(await states()).toEqual(['1 enqueued']);
    expect(await fail((await leaseJob(em(), first.id))!, 2)).toBe('dead');

    const dead = () => listDeadLetters(em(), {}, { limit: 10, offset: 0 });
    expect(await retryDeadLetters(em(), await dead())).toBe(1);
    await run(async (tx) => keep(tx, 3));
    expect(await states()).toEqual(['1 pending']);

    const again = await take();
    expect(await fail(again, 1)).toBe('dead');
    await run(async (tx) => keep(tx, 4));
    await run(async (tx) => cancelJob(tx, work, 'none'));
    expect(await states()).toEqual(['1 dead', '4 pending']);
    expect(await retryDeadLetters(em(), await dead())).toBe(1);
    expect(await dead()).toEqual([]);
    expect(await states()).toEqual(['1 cancelled', '4 pending']);
  });

  it('comes again as the same row: once, however often it is done, and with its key', async () => {
    await run(async (tx) => keep(tx, 1));
    const job = await take();
    const again = (n: number) =>
      run((tx) => repeatJob(tx.em, job, async () => ({ payload: { n }, runAt: new Date(0) })));
    await again(2);
    await expect(again(3)).rejects.toThrow(JobSuperseded);
    await run(async (tx) => keep(tx, 4));
    expect(await states()).toEqual(['2 pending']);
    const next = await take();
    expect(next).toMatchObject({ uid: job.uid, payload: { n: 2 }, attempts: 0 });
    await finish(next);
    expect(await keys()).toEqual([]);
  });

  it('is known to no process of before: what that enqueues has none, and a key that it left is free', async () => {
    await query(
      em(),
      `insert into outbox_jobs (uid, queue, name, version, payload, run_at) values
       (gen_random_uuid(), 'things', '${work.name}', 1, '{"n":1}', now())`,
    );
    await run(async (tx) => keep(tx, 2));
    expect(await states()).toEqual(['1 pending', '2 pending']);
    // As one of before finishes it.
    await query(em(), `update outbox_jobs set state = 'done' where key = 'a'`);
    await run(async (tx) => keep(tx, 3));
    expect(await jobs(`state = 'pending' and key = 'a'`)).toMatchObject([{ n: 3 }]);
  });

  it('is found by its uid in an index, and jobs without a key take one statement as before', async () => {
    const plan = await em().transactional(async (tx) => {
      await query(tx, `set local enable_seqscan = off`);
      return query<{ 'QUERY PLAN': string }>(
        tx,
        `explain update outbox_jobs set state = 'cancelled'
         where uid = '00000000-0000-4000-8000-000000000000' and state in ('pending', 'enqueued')`,
      );
    });
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/uid/);
    expect(text).not.toMatch(/Seq Scan/);

    const statements: string[] = [];
    await run(async (tx) => {
      enqueue(tx, work, { n: 1 });
      enqueue(tx, work, { n: 2 });
      const connection = tx.em.getTransactionContext<Kysely<unknown>>()!;
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = ((asked: CompiledQuery, ...rest: []) => {
        statements.push(asked.sql);
        return execute(asked, ...rest);
      }) as typeof connection.executeQuery;
    });
    expect(statements).toEqual([expect.stringMatching(/^insert into outbox_jobs/)]);
  });
});
