import { SEPARATORS, type CsvDelimiter } from './delimiter.ts';
import { neutraliseFormula } from './neutralise-formula.ts';

export type CsvCell = string | number | bigint | boolean | Date | null | undefined;
export type CsvRow = Readonly<Record<string, CsvCell>>;

/** Some records of CSV in one piece, each with its CRLF. */
export interface CsvRecords {
  /** How many. */
  readonly length: number;
  readonly bytes: Buffer;
}

const BYTE_ORDER_MARK = '\ufeff';
/** Bytes that are collected before they are passed on: a write for each row would cost more than the row. */
const CHUNK = 32_768;

/**
 * Records as CSV in UTF-8 after RFC 4180, under a header line. It streams: no more is held than a chunk.
 *
 * @param options.bom begin with a byte order mark, by which Excel recognises UTF-8
 */
export async function* csvChunks(
  records: AsyncIterable<CsvRecords>,
  {
    headers,
    bom = false,
    delimiter = 'comma',
  }: { headers: readonly string[]; bom?: boolean; delimiter?: CsvDelimiter },
): AsyncGenerator<Buffer, void> {
  let pieces: Buffer[] = [Buffer.from((bom ? BYTE_ORDER_MARK : '') + csvLine(headers, delimiter))];
  let collected = 0;
  for await (const { bytes } of records) {
    pieces.push(bytes);
    collected += bytes.length;
    if (collected < CHUNK) continue;
    yield joined(pieces);
    pieces = [];
    collected = 0;
  }
  if (pieces.length > 0) yield joined(pieces);
}

const joined = (pieces: readonly Buffer[]): Buffer =>
  pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);

/**
 * A row as a record of CSV: quotes where needed. Formulas in text are neutralised; numbers stay numbers, true/false and
 * ISO instants are written as such, null and undefined become empty cells.
 */
export const csvRecord = (
  row: CsvRow,
  keys: readonly string[],
  delimiter: CsvDelimiter = 'comma',
): CsvRecords => ({
  length: 1,
  bytes: Buffer.from(
    csvLine(
      keys.map((key) => row[key]),
      delimiter,
    ),
  ),
});

/** A record with its CRLF. */
export const csvLine = (cells: readonly CsvCell[], delimiter: CsvDelimiter): string =>
  `${cells.map((cell) => csvCell(cell, delimiter)).join(SEPARATORS[delimiter])}\r\n`;

/** Most texts: a letter or digit first, which begins no formula, and nothing that separates or ends a cell. */
const PLAIN = /^[A-Za-z0-9][^;,"\r\n]*$/;
// A lone CR or LF too: readers end a record there.
const NEEDS_QUOTES: Readonly<Record<CsvDelimiter, RegExp>> = { comma: /[",\r\n]/, semicolon: /[";\r\n]/ };

function csvCell(value: CsvCell, delimiter: CsvDelimiter): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && delimiter === 'semicolon') return String(value).replace('.', ',');
  if (typeof value !== 'string') return value instanceof Date ? value.toISOString() : String(value);
  if (PLAIN.test(value)) return value;
  const shown = neutraliseFormula(value, delimiter);
  return NEEDS_QUOTES[delimiter].test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
