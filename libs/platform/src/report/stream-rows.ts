import type { PoolClient } from 'pg';
import Cursor from 'pg-cursor';
import type { Database, SqlValue } from '../database/index.ts';
import { copyCsvRecords } from './copy-csv-records.ts';
import { readInServer } from './read-in-server.ts';
import { oneByOne, type RowStream } from './row-stream.ts';

const BATCH = 500;

type Read = <Row extends object>(client: PoolClient, text: string) => AsyncIterable<readonly Row[]>;

/**
 * Reads the rows of a statement as they are wanted, so that a report of any length takes little memory.
 * Columns come as PostgreSQL's driver gives them: bigint, numeric and timestamptz as strings.
 *
 * @param sql `?` marks a parameter, as in `query`
 * @param signal stops the statement in the server, also while it still sorts or groups
 * @throws the signal's reason when it was aborted
 */
export const streamRows = rowStreamOf(readByCursor);

/**
 * The same for a statement that makes few rows of many, such as one for each day: they are read at once, because behind
 * a cursor PostgreSQL does not work in parallel (1.8 times as long for a million orders, measured).
 */
export const readGroups = rowStreamOf(readAtOnce);

function rowStreamOf(read: Read) {
  return <Row extends object>(
    database: Database,
    sql: string,
    parameters: readonly SqlValue[],
    signal: AbortSignal,
  ): RowStream<Row> => {
    const text = (): string => database.orm.em.getPlatform().formatQuery(sql, parameters);
    const batches = (): AsyncGenerator<readonly Row[], void> =>
      readInServer(database, signal, (client) => read<Row>(client, text()));
    return {
      batches,
      csvRecords: (keys, delimiter) =>
        readInServer(database, signal, (client) =>
          copyCsvRecords(client, text(), { keys, delimiter }, signal),
        ),
      [Symbol.asyncIterator]: () => oneByOne(batches()),
    };
  };
}

async function* readAtOnce<Row extends object>(
  client: PoolClient,
  text: string,
): AsyncGenerator<Row[], void> {
  const { rows } = await client.query<Row>(text);
  yield rows;
}

async function* readByCursor<Row extends object>(
  client: PoolClient,
  text: string,
): AsyncGenerator<Row[], void> {
  const cursor = client.query(new Cursor<Row>(text));
  for (let next = cursor.read(BATCH), more = true; more;) {
    const rows = await next;
    more = rows.length === BATCH;
    if (more) {
      // The server makes the next batch while this one is worked on. Whoever waits for it is told when it fails; a
      // reader who leaves before does not wait.
      next = cursor.read(BATCH);
      next.catch(() => undefined);
    }
    if (rows.length > 0) yield rows;
  }
  await cursor.close();
}
