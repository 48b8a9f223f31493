import { Readable } from 'node:stream';
import { types, type Connection, type PoolClient, type Submittable } from 'pg';
import {
  CRLF,
  neutraliseCopied,
  SEPARATORS,
  type CopiedType,
  type CsvDelimiter,
  type CsvRecords,
} from '../csv/index.ts';

/** Bytes of records that travel together; a longer one travels alone. */
const BLOCK = 65_536;

/** What the driver makes numbers and booleans of; it leaves all else text. */
const TYPES: Readonly<Record<number, CopiedType>> = {
  [types.builtins.BOOL]: 'boolean',
  [types.builtins.INT2]: 'number',
  [types.builtins.INT4]: 'number',
  [types.builtins.FLOAT4]: 'number',
  [types.builtins.FLOAT8]: 'number',
};

/**
 * The rows of a statement as records of CSV, which PostgreSQL writes: a million rows cost this process no more than
 * looking at their bytes. The same records as `csvRecords` makes of the rows.
 *
 * @param options.keys the columns wanted, in their order
 */
export async function* copyCsvRecords(
  client: PoolClient,
  text: string,
  { keys, delimiter }: { keys: readonly string[]; delimiter: CsvDelimiter },
  signal: AbortSignal,
): AsyncGenerator<CsvRecords, void> {
  const columns = keys.map((key) => client.escapeIdentifier(key)).join(', ');
  // On lines of its own, because the statement may end in a comment.
  const statement = `select ${columns} from (\n${text}\n) as report`;
  const { fields } = await client.query(`${statement} limit 0`);
  // What was cancelled in between was this query, or nothing.
  signal.throwIfAborted();
  const cellTypes = fields.map(({ dataTypeID }) => TYPES[dataTypeID] ?? 'text');
  const records: AsyncIterable<CsvRecords> = client.query(
    new CopyOut(
      `copy (${statement}) to stdout (format csv, delimiter '${SEPARATORS[delimiter]}')`,
      (copied) => neutraliseCopied(copied, cellTypes, delimiter),
    ),
  );
  yield* records;
}

/**
 * Reads COPY TO STDOUT as blocks of records, no faster than they are taken. Each message is one record with its line
 * feed (PostgreSQL, "Message Formats", CopyData), in memory that the driver uses again for the next.
 */
class CopyOut extends Readable implements Submittable {
  readonly #text: string;
  readonly #take: (copied: Buffer) => Buffer;
  #connection: Connection | undefined;
  #block = Buffer.alloc(0);
  #used = 0;
  #records = 0;

  constructor(text: string, take: (copied: Buffer) => Buffer) {
    super({ objectMode: true, highWaterMark: 2 });
    this.#text = text;
    this.#take = take;
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    connection.query(this.#text);
  }

  override _read(): void {
    this.#connection?.stream.resume();
  }

  // A connection that is given up must be read to its end, or it stays open.
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#connection?.stream.resume();
    done(error);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const record = this.#take(chunk);
    const size = record.length + CRLF.length;
    if (this.#used + size > this.#block.length) {
      this.#pass();
      this.#block = Buffer.allocUnsafeSlow(Math.max(BLOCK, size));
    }
    record.copy(this.#block, this.#used);
    CRLF.copy(this.#block, this.#used + record.length);
    this.#used += size;
    this.#records += 1;
  }

  handleReadyForQuery(): void {
    if (this.destroyed) return;
    this.#pass();
    this.push(null);
  }

  handleCommandComplete(): void {
    // The server is ready for the next query after it: then the last record has been passed on.
  }

  handleError(error: Error): void {
    this.destroy(error);
  }

  #pass(): void {
    if (this.#records === 0 || this.destroyed) return;
    const block: CsvRecords = { length: this.#records, bytes: this.#block.subarray(0, this.#used) };
    this.#records = 0;
    this.#used = 0;
    if (!this.push(block)) this.#connection?.stream.pause();
  }
}
