import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, createTestRedis, startTestWorker } from '@antrean/testing';
import type { TestDatabase, TestRedis, TestWorker } from '@antrean/testing';
import { Redis } from 'ioredis';
import { nextRun } from '../cron/index.ts';
import { query } from '../database/index.ts';
import { createMessageRegistry } from '../messages/index.ts';
import { listDeadLetters, type RaisedDeadLetter } from '../outbox/index.ts';
import { MORE, NOTHING, type Schedule } from './index.ts';

interface Planned {
  state: string;
  payload: { timing: string; failures: number };
  uid: string;
  generation: number;
  inSeconds: number;
}

describe('schedules', () => {
  let db: TestDatabase;
  let redis: TestRedis;
  const workers: TestWorker[] = [];
  const raised: RaisedDeadLetter[] = [];
  beforeAll(async () => {
    db = await createTestDatabase([], { poolSize: 20 });
    redis = await createTestRedis();
    await query(db.database.fork(), `create table turns (at timestamptz not null, xid text not null)`);
  });
  afterAll(async () => {
    await redis.stop();
    await db.close();
  });
  beforeEach(async () => {
    for (const table of ['outbox_jobs', 'outbox_job_keys', 'turns'])
      await query(db.database.fork(), `delete from ${table}`);
    raised.length = 0;
  });
  const stopAll = async () => void (await Promise.all(workers.splice(0).map((worker) => worker.stop())));
  afterEach(stopAll);

  const sql = <Row extends object>(text: string) => query<Row>(db.database.fork(), text);
  const start = async (...schedules: Schedule[]): Promise<TestWorker> => {
    const worker = await startTestWorker({
      database: db.database,
      redisUrl: redis.url,
      registry: createMessageRegistry([]),
      schedules,
      raise: (_tx, letter) => void raised.push(letter),
    });
    workers.push(worker);
    return worker;
  };
  /** Notes its turns in its transaction. */
  const noting = (schedule: Partial<Schedule> & { everyMs?: number; restMs?: number } = {}): Schedule => ({
    name: 'notes',
    everyMs: 3_600_000,
    run: async ({ em }) => {
      await query(em, `insert into turns values (now(), pg_current_xact_id()::text)`);
    },
    ...schedule,
  });
  const turns = async () => (await sql<{ n: number }>(`select count(*)::int as n from turns`))[0]!.n;
  const until = async (condition: () => Promise<boolean> | boolean) => {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const planned = (name = 'notes') =>
    sql<Planned>(`select state, payload, uid, generation, extract(epoch from run_at - now())::float8 as "inSeconds"
      from outbox_jobs where name = '${name}' and state in ('pending', 'enqueued')`);
  const makeDue = (change = '') =>
    sql(`update outbox_jobs set run_at = now() ${change} where name = 'notes' and state = 'pending'`);
  const dead = () => listDeadLetters(db.database.fork(), {}, { limit: 10, offset: 0 });

  it('one that waits and one that fails hold up no other', async () => {
    const others = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    let count = 0;
    let failures = 0;
    await start(
      { name: 'waits', everyMs: 1, run: () => waiting.promise },
      {
        name: 'fails',
        everyMs: 1,
        run: async (tx) => {
          failures += 1;
          await query(tx.em, 'select 1 / 0');
        },
      },
      {
        name: 'works',
        everyMs: 1,
        run: async () => {
          count += 1;
          if (count === 8) others.resolve();
        },
      },
    );
    await others.promise;
    expect(failures).toBeLessThan(8);
    await until(() => failures > 0);
    waiting.resolve();
  });

  it('are not at work while they cannot be planned, and say so', async () => {
    await sql(`alter table outbox_job_keys rename to away`);
    const worker = await start(noting());
    const complaint = async (): Promise<string> => {
      try {
        await worker.checks['schedules']!(AbortSignal.abort());
        return '';
      } catch (error) {
        return String(error);
      }
    };
    await until(async () => (await complaint()).includes('cannot be read'));
    await sql(`alter table away rename to outbox_job_keys`);
    await until(async () => (await complaint()) === '');
    await until(async () => (await turns()) === 1);
  });

  it('a turn that waits for a lock gives up after a second, which is counted, and comes again when it is free', async () => {
    const release = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holding = db.database.fork().transactional(async (em) => {
      await query(em, `lock table turns in access exclusive mode`);
      held.resolve();
      await release.promise;
    });
    await held.promise;
    await start(noting());
    await until(
      async () =>
        (
          await sql(
            `select from outbox_jobs where name = 'notes' and attempts = 1 and last_error like '%lock timeout%'`,
          )
        ).length === 1,
    );
    release.resolve();
    await holding;
    await until(async () => (await turns()) === 1);
  });

  it('a turn that leaves something to do is followed by the next one at once, each in its own transaction, and none leaves a row', async () => {
    let left = 20;
    const { run } = noting();
    await start(
      noting({
        run: async (tx) => {
          await run(tx);
          left -= 1;
          if (left > 0) return MORE;
        },
      }),
    );
    await until(async () => (await turns()) === 20);
    expect(await sql(`select count(distinct xid)::int as n from turns`)).toEqual([{ n: 20 }]);
    const [next, ...more] = await planned();
    expect(more).toEqual([]);
    expect(next!.inSeconds).toBeGreaterThan(3_000);
    expect(await sql(`select state from outbox_jobs where name = 'notes'`)).toEqual([{ state: 'pending' }]);
  });

  it('a turn that finds nothing to do is followed by one after a rest, and one that finds some as soon as ever', async () => {
    let nothing = true;
    const { run } = noting();
    await start(
      noting({
        everyMs: 1_000_000,
        restMs: 5_000_000,
        run: async (tx) => {
          await run(tx);
          return nothing ? NOTHING : undefined;
        },
      }),
    );
    await until(async () => (await turns()) === 1);
    const waits = async () => Math.round((await planned())[0]!.inSeconds / 1_000);
    expect(await waits()).toBe(5);
    nothing = false;
    await makeDue();
    await until(async () => (await turns()) === 2);
    expect(await waits()).toBe(1);
  });

  it('have one turn at a time and one that is planned, however many workers there are and whatever becomes of Redis', async () => {
    const schedule = noting({ everyMs: 250 });
    await Promise.all([start(schedule), start(schedule), start(schedule)]);
    const flusher = new Redis(redis.url);
    for (const wanted of [3, 6, 9]) {
      await until(async () => (await turns()) >= wanted);
      expect(await planned()).toHaveLength(1);
      await flusher.flushall();
    }
    flusher.disconnect();
    await stopAll();
    const gaps = await sql<{ ms: number }>(
      `select extract(epoch from at - lag(at) over (order by at))::float8 * 1000 as ms from turns order by at offset 1`,
    );
    // By the clock of the database, from the beginning of one turn to that of the next.
    for (const { ms } of gaps) expect(ms).toBeGreaterThan(200);
    expect(await sql(`select count(*)::int as n from outbox_jobs where name = 'notes'`)).toEqual([{ n: 1 }]);
  });

  it('turns that were missed happen once', async () => {
    await start(noting());
    await until(async () => (await turns()) === 1);
    await stopAll();
    await makeDue(`- interval '5 days'`);
    const worker = await start(noting());
    await until(async () => (await turns()) === 2);
    await worker.sweepNow();
    await until(async () => (await planned())[0]!.inSeconds > 3_000);
    expect(await turns()).toBe(2);
  });

  it('a turn whose connection is cut has no effect, is not counted, and comes again', async () => {
    let cuts = 2;
    const { run } = noting();
    await start(
      noting({
        run: async (tx) => {
          await run(tx);
          cuts -= 1;
          if (cuts >= 0) await query(tx.em, `select pg_terminate_backend(pg_backend_pid())`);
        },
      }),
    );
    await until(async () => (await turns()) > 0);
    await until(async () => (await planned())[0]!.inSeconds > 3_000);
    expect([cuts, await turns(), raised]).toEqual([-1, 1, []]);
  });

  it('one that fails for good is a dead letter, goes on later and later, and is none any more when it has worked', async () => {
    let broken = true;
    const { run } = noting();
    await start(
      noting({
        everyMs: 1_000,
        run: async (tx) => {
          await run(tx);
          if (broken) throw new Error('no room');
        },
      }),
    );
    await until(async () => (await sql(`select from outbox_jobs where attempts = 1`)).length === 1);
    for (const [failures, pause] of [
      [1, 60],
      [2, 120],
      [3, 240],
    ] as const) {
      // Its last try.
      await sql(
        `update outbox_jobs set attempts = 7 where name = 'notes' and state in ('pending', 'enqueued')`,
      );
      await makeDue();
      await until(() => raised.length === failures);
      await until(async () => (await planned())[0]?.payload.failures === failures);
      const [next, ...more] = await planned();
      expect(more).toEqual([]);
      expect(Math.abs(next!.inSeconds - pause)).toBeLessThan(15);
      expect(await dead()).toMatchObject([
        { name: 'notes', queue: 'schedules', error: 'no room', attempts: 8 },
      ]);
    }
    expect(await turns()).toBe(0);
    broken = false;
    await makeDue();
    await until(async () => (await turns()) === 1);
    expect(await dead()).toEqual([]);
    expect((await planned())[0]!.payload.failures).toBe(0);
  });

  it('by a cron expression: the next turn is on the clocks of its zone, reckoned from the clock of the database', async () => {
    const [cron, timezone] = ['30 2 29 2 *', 'Asia/Jakarta'];
    const { name, run } = noting();
    await start({ name, run, cron, timezone });
    await until(async () => (await turns()) === 1);
    const [row] = await sql<{ at: Date; now: Date }>(
      `select run_at as at, now() from outbox_jobs where name = 'notes'`,
    );
    expect(new Date(row!.at)).toEqual(nextRun(cron, timezone, new Date(row!.now)));
    await expect(start({ name: 'wrong', run, cron: '61 * * * *', timezone })).rejects.toThrow('cron');
  });

  it('one whose timing changed follows the new one when a worker starts, at once or not', async () => {
    await start(noting({ everyMs: 86_400_000 }));
    await until(async () => (await turns()) === 1);
    await stopAll();
    const [before] = await planned();
    await start(noting({ everyMs: 3_600_000 }));
    await until(async () => (await planned())[0]?.payload.timing === 'every 3600000 ms');
    const [after, ...more] = await planned();
    expect(more).toEqual([]);
    expect(after!.uid).not.toBe(before!.uid);
    expect(after!.inSeconds).toBeLessThan(3_700);
    expect(await turns()).toBe(1);
  });

  it('one that nobody declares any more ends by itself, and says nothing until then', async () => {
    await start(noting());
    await until(async () => (await turns()) === 1);
    await stopAll();
    await sql(`update outbox_jobs set run_at = now() - interval '9 minutes'`);
    const worker = await start(noting({ name: 'another' }));
    await until(async () => (await planned('another'))[0]?.generation === 1);
    await worker.look();
    await worker.checks['messages']!(AbortSignal.abort());
    expect(await planned()).toHaveLength(1);
    await stopAll();
    await sql(`update outbox_jobs set run_at = now() - interval '11 minutes' where name = 'notes'`);
    await start(noting({ name: 'another' }));
    await until(async () => (await planned()).length === 0);
    expect(await sql(`select name from outbox_job_keys`)).toEqual([{ name: 'another' }]);
    // And begins again when it is declared again.
    await stopAll();
    await start(noting());
    await until(async () => (await turns()) >= 2);
  });
});
