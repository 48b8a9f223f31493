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
  options: { poolSize?: number } = {},
): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server)
    throw new Error('TEST_DATABASE_URL is missing; tests run through Jest, whose set-up starts PostgreSQL');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
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
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
