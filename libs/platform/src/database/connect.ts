import { setTimeout as sleep } from 'node:timers/promises';
import { MikroORM, PostgreSqlDriver, type EntityManager, type EntitySchema } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { createAvailability, type Logger } from '../observability/index.ts';
import { assertNotStuck } from './recovery.ts';
import {
  createConnectionPool,
  createDialect,
  type ConnectionPool,
  type DatabaseLimits,
} from './connection-pool.ts';

export interface Database {
  readonly orm: MikroORM;
  /** A fresh identity map; one per request and per job, never shared. */
  fork(): EntityManager;
  /** A connection beneath the ORM, for cursors and COPY, which it does not offer. To be released. */
  connect(): Promise<PoolClient>;
  readonly connections: ConnectionPool['counts'];
  /** For the liveness of the process. @throws when it cannot get connections any more, though others could */
  assertNotStuck(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  entities: readonly EntitySchema[];
  log: Logger;
  /** `request`: people wait for the answer. `background`, which it is when absent: nobody does. */
  work?: keyof typeof LIMITS;
  /** Without a connection for so long, the process counts as stuck. */
  stuckAfterMs?: number;
  /** Waits for a PostgreSQL that is away until this aborts; without it, that is an error. */
  waitUntil?: AbortSignal;
}

const LIMITS = {
  request: { acquireMs: 5_000, statementMs: 15_000, lockMs: 5_000 },
  background: { acquireMs: 5_000, statementMs: 60_000, lockMs: 10_000 },
} as const satisfies Record<string, DatabaseLimits>;

const TRY_AGAIN_MS = 500;
const STUCK_AFTER_MS = 30_000;

/** Connects and proves the connection with a query. @throws when PostgreSQL cannot be reached */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const { log } = options;
  const limits = LIMITS[options.work ?? 'background'];
  const pool = createConnectionPool({
    url: options.url,
    size: options.poolSize,
    applicationName: options.applicationName,
    limits,
    idle: 'keep',
    availability: createAvailability('PostgreSQL', log),
  });
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: options.url,
    entities: [...options.entities],
    driverOptions: createDialect(pool, limits),
    forceUtcTimezone: true,
    discovery: { warnWhenNoEntities: false },
    logger: (message) => log.debug(message),
  });
  const close = async (): Promise<void> => {
    // Before the ORM, whose query builder forgets its pool at once: who gets a connection then would never give it back.
    await pool.close();
    await orm.close();
  };
  try {
    await answered(pool, options.waitUntil);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    orm,
    fork: () => orm.em.fork(),
    connect: () => pool.connect(),
    get connections() {
      return pool.counts;
    },
    assertNotStuck: () => assertNotStuck(pool, options.url, options.stuckAfterMs ?? STUCK_AFTER_MS),
    close,
  };
}

/** Resolves when PostgreSQL answers; waits for it as long as it is merely away. */
async function answered(pool: ConnectionPool, waitUntil: AbortSignal | undefined): Promise<void> {
  for (;;) {
    try {
      const client = await pool.connect();
      client.release();
      return;
    } catch (error) {
      if (!waitUntil || isRefusedForGood(error)) throw error;
      await sleep(TRY_AGAIN_MS, undefined, { signal: waitUntil });
    }
  }
}

/** A wrong user, password or database name gets no better by waiting. */
const isRefusedForGood = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  /^(?:28...|3D000)$/.test(String(error.cause.code));
