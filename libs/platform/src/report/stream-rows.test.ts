import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { streamRows } from './index.ts';

describe('streamRows', () => {
  let db: TestDatabase;
  const never = new AbortController().signal;

  beforeAll(async () => {
    db = await createTestDatabase([], { poolSize: 3 });
  });
  afterAll(() => db.close());

  /** Statements of this database that are at work, by the comment in them. */
  const running = async (mark: string): Promise<number> => {
    const [row] = await query<{ n: number }>(
      db.database.fork(),
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and state = 'active' and query like ? and pid <> pg_backend_pid()`,
      [`%/* ${mark} */%`],
    );
    return row?.n ?? 0;
  };
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    while (!(await condition())) await query(db.database.fork(), 'select 1');
  };

  it('reads every row once, in order, with its parameters, and gives the connection back', async () => {
    for (let i = 0; i < 5; i += 1) {
      const rows = await Array.fromAsync(
        streamRows<{ n: number; text: string }>(
          db.database,
          `select n, ?::text as text from generate_series(1, ?) n order by n`,
          [`it's ? 50%`, 1_234],
          never,
        ),
      );
      expect(rows).toHaveLength(1_234);
      expect(rows[0]).toEqual({ n: 1, text: `it's ? 50%` });
      expect(rows.at(-1)?.n).toBe(1_234);
    }
    expect(db.database.pool.totalCount).toBeLessThanOrEqual(3);
    expect(db.database.pool.idleCount).toBe(db.database.pool.totalCount);
  });

  it('gives exactly the rows of whole chunks, and none for an empty result', async () => {
    const count = async (n: number) =>
      (await Array.fromAsync(streamRows(db.database, `select generate_series(1, ?)`, [n], never))).length;
    expect(await count(0)).toBe(0);
    expect(await count(500)).toBe(500);
    expect(await count(1_000)).toBe(1_000);
  });

  it('tells what is wrong with a statement', async () => {
    await expect(Array.fromAsync(streamRows(db.database, `select nonsense`, [], never))).rejects.toThrow(
      'nonsense',
    );
  });

  it('stops a statement in the server that has not given a row yet', async () => {
    const gone = new AbortController();
    const reading = Array.fromAsync(
      streamRows(db.database, `select pg_sleep(600) /* sleeper */`, [], gone.signal),
    );
    await until(async () => (await running('sleeper')) === 1);
    gone.abort(new Error('the client went away'));
    await expect(reading).rejects.toThrow('the client went away');
    await until(async () => (await running('sleeper')) === 0);
  });

  it('leaves no connection behind when readers leave in the middle', async () => {
    for (let i = 0; i < 10; i += 1) {
      for await (const row of streamRows(
        db.database,
        `select * from generate_series(1, 1000000)`,
        [],
        never,
      )) {
        expect(row).toBeDefined();
        break;
      }
    }
    const [row] = await query<{ one: number }>(db.database.fork(), 'select 1 as one');
    expect(row?.one).toBe(1);
  });

  it('does not begin for somebody who has left already', async () => {
    const reading = streamRows(db.database, `select 1`, [], AbortSignal.abort(new Error('too late')));
    await expect(reading.next()).rejects.toThrow('too late');
  });
});
