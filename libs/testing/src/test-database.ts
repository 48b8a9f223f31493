import { randomUUID } from 'node:crypto';
import type { EntitySchema } from '@mikro-orm/postgresql';
import { connectDatabase, type Database } from '@antrean/platform/database';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { Client } from 'pg';
import { testLog } from './test-log.ts';

export interface TestDatabase {
  readonly database: Database;
  /** For `transaction(unitOfWork, …)`; it wakes the test workers of this database. */
  readonly unitOfWork: UnitOfWork;
  readonly url: string;
  close(): Promise<void>;
}

/** The test workers that a database's commits wake, in this process. */
export const wakenBy = new WeakMap<Database, Set<UnitOfWork>>();

const TEMPLATE = 'antrean_template';

/** A fresh PostgreSQL database with all migrations and no rows, on the server that the test run started. */
export async function createTestDatabase(
  entities: readonly EntitySchema[] = [],
  options: { poolSize?: number; template?: string } = {},
): Promise<TestDatabase> {
  const server = testServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (client) =>
    client.query(`create database ${name} template ${options.template ?? TEMPLATE}`),
  );
  const url = databaseUrl(server, name);
  const database = await connectDatabase({
    url: url.href,
    poolSize: options.poolSize ?? 10,
    applicationName: 'antrean-test',
    entities,
    log: testLog,
  });
  return {
    database,
    unitOfWork: {
      database,
      wakeRelay: (committed) => wakenBy.get(database)?.forEach((worker) => worker.wakeRelay(committed)),
    },
    url: url.href,
    close: async () => {
      await database.close();
      await onServer(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/**
 * The name of a database that a whole test run copies: made by whoever asks first, while others wait, and never seen
 * half made.
 * @param prepare fills the new database of this URL; its owner's
 */
export async function sharedTemplate(name: string, prepare: (url: string) => Promise<void>): Promise<string> {
  const server = testServer();
  await onServer(server, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished} template ${TEMPLATE}`);
    await prepare(databaseUrl(server, unfinished).href);
    await client.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

function testServer(): string {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server)
    throw new Error('TEST_DATABASE_URL is missing; tests run through Jest, whose set-up starts PostgreSQL');
  return server;
}

function databaseUrl(server: string, name: string): URL {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url;
}

async function onServer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
