import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { query } from '../database/index.ts';
import { MORE, startSchedules, type Schedule, type Schedules } from './schedule.ts';

describe('schedules', () => {
  let test: TestDatabase;
  let running: Schedules | undefined;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());
  afterEach(async () => {
    await running?.stop();
    await query(test.database.fork(), 'delete from schedules');
  });
  const start = (...schedules: Schedule[]): Schedules =>
    (running = startSchedules(schedules, test.host, testLog));

  it('one that waits and one that fails hold up no other', async () => {
    const others = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    let turns = 0;
    let failures = 0;
    start(
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
          turns += 1;
          if (turns === 4) others.resolve();
        },
      },
    );
    await others.promise;
    // Four looks a second apart; it pauses one second after its first failure, and two after the next.
    expect(failures).toBeLessThan(4);
    expect(failures).toBeGreaterThan(0);
    waiting.resolve();
  });

  it('are not at work while they cannot be read, and say so', async () => {
    const em = test.database.fork();
    const said = (): string => {
      try {
        schedules.check();
        return 'nothing';
      } catch (error) {
        return String(error);
      }
    };
    const schedules = start({ name: 'works', everyMs: 1, run: async () => undefined });
    expect(said()).toBe('nothing');
    await query(em, `alter table schedules rename to away`);
    while (said() === 'nothing') await pause(50);
    expect(said()).toContain('cannot be read');
    await query(em, `alter table away rename to schedules`);
    while (said() !== 'nothing') await pause(50);
  });

  it('a turn that waits for a lock gives up after a second, and comes again when it is free', async () => {
    const done = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holding = test.database.fork().transactional(async (em) => {
      await query(em, `lock table outbox_head in access exclusive mode`);
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const errors: unknown[] = [];
    start({
      name: 'waits for a lock',
      everyMs: 60_000,
      run: async (tx) => {
        try {
          await query(tx.em, `update outbox_head set last_seq = last_seq`);
          done.resolve();
        } catch (error) {
          errors.push(error);
          release.resolve();
          throw error;
        }
      },
    });
    await done.promise;
    await holding;
    expect(String(errors[0])).toContain('lock timeout');
  });

  it('a turn that leaves something to do is followed by the next one at once, each in its own transaction', async () => {
    const done = Promise.withResolvers<void>();
    const transactions: string[] = [];
    start({
      name: 'in batches',
      everyMs: 60_000,
      run: async (tx) => {
        const [row] = await query<{ id: string }>(tx.em, `select pg_current_xact_id()::text as id`);
        transactions.push(row!.id);
        if (transactions.length < 50) return MORE;
        done.resolve();
      },
    });
    await done.promise;
    expect(new Set(transactions).size).toBe(50);
    await running?.stop();
    const [row] = await query(
      test.database.fork(),
      `select next_run_at > now() + interval '50 seconds' as pauses from schedules`,
    );
    expect(row).toEqual({ pauses: true });
  });
});
