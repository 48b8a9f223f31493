import type { PoolClient } from 'pg';
import { query, type Database } from '../database/index.ts';
import { problem } from '../problem/index.ts';

/**
 * Lends a connection to a reader of one statement. Aborting the signal stops the statement in the server, and so does
 * whoever stops reading before the end.
 *
 * @throws the signal's reason when it was aborted; problem `report_too_slow` (422) when the statement took longer than
 * its connection allows
 */
export async function* readInServer<Item>(
  database: Database,
  signal: AbortSignal,
  read: (client: PoolClient) => AsyncIterable<Item>,
): AsyncGenerator<Item, void> {
  signal.throwIfAborted();
  const client = await database.connect();
  let state: 'reading' | 'read' | 'failed' = 'reading';
  let cancel: (() => void) | undefined;
  try {
    cancel = await cancelOnAbort(database, client, signal);
    yield* read(client);
    state = 'read';
  } catch (error) {
    state = 'failed';
    // The server says "canceling statement due to user request"; the signal knows why.
    signal.throwIfAborted();
    // Nobody called it off, so its time was up. As trouble that passes it would be tried again for ever.
    throw isStopped(error) ? problem('report_too_slow') : error;
  } finally {
    if (cancel) signal.removeEventListener('abort', cancel);
    // The server would go on with what nobody waits for until it wanted to send it.
    if (state === 'reading' && !signal.aborted) cancel?.();
    // A half-read statement, or a cancellation that is still under way, must not meet the connection's next user.
    client.release(state !== 'read' || signal.aborted);
  }
}

/** PostgreSQL's query_canceled: by statement_timeout, or by somebody. */
const isStopped = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '57014';

async function cancelOnAbort(
  database: Database,
  client: PoolClient,
  signal: AbortSignal,
): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const cancel = (): void => {
    query(database.fork(), 'select pg_cancel_backend(?)', [rows[0]?.pid ?? null])
      // Without a second connection to cancel by, ending this one stops the reading at least.
      .catch(() => client.end());
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', cancel, { once: true });
  return cancel;
}
