import type { PoolClient } from 'pg';
import Cursor from 'pg-cursor';
import type { Database, SqlValue } from '../database/index.ts';

const CHUNK = 500;

/**
 * Reads the rows of a statement through a server-side cursor, so that a report of any length takes little memory.
 * Columns come as PostgreSQL's driver gives them: bigint, numeric and timestamptz as strings.
 *
 * @param sql `?` marks a parameter, as in `query`
 * @param signal stops the statement in the server, also while it still sorts or groups
 * @throws the signal's reason when it was aborted
 */
export async function* streamRows<Row extends object>(
  database: Database,
  sql: string,
  parameters: readonly SqlValue[],
  signal: AbortSignal,
): AsyncGenerator<Row, void> {
  signal.throwIfAborted();
  const client = await database.pool.connect();
  let readToTheEnd = false;
  let cancel: (() => void) | undefined;
  try {
    cancel = await cancelOnAbort(database, client, signal);
    const text = database.orm.em.getPlatform().formatQuery(sql, parameters);
    const cursor = client.query(new Cursor<Row>(text));
    for (;;) {
      const rows = await cursor.read(CHUNK);
      signal.throwIfAborted();
      yield* rows;
      if (rows.length < CHUNK) break;
    }
    await cursor.close();
    readToTheEnd = true;
  } catch (error) {
    // The server says "canceling statement due to user request"; the signal knows why.
    signal.throwIfAborted();
    throw error;
  } finally {
    if (cancel) signal.removeEventListener('abort', cancel);
    // A half-read cursor, or a cancellation that is still under way, must not meet the connection's next user.
    client.release(!readToTheEnd || signal.aborted);
  }
}

async function cancelOnAbort(
  database: Database,
  client: PoolClient,
  signal: AbortSignal,
): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const cancel = (): void => {
    database.pool
      .query('select pg_cancel_backend($1)', [rows[0]?.pid])
      // Without a second connection to cancel by, ending this one stops the reading at least.
      .catch(() => client.end());
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', cancel, { once: true });
  return cancel;
}
