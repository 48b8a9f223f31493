import { Client } from 'pg';
import type { ConnectionPool } from './connection-pool.ts';

const FRESH_WITHIN_MS = 1_500;

/**
 * Whether this process is one that a restart would help: nothing has had a connection from its pool for so long,
 * though PostgreSQL answers a fresh one at once. While PostgreSQL is away a restart helps nobody.
 *
 * @throws when it is
 */
export async function assertNotStuck(pool: ConnectionPool, url: string, maxMs: number): Promise<void> {
  if (silenceOf(pool) <= maxMs || !(await answersFresh(url))) return;
  try {
    // Perhaps nobody has asked.
    (await pool.connect()).release();
  } catch {
    const silence = silenceOf(pool);
    if (silence <= maxMs) return;
    throw new Error(`PostgreSQL answers, but the pool has given no connection for ${silence} ms.`);
  }
}

const silenceOf = (pool: ConnectionPool): number => Math.round(performance.now() - pool.lastHadAt);

async function answersFresh(url: string): Promise<boolean> {
  const client = new Client({
    connectionString: url,
    application_name: 'antrean-liveness',
    connectionTimeoutMillis: FRESH_WITHIN_MS,
    query_timeout: FRESH_WITHIN_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await Promise.allSettled([client.end()]);
  }
}
