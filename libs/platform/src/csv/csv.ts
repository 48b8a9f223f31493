import type { Transform } from 'node:stream';
import { type Options, stringify } from 'csv-stringify';
import { stringify as stringifySync } from 'csv-stringify/sync';
import { neutraliseFormula } from './neutralise-formula.ts';

export type CsvCell = string | number | bigint | boolean | Date | null | undefined;
export type CsvRow = Readonly<Record<string, CsvCell>>;
export interface CsvColumn {
  /** The row's property. */
  key: string;
  /** The text in the first line. */
  header: string;
}

/**
 * A transform from rows (objects) to CSV in UTF-8 after RFC 4180: a header line, CRLF, quotes where needed.
 * Formulas in text are neutralised; numbers stay numbers, true/false and ISO instants are written as such, null and
 * undefined become empty cells. It streams: no more than a few rows are held.
 *
 * @param options.bom begin with a byte order mark, by which Excel recognises UTF-8
 */
export function csvStream({
  columns,
  bom = false,
}: {
  columns: readonly CsvColumn[];
  bom?: boolean;
}): Transform {
  return stringify({ ...optionsFor(columns), bom });
}

/** The same as one text, for a few thousand rows at most; without byte order mark. */
export function toCsv(rows: readonly CsvRow[], columns: readonly CsvColumn[]): string {
  return stringifySync([...rows], optionsFor(columns));
}

function optionsFor(columns: readonly CsvColumn[]): Options {
  return {
    header: true,
    columns: [...columns],
    record_delimiter: '\r\n',
    // A lone CR or LF too: with CRLF as the end of a record they would be left bare, and readers end a record there.
    quote_record_delimiter: true,
    cast: { string: neutraliseFormula, boolean: String, date: (value) => value.toISOString() },
  };
}
