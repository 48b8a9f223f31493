import Cursor from 'pg-cursor';
import type { Database, SqlValue } from '../database/index.ts';

const CHUNK = 500;

/**
 * Reads the rows of a statement through a server-side cursor, so that a report of any length takes little memory.
 * Columns come as PostgreSQL's driver gives them: bigint, numeric and timestamptz as strings.
 *
 * @param sql `?` marks a parameter, as in `query`
 * @param signal stops the statement at the server, also while it still sorts or groups
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
  const cancel = (): void => void cancelBackend(database, client);
  let healthy = false;
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const text = database.orm.em.getPlatform().formatQuery(sql, parameters);
    const cursor = client.query(new Cursor<Row>(text));
    for (;;) {
      const rows = await cursor.read(CHUNK);
      signal.throwIfAborted();
      yield* rows;
      if (rows.length < CHUNK) break;
    }
    await cursor.close();
    healthy = true;
  } catch (error) {
    // The server says "canceling statement due to user request"; the reason is what the caller knows.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    // A reader that left early leaves a half-read cursor behind: that connection is not used again.
    client.release(!healthy);
  }
}
