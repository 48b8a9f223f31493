import type { PoolClient } from 'pg';
import { createAvailability, type Logger } from '../observability/index.ts';
import { problem } from '../problem/index.ts';
import type { Database } from './connect.ts';
import { createConnectionPool } from './connection-pool.ts';

/** How long one export may read; in milliseconds. */
export const EXPORT_WITHIN_MS = 600_000;

/**
 * The same database, but what is read beneath the ORM, row by row for as long as somebody takes the rows, has
 * connections of its own: a slow reader keeps none that a request or a job waits for, and who holds one of these may
 * wait for one of those.
 *
 * @param options.whenFull `refuse`: one too many is told so at once; `wait`: it waits for its turn
 */
export function openExports(
  database: Database,
  options: {
    url: string;
    size: number;
    applicationName: string;
    whenFull: 'refuse' | 'wait';
    log: Logger;
  },
): Database {
  const { size, log, whenFull, ...rest } = options;
  const pool = createConnectionPool({
    ...rest,
    size,
    limits: { acquireMs: 5_000, statementMs: EXPORT_WITHIN_MS, lockMs: 5_000 },
    idle: 'close',
    availability: createAvailability('PostgreSQL (exports)', log),
  });
  let lent = 0;
  const connect = async (): Promise<PoolClient> => {
    if (whenFull === 'refuse' && lent >= size) {
      throw problem('too_many_downloads', { headers: { 'Retry-After': '10' } });
    }
    lent += 1;
    try {
      const client = await pool.connect();
      const release = client.release.bind(client);
      client.release = (spoiled) => {
        lent -= 1;
        release(spoiled);
      };
      return client;
    } catch (error) {
      lent -= 1;
      throw error;
    }
  };
  return {
    ...database,
    connect,
    get connections() {
      return pool.counts;
    },
    close: () => pool.close(),
  };
}
