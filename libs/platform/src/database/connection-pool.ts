import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import {
  PostgresDialect,
  type PostgresCursor,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import { Pool, TypeOverrides, type PoolClient } from 'pg';
import { parse as parseArray } from 'postgres-array';
import type { Availability } from '../observability/index.ts';
import { nameOfPrepared } from './query.ts';
import { CommitOutcomeUnknown, DatabaseUnavailable, isConnectionLost } from './trouble.ts';

/** How long a connection is waited for, and how long a statement and a lock may take; in milliseconds. */
export interface DatabaseLimits {
  acquireMs: number;
  statementMs: number;
  lockMs: number;
}

export interface ConnectionPoolOptions {
  url: string;
  size: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  limits: DatabaseLimits;
  /**
   * What becomes of connections that nobody uses. `keep`: they stay, so that the first requests after a rest need not
   * wait until PostgreSQL has started its processes. `close`: they go after ten seconds.
   */
  idle: 'keep' | 'close';
  /** Told of every connection that was had or not. */
  availability: Availability;
}

export interface ConnectionPool {
  /** @throws {DatabaseUnavailable} when there is none within `acquireMs` */
  connect(): Promise<PoolClient>;
  /** When a connection was last had, in milliseconds of `performance.now()`. */
  readonly lastHadAt: number;
  readonly counts: { open: number; idle: number; waiting: number };
  /** Closed once, whoever asks for it. */
  close(): Promise<void>;
}

/** A transaction that a frozen or forgetful process left open must not hold its locks for ever. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** PostgreSQL ends statements that take too long; when it does not even do that, it stands still. */
const SILENCE_MS = 5_000;

export function createConnectionPool(options: ConnectionPoolOptions): ConnectionPool {
  const { limits, availability } = options;
  let lastHadAt = performance.now();
  let closing: Promise<void> | undefined;
  const pool = new Pool({
    connectionString: options.url,
    max: options.size,
    application_name: options.applicationName,
    connectionTimeoutMillis: limits.acquireMs,
    idleTimeoutMillis: options.idle === 'keep' ? 0 : 10_000,
    keepAlive: true,
    // A firewall that forgets idle connections is met by the system, not by the next request.
    keepAliveInitialDelayMillis: 30_000,
    options: [
      'timezone=UTC',
      `statement_timeout=${limits.statementMs}`,
      `lock_timeout=${limits.lockMs}`,
      `idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
    ]
      .map((setting) => `-c ${setting}`)
      .join(' '),
    types: ormTypes(),
  });
  // A lost connection is told to who uses it; an 'error' without a listener would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return {
    connect: async () => {
      try {
        const client = await pool.connect();
        lastHadAt = performance.now();
        availability.back();
        return client;
      } catch (error) {
        const unavailable = new DatabaseUnavailable(error);
        if (unavailable.databaseTrouble === 'away') availability.away(error);
        throw unavailable;
      }
    },
    get lastHadAt() {
      return lastHadAt;
    },
    get counts() {
      return { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
    },
    close: () => (closing ??= pool.end()),
  };
}

/** As the ORM wants its values: dates and times as PostgreSQL writes them. */
function ormTypes(): TypeOverrides {
  const overrides = new TypeOverrides();
  const parsers = createPostgreSqlTypeParsers((text) => parseArray(text));
  for (const [oid, parse] of Object.entries(parsers)) overrides.setTypeParser(Number(oid), parse);
  return overrides;
}

/** The ORM's way to a pool. */
export function createDialect(pool: ConnectionPool, { statementMs }: DatabaseLimits): PostgresDialect {
  const silenceMs = statementMs + SILENCE_MS;
  return new PostgresDialect({
    pool: {
      connect: async () => lend(await pool.connect(), silenceMs),
      end: () => pool.close(),
      options: {},
    },
  });
}

/**
 * A connection for the query builder, which always comes back to the pool. Kysely gives one back only after a BEGIN or
 * ROLLBACK that succeeded (https://github.com/kysely-org/kysely/issues/1990), so a transaction whose connection dies
 * would keep its place for ever; here the failure of either gives it back. `connection-pool.test.ts` tells when Kysely
 * does so itself: then only the reading of a failed COMMIT and `spoiled` are needed here.
 */
function lend(client: PoolClient, silenceMs: number): PostgresPoolClient {
  let returned = false;
  let spoiled = false;
  const giveBack = (): void => {
    if (returned) return;
    returned = true;
    client.release(spoiled);
  };
  function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== 'string') throw new Error('Streams are read with streamRows.');
    if (returned) throw new Error('This connection was given back; its transaction is over.');
    // Not for the whole pool: the driver would never take back the timer of a cursor or a COPY.
    const name = nameOfPrepared(sql);
    const statement = {
      ...(name === undefined ? {} : { name }),
      ...{ text: sql, values: [...parameters], query_timeout: silenceMs },
    };
    return client.query(statement).catch((error: unknown) => {
      const lost = isConnectionLost(error);
      spoiled ||= lost || sql === 'rollback';
      if (sql === 'rollback' || /^(?:begin|start transaction)/.test(sql)) giveBack();
      if (!lost) throw error;
      throw sql === 'commit' ? new CommitOutcomeUnknown(error) : new DatabaseUnavailable(error);
    });
  }
  return { query, release: giveBack };
}
