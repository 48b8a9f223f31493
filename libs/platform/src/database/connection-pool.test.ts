import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool } from 'pg';
import { CommitOutcomeUnknown, connectDatabase, databaseTrouble, query, type Database } from './index.ts';

const SIZE = 2;

let test: TestDatabase;
let database: Database;
let operator: Client;

beforeAll(async () => {
  test = await createTestDatabase();
  operator = new Client({ connectionString: test.url });
  await operator.connect();
  await query(test.database.fork(), 'create table kept (id int primary key)');
});
afterAll(async () => {
  await operator.end();
  await test.close();
});
beforeEach(async () => {
  database = await connectDatabase({
    url: test.url,
    poolSize: SIZE,
    applicationName: 'cut',
    entities: [],
    log: testLog,
  });
});
afterEach(() => database.close());

const TERMINATE = 'select pg_terminate_backend(pg_backend_pid())';
const cutAll = (): Promise<unknown> =>
  operator.query(
    `select pg_terminate_backend(pid, 1000) from pg_stat_activity where application_name = 'cut'`,
  );
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
/** Every place of the pool at the same time. */
const useAll = (): Promise<unknown> =>
  Promise.all(
    Array.from({ length: SIZE }, () =>
      database.fork().transactional((em) => query(em, 'select pg_sleep(0.01)')),
    ),
  );

describe('a connection that is cut', () => {
  it('leaves its place to the next one: in a transaction, at its beginning, at its end, between transactions', async () => {
    for (let round = 0; round < 50; round += 1) {
      const errors = await Promise.all([
        failure(database.fork().transactional((em) => query(em, TERMINATE))),
        failure(query(database.fork(), TERMINATE)),
        failure(
          database.fork().transactional(async (em) => {
            await query(em, 'select 1');
            await cutAll();
          }),
        ),
      ]);
      expect(errors.map(databaseTrouble)).toEqual(['away', 'away', 'away']);
      await cutAll();
      // Some of these begin on a connection whose end is not known here yet.
      await Promise.allSettled([useAll(), useAll()]);
    }
    await useAll();
    expect(database.connections.open).toBeLessThanOrEqual(SIZE);
    expect(database.connections.idle).toBe(database.connections.open);
  }, 60_000);

  it('is told apart when it was to commit: whether that was done is not known', async () => {
    const cut = failure(
      database.fork().transactional(async (em) => {
        await query(em, 'insert into kept values (1)');
        await cutAll();
      }),
    );
    expect(await cut).toBeInstanceOf(CommitOutcomeUnknown);
    const earlier = failure(database.fork().transactional((em) => query(em, TERMINATE)));
    expect(await earlier).not.toBeInstanceOf(CommitOutcomeUnknown);
  });

  it('is not blamed for a COMMIT that PostgreSQL refused', async () => {
    await query(
      test.database.fork(),
      'create table late (id int references kept deferrable initially deferred)',
    );
    const refused = await failure(
      database.fork().transactional((em) => query(em, 'insert into late values (99)')),
    );
    expect(refused).toMatchObject({ code: '23503' });
    expect(databaseTrouble(refused)).toBeUndefined();
    await useAll();
  });
});

it('keeps its connections while nobody uses them, so that a burst after a rest opens none', async () => {
  const pids = async (): Promise<number[]> => {
    const clients = await Promise.all(Array.from({ length: SIZE }, () => database.connect()));
    const answers = await Promise.all(
      clients.map((client) => client.query('select pg_backend_pid() as pid')),
    );
    for (const client of clients) client.release();
    return answers.map(({ rows }) => Number(rows[0].pid)).sort((a, b) => a - b);
  };
  const before = await pids();
  // pg closes what was idle for ten seconds, if it is not told otherwise.
  await new Promise((resolve) => setTimeout(resolve, 10_500));
  expect(await pids()).toEqual(before);
}, 30_000);

it('waits for a connection no longer than it may', async () => {
  const held = await Promise.all(Array.from({ length: SIZE }, () => database.connect()));
  expect(databaseTrouble(await failure(query(database.fork(), 'select 1')))).toBe('busy');
  for (const client of held) client.release();
  await useAll();
}, 20_000);

it('a process is stuck when its pool gives nothing though PostgreSQL answers', async () => {
  const stuck = await connectDatabase({
    url: test.url,
    poolSize: 1,
    applicationName: 'stuck',
    entities: [],
    log: testLog,
    stuckAfterMs: 100,
  });
  await stuck.assertNotStuck();
  const held = await stuck.connect();
  const look = async (): Promise<never> => {
    for (;;) await stuck.assertNotStuck();
  };
  await expect(look()).rejects.toThrow(/has given no connection for \d+ ms/);
  held.release();
  await stuck.assertNotStuck();
  await stuck.close();
}, 30_000);

it('has a limit of time for every statement and every lock', async () => {
  const [limits] = await query(
    database.fork(),
    `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
       current_setting('idle_in_transaction_session_timeout') as idle, current_setting('timezone') as zone`,
  );
  expect(limits).toEqual({ statement: '1min', lock: '10s', idle: '1min', zone: 'UTC' });
});

describe('Kysely by itself', () => {
  it('still keeps the place of a connection that dies; when this fails, the repair in connection-pool.ts is needed no more', async () => {
    const pool = new Pool({ connectionString: test.url, max: 1, connectionTimeoutMillis: 300 });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    const kysely = new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
    const transaction = await kysely.startTransaction().execute();
    await failure(sql.raw(TERMINATE).execute(transaction));
    await failure(transaction.rollback().execute());
    expect(await failure(pool.connect())).toBeInstanceOf(Error);
    // It would wait for the connection for ever.
    void pool.end();
  });
});

it('a database that only lent its connections closes them, too', async () => {
  const client = await database.connect();
  client.release();
  await database.close();
  expect(database.connections.open).toBe(0);
});

it('closes also while somebody waits for a connection that is being made', async () => {
  await query(database.fork(), 'select 1');
  const asked = Array.from({ length: SIZE }, () => failure(query(database.fork(), 'select 1')));
  while (database.connections.open < SIZE) await new Promise(process.nextTick);
  await database.close();
  expect(await Promise.all(asked)).toEqual([undefined, undefined]);
  expect(database.connections.open).toBe(0);
});
