import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isDatabaseUnavailable, query } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { inBatches, oneByOne, readGroups, streamRows } from './index.ts';
import { running, until } from './statement.factory.ts';

const READERS = [
  { name: 'streamRows', read: streamRows },
  { name: 'readGroups', read: readGroups },
];

describe('rows of a statement', () => {
  let db: TestDatabase;
  const never = new AbortController().signal;

  beforeAll(async () => {
    db = await createTestDatabase([], { poolSize: 3 });
  });
  afterAll(() => db.close());

  it.each(READERS)(
    '$name reads every row once, in order, with its parameters, and gives the connection back',
    async ({ read }) => {
      for (let i = 0; i < 5; i += 1) {
        const rows = await Array.fromAsync(
          read<{ n: number; text: string }>(
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
      expect(db.database.connections.open).toBeLessThanOrEqual(3);
      expect(db.database.connections.idle).toBe(db.database.connections.open);
    },
  );

  it.each(READERS)(
    '$name gives exactly the rows of whole chunks, and none for an empty result',
    async ({ read }) => {
      const count = async (n: number) =>
        (await Array.fromAsync(read(db.database, `select generate_series(1, ?)`, [n], never))).length;
      expect(await count(0)).toBe(0);
      expect(await count(500)).toBe(500);
      expect(await count(1_000)).toBe(1_000);
    },
  );

  it('gives the same rows in batches, which anything that has rows can be read in', async () => {
    const rows = streamRows<{ n: number }>(db.database, `select generate_series(1, ?) as n`, [1_234], never);
    const batches = await Array.fromAsync(inBatches(rows));
    expect(batches.length).toBeLessThan(10);
    expect(batches.flat()).toEqual(await Array.fromAsync(rows));
    expect(await Array.fromAsync(inBatches([1, 2]))).toEqual([[1], [2]]);
    expect(await Array.fromAsync(oneByOne(inBatches(batches)))).toEqual(batches);
  });

  it('has one snapshot, whatever is written while it is read', async () => {
    await query(db.database.fork(), `create table counted as select generate_series(1, 5000) as n`);
    const seen: number[] = [];
    for await (const batch of streamRows<{ n: number }>(
      db.database,
      `select n from counted`,
      [],
      never,
    ).batches()) {
      await query(db.database.fork(), `update counted set n = n + 10000`);
      await query(db.database.fork(), `insert into counted select generate_series(1, 100)`);
      seen.push(...batch.map(({ n }) => n));
    }
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 5_000 }, (_, i) => i + 1));
  });

  it('gives what came before a failure, then the failure', async () => {
    const seen: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const { n } of streamRows<{ n: number }>(
        db.database,
        `select n, 1 / (2000 - n) from generate_series(1, 5000) n`,
        [],
        never,
      ))
        seen.push(n);
    };
    await expect(reading()).rejects.toThrow('division by zero');
    expect(seen.length).toBeGreaterThanOrEqual(1_500);
    expect(seen.length).toBeLessThan(2_000);
  });

  it('a statement that takes longer than it may is told as too slow, never as trouble that passes', async () => {
    const limited: typeof db.database = {
      ...db.database,
      connect: async () => {
        const client = await db.database.connect();
        await client.query('set statement_timeout = 200');
        return client;
      },
    };
    const sql = `select n, pg_sleep(1) from generate_series(1, 600) n`;
    const readings = [
      ...READERS.map(({ read }) => Array.fromAsync(read(limited, sql, [], never))),
      Array.fromAsync(streamRows(limited, sql, [], never).csvRecords(['n'], 'comma')),
    ];
    for (const outcome of await Promise.allSettled(readings)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'report_too_slow' } });
      expect(outcome.status === 'rejected' && isDatabaseUnavailable(outcome.reason)).toBe(false);
    }
  });

  it('a reader who leaves while the server makes the next batch leaves no statement behind', async () => {
    const sql = `select case when n > 500 then pg_sleep(600) end from generate_series(1, 1000) n /* ahead */`;
    for await (const batch of streamRows(db.database, sql, [], never).batches()) {
      expect(batch).toHaveLength(500);
      await until(db.database, async () => (await running(db.database, 'ahead')) === 1);
      break;
    }
    await until(db.database, async () => (await running(db.database, 'ahead')) === 0);
  });

  it.each(READERS)('$name tells what is wrong with a statement', async ({ read }) => {
    await expect(Array.fromAsync(read(db.database, `select nonsense`, [], never))).rejects.toThrow(
      'nonsense',
    );
  });

  it.each(READERS)('$name stops a statement in the server that has not given a row yet', async ({ read }) => {
    const gone = new AbortController();
    const reading = Array.fromAsync(read(db.database, `select pg_sleep(600) /* sleeper */`, [], gone.signal));
    await until(db.database, async () => (await running(db.database, 'sleeper')) === 1);
    gone.abort(new Error('the client went away'));
    await expect(reading).rejects.toThrow('the client went away');
    await until(db.database, async () => (await running(db.database, 'sleeper')) === 0);
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

  it.each(READERS)('$name does not begin for somebody who has left already', async ({ read }) => {
    const reading = read(db.database, `select 1`, [], AbortSignal.abort(new Error('too late')));
    await expect(Array.fromAsync(reading)).rejects.toThrow('too late');
    await expect(Array.fromAsync(reading.batches())).rejects.toThrow('too late');
    await expect(Array.fromAsync(reading.csvRecords(['n'], 'comma'))).rejects.toThrow('too late');
  });
});
