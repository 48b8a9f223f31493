import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { query } from '../database/index.ts';
import { createMessageRegistry } from '../messages/index.ts';
import {
  claimJobs,
  finishJob,
  JobSuperseded,
  leaseJob,
  releaseJobs,
  requeueJobs,
  touchEnqueued,
  type ClaimedJob,
} from './index.ts';
import { sliceStatement, UNFINISHED_STATES } from './job-list.ts';
import { enqueueTestJob, testJob } from './job.factory.ts';

const registry = createMessageRegistry([testJob]);

describe('a job that was given to somebody else meanwhile', () => {
  let db: TestDatabase;
  const em = () => db.database.fork();

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await query(em(), `delete from outbox_jobs`);
    await enqueueTestJob(db.unitOfWork);
  });

  const claim = async (): Promise<ClaimedJob> => (await claimJobs(em(), registry, 10))[0]!;
  const row = async () => {
    const rows = await query<{ state: string; generation: number; age: number; leased: boolean }>(
      em(),
      `select state, generation, extract(epoch from now() - enqueued_at)::int as age,
         lease_until is not null as leased from outbox_jobs`,
    );
    return rows[0]!;
  };

  it('is not finished by the try whose lease ran out, and its effects do not happen', async () => {
    const { id } = await claim();
    const slow = await leaseJob(em(), id);
    expect(await leaseJob(em(), id)).toBeNull();
    await query(em(), `update outbox_jobs set lease_until = now() - interval '1 second'`);
    const other = await leaseJob(em(), id);
    await expect(finishJob(em(), slow!)).rejects.toThrow(JobSuperseded);
    expect(await row()).toMatchObject({ state: 'enqueued', leased: true });
    await finishJob(em(), other!);
    expect(await row()).toMatchObject({ state: 'done', leased: false });
    await expect(finishJob(em(), other!)).rejects.toThrow(JobSuperseded);
  });

  it('is neither taken back nor looked after by who knew only its last generation', async () => {
    const before = await claim();
    await releaseJobs(em(), [before]);
    const now = await claim();
    expect(now.generation).toBe(before.generation + 1);
    await query(em(), `update outbox_jobs set enqueued_at = now() - interval '1 minute'`);

    await requeueJobs(em(), [before]);
    await releaseJobs(em(), [before]);
    await touchEnqueued(em(), [before]);
    expect(await row()).toMatchObject({ state: 'enqueued', generation: now.generation, age: 60 });

    await touchEnqueued(em(), [now]);
    expect(await row()).toMatchObject({ state: 'enqueued', age: 0 });
    await requeueJobs(em(), [now]);
    expect(await row()).toMatchObject({ state: 'pending' });
  });

  it('is found among those that are not over without a look at those that are', async () => {
    await query(
      em(),
      `insert into outbox_jobs (queue, name, version, payload, state, enqueued_at, finished_at)
       select 'q', 'n', 1, '{}', case when n % 1000 > 2 then 'done' else (array['pending', 'enqueued', 'dead'])[n % 1000 + 1] end,
         now() + n * interval '1 millisecond', now() + n * interval '1 millisecond'
       from generate_series(1, 20000) n`,
    );
    await query(em(), `analyze outbox_jobs`);
    for (const state of UNFINISHED_STATES) {
      for (const behind of [[], [0, 0]]) {
        const [plan] = await query<{ 'QUERY PLAN': unknown }>(
          em(),
          `explain (format json, analyze) ${sliceStatement({ state, name: 'n' }, behind.length > 0)}`,
          ['n', ...behind, 5, 0],
        );
        const text = JSON.stringify(plan);
        expect(text).toContain('Index Scan');
        // Partitions without rows are read as they are; of the one with many, only what waits.
        const touched = [...text.matchAll(/"Rows Removed by Filter":(\d+)/g)].map(([, rows]) => Number(rows));
        expect(Math.max(0, ...touched)).toBeLessThan(30);
      }
    }
  });
});
