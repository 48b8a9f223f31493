import { Readable } from 'node:stream';
import { types, type Connection, type PoolClient, type Submittable } from 'pg';
import { csvLine, type CsvCell, type CsvDelimiter, type CsvRecords } from '../csv/index.ts';

/** Letters of records that travel together; a longer one travels alone. */
const BLOCK = 65_536;

/** What the driver makes of a column's text; it leaves all others text. */
const READERS: Readonly<Record<number, (text: string) => CsvCell>> = {
  [types.builtins.BOOL]: (text) => text === 't',
  [types.builtins.INT2]: Number,
  [types.builtins.INT4]: Number,
  [types.builtins.FLOAT4]: Number,
  [types.builtins.FLOAT8]: Number,
};

/**
 * The rows of a statement as records of CSV, read by COPY: a million rows become no objects. The same records as
 * `csvRecords` makes of the rows.
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
  const readers = fields.map(({ dataTypeID }) => READERS[dataTypeID]);
  const record = (row: string): string =>
    csvLine(
      row.split('\t').map((cell, i) => cellOf(cell, readers[i])),
      delimiter,
    );
  const records: AsyncIterable<CsvRecords> = client.query(
    new CopyOut(`copy (${statement}) to stdout`, record),
  );
  yield* records;
}

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A cell as COPY writes it (PostgreSQL, "COPY", text format). */
function cellOf(copied: string, read?: (text: string) => CsvCell): CsvCell {
  if (copied === '\\N') return null;
  if (read) return read(copied);
  return copied.includes('\\')
    ? copied.replaceAll(/\\(.)/g, (_, letter: string) => ESCAPED[letter] ?? letter)
    : copied;
}

/**
 * Reads COPY TO STDOUT as blocks of records, no faster than they are taken. Each message is one row with its line feed
 * (PostgreSQL, "Message Formats", CopyData), in memory that the driver uses again for the next.
 */
class CopyOut extends Readable implements Submittable {
  readonly #text: string;
  readonly #record: (row: string) => string;
  #connection: Connection | undefined;
  #block = '';
  #length = 0;

  constructor(text: string, record: (row: string) => string) {
    super({ objectMode: true, highWaterMark: 2 });
    this.#text = text;
    this.#record = record;
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
    this.#block += this.#record(chunk.toString('utf8', 0, chunk.length - 1));
    this.#length += 1;
    if (this.#block.length >= BLOCK) this.#pass();
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
    if (this.#length === 0 || this.destroyed) return;
    const block: CsvRecords = { length: this.#length, bytes: Buffer.from(this.#block) };
    this.#length = 0;
    this.#block = '';
    if (!this.push(block)) this.#connection?.stream.pause();
  }
}
