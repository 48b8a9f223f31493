import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import fc from 'fast-check';
import { CSV_DELIMITERS, type CsvRecords } from '../csv/index.ts';
import { csvRecords, streamRows } from './index.ts';
import { running, until } from './statement.factory.ts';

/** Records by their ends, which must be as many as are told. */
async function recordsOf(blocks: AsyncIterable<CsvRecords>): Promise<string[]> {
  let text = '';
  let told = 0;
  for await (const { length, bytes } of blocks) {
    told += length;
    text += bytes.toString();
  }
  const records = text.match(/(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n/g) ?? [];
  expect(records).toHaveLength(told);
  expect(records.join('')).toBe(text);
  return records.map((record) => record.slice(0, -2));
}

describe('CSV records', () => {
  let db: TestDatabase;
  const never = new AbortController().signal;

  beforeAll(async () => {
    db = await createTestDatabase([], { poolSize: 3 });
  });
  afterAll(() => db.close());

  const read = async (sql: string, keys: readonly string[]): Promise<string[]> =>
    recordsOf(csvRecords(streamRows(db.database, sql, [], never), keys));

  it('S3-RPT-08 of a statement and of rows are the same, byte by byte, whatever is in a cell', async () => {
    const telling = [
      ...'=+-@;",\r\n\t aZ9\\.\'tfebnrvN',
      '\b',
      '\f',
      '\v',
      '\u00a0',
      '\u200b',
      '\ufeff',
      '\u202e',
      '\u0001',
      '＝',
      '＠',
      '日',
      '𝄞',
    ];
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...telling), maxLength: 12 }),
      // PostgreSQL stores no NUL.
      fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\u0000')),
    );
    const row = fc.record({
      first: fc.option(text),
      second: fc.option(text),
      big: fc.option(fc.double({ noDefaultInfinity: true, noNaN: true })),
      small: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
      flag: fc.option(fc.boolean()),
      last: fc.option(text),
    });
    const keys = ['flag', 'first', 'big', 'second', 'small', 'last'];
    const sql = `select * from jsonb_to_recordset(?::jsonb)
      as r (first text, second varchar, big float8, small integer, flag boolean, last text) -- kept apart`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 200 }),
        fc.subarray(keys, { minLength: 1 }),
        async (rows, wanted) => {
          const stream = streamRows<(typeof rows)[number]>(db.database, sql, [JSON.stringify(rows)], never);
          const read = await Array.fromAsync(stream);
          for (const delimiter of CSV_DELIMITERS) {
            const ofStatement = await recordsOf(csvRecords(stream, wanted, delimiter));
            const ofRows = await recordsOf(csvRecords(read, wanted, delimiter));
            expect(ofStatement).toEqual(ofRows);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are in the order of the statement, each once, and give the connection back', async () => {
    const records = await read(`select n, 'x' as x from generate_series(1, 50000) n order by n desc`, [
      'x',
      'n',
    ]);
    expect(records).toEqual(Array.from({ length: 50_000 }, (_, i) => `x,${50_000 - i}`));
    expect(await read(`select 1 as n where false`, ['n'])).toEqual([]);
    expect(await read(`select null as n`, ['n'])).toEqual(['']);
    expect(db.database.connections.idle).toBe(db.database.connections.open);
  });

  it('fail with the statement, after what came before', async () => {
    await expect(read(`select nonsense`, ['nonsense'])).rejects.toThrow('nonsense');
    let seen = 0;
    const reading = async (): Promise<void> => {
      const sql = `select n + 1 / (90000 - n) as n from generate_series(1, 100000) n`;
      for await (const records of csvRecords(streamRows(db.database, sql, [], never), ['n']))
        seen += records.length;
    };
    await expect(reading()).rejects.toThrow('division by zero');
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(90_000);
    expect(await read(`select 1 as n`, ['n'])).toEqual(['1']);
  });

  it('are read no faster than they are taken', async () => {
    await query(db.database.fork(), 'create sequence made');
    const total = 500_000;
    const sql = `select repeat('x', 1000) as text, nextval('made') as n from generate_series(1, ${total}) /* slow reader */`;
    const records = csvRecords(streamRows(db.database, sql, [], never), ['text', 'n']);
    const made = async (): Promise<number> =>
      Number((await query<{ n: string }>(db.database.fork(), 'select last_value as n from made'))[0]!.n);
    /** How many rows the server has made when it has come to rest: they, and no more, lie between it and the reader. */
    const atRest = async (): Promise<number> => {
      let before = -1;
      await until(db.database, async () => {
        const [row] = await query<{ waits: boolean }>(
          db.database.fork(),
          `select wait_event = 'ClientWrite' as waits from pg_stat_activity
           where query like '%/* slow reader */%' and state = 'active' and pid <> pg_backend_pid()`,
        );
        const now = await made();
        const still = now === before;
        before = now;
        return still && row?.waits !== false;
      });
      return before;
    };
    let taken = (await records.next()).value?.length ?? 0;
    const ahead = await atRest();
    expect(ahead).toBeLessThan(total / 4);
    while (taken < ahead + 1_000) taken += (await records.next()).value?.length ?? 0;
    expect(await atRest()).toBeLessThan(taken + total / 4);
    await records.return();
    expect(db.database.connections.idle).toBe(db.database.connections.open);
  });

  it.each(['abort', 'leave'])('leave no statement behind for those who %s', async (how) => {
    for (let i = 0; i < 5; i += 1) {
      const gone = new AbortController();
      const sql = `select repeat('x', 1000) as text from generate_series(1, 1000000) /* left */`;
      const records = csvRecords(streamRows(db.database, sql, [], gone.signal), ['text']);
      await records.next();
      expect(await running(db.database, 'left')).toBe(1);
      if (how === 'abort') {
        gone.abort(new Error('the client went away'));
        await expect(Array.fromAsync(records)).rejects.toThrow('the client went away');
      } else await records.return();
      await until(db.database, async () => (await running(db.database, 'left')) === 0);
    }
    expect(db.database.connections.open).toBeLessThanOrEqual(3);
  });

  it('are given up before the first of them, when nobody wants them any more', async () => {
    const gone = new AbortController();
    const sql = `select 'x' as text from pg_sleep(600) /* sleeper */`;
    const reading = Array.fromAsync(csvRecords(streamRows(db.database, sql, [], gone.signal), ['text']));
    await until(db.database, async () => (await running(db.database, 'sleeper')) === 1);
    gone.abort(new Error('the client went away'));
    await expect(reading).rejects.toThrow('the client went away');
    await until(db.database, async () => (await running(db.database, 'sleeper')) === 0);
  });
});
