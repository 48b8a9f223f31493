import { MikroORM, PostgreSqlDriver, type EntityManager, type EntitySchema } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';

export interface Database {
  readonly orm: MikroORM;
  /** A fresh identity map; one per request and per job, never shared. */
  fork(): EntityManager;
  /** The pg pool beneath the ORM, for cursors and COPY, which the ORM does not offer. */
  readonly pool: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  entities: readonly EntitySchema[];
}

/** Connects and proves the connection with a query. @throws when PostgreSQL cannot be reached. */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: options.url,
    entities: [...options.entities],
    pool: { min: 0, max: options.poolSize },
    driverOptions: {
      application_name: options.applicationName,
      // A worker that is frozen inside a transaction must not hold its locks for ever.
      options: '-c timezone=UTC -c idle_in_transaction_session_timeout=60000',
    },
    forceUtcTimezone: true,
    discovery: { warnWhenNoEntities: false },
  });
  await orm.em.fork().execute('select 1');
  const pool: Pool = await orm.em.getConnection().getNativeClient();
  return { orm, fork: () => orm.em.fork(), pool, close: () => orm.close() };
}
