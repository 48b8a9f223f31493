import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import {
  CommitOutcomeUnknown,
  connectDatabase,
  databaseTrouble,
  DatabaseUnavailable,
  isDatabaseUnavailable,
  query,
} from './index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const ask = (sql: string): Promise<unknown> => failure(query(test.database.fork(), sql));

it('knows a lost connection, a limit of time and a conflict by what PostgreSQL says', async () => {
  expect(databaseTrouble(await ask('select pg_terminate_backend(pg_backend_pid())'))).toBe('away');
  expect(databaseTrouble(await ask(`set statement_timeout = 1; select pg_sleep(1)`))).toBe('busy');
  expect(databaseTrouble(await ask(`do $$ begin raise sqlstate '55P03'; end $$`))).toBe('busy');
  expect(databaseTrouble(await ask(`do $$ begin raise sqlstate '53300'; end $$`))).toBe('busy');
  expect(databaseTrouble(await ask(`do $$ begin raise sqlstate '40P01'; end $$`))).toBe('conflict');
});

it('takes for its own fault what the database refuses for good', async () => {
  for (const sql of ['select 1/0', 'select * from nowhere', `do $$ begin raise sqlstate '23505'; end $$`]) {
    const error = await ask(sql);
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseUnavailable(error)).toBe(false);
  }
});

it('knows a server that cannot be reached, also as the cause of another error', async () => {
  const url = new URL(test.url);
  url.port = '1';
  const refused = await failure(
    connectDatabase({ url: url.href, poolSize: 1, applicationName: 'test', entities: [], log: testLog }),
  );
  expect(databaseTrouble(refused)).toBe('away');
  expect(databaseTrouble(new Error('the report failed', { cause: refused }))).toBe('away');
});

it('is not misled by another server that refuses connections', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), { code: 'ECONNREFUSED' });
  expect(isDatabaseUnavailable(refused)).toBe(false);
  expect(databaseTrouble(new DatabaseUnavailable(refused))).toBe('away');
  expect(databaseTrouble(new CommitOutcomeUnknown(refused))).toBe('away');
  expect(isDatabaseUnavailable('a text')).toBe(false);
});
