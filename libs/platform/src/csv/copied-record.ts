import { csvCell } from './csv.ts';
import { SEPARATORS, type CsvDelimiter } from './delimiter.ts';

export type CopiedType = 'text' | 'number' | 'boolean';

const [QUOTE, COMMA, SEMICOLON, LINE_FEED, LOWER_E, MINUS, POINT] = Buffer.from('",;\ne-.');

/**
 * Makes a record as PostgreSQL's COPY writes it (FORMAT csv, with its line feed) the one that `csvRecord` makes of the
 * same row. Nearly all cells are the same in both, which a look at their bytes tells: only the others are read.
 *
 * @returns it without the end of its line; perhaps a part of the same memory
 */
export function neutraliseCopied(
  record: Buffer,
  types: readonly CopiedType[],
  delimiter: CsvDelimiter,
): Buffer {
  const separator = SEPARATORS[delimiter].charCodeAt(0);
  let pieces: Buffer[] | undefined;
  let passed = 0;
  let start = 0;
  for (const type of types) {
    const end = endOfCell(record, start, separator);
    if (!isAlike(record, start, end, type, delimiter)) {
      pieces ??= [];
      pieces.push(
        record.subarray(passed, start),
        Buffer.from(rewritten(record.toString('utf8', start, end), type, delimiter)),
      );
      passed = end;
    }
    start = end + 1;
  }
  const rest = record.subarray(passed, record.length - 1);
  return pieces ? Buffer.concat([...pieces, rest]) : rest;
}

function endOfCell(record: Buffer, start: number, separator: number): number {
  let end = start;
  if (record[start] === QUOTE) {
    // Behind the quote that is not doubled.
    for (end += 1; end < record.length; end += 1) {
      if (record[end] !== QUOTE) continue;
      if (record[end + 1] !== QUOTE) break;
      end += 1;
    }
    return end + 1;
  }
  while (end < record.length && record[end] !== separator && record[end] !== LINE_FEED) end += 1;
  return end;
}

/** Whether a cell is certainly as it should be. A text is when it begins with a letter or digit and has one cell only. */
function isAlike(
  record: Buffer,
  start: number,
  end: number,
  type: CopiedType,
  delimiter: CsvDelimiter,
): boolean {
  if (start === end) return true;
  if (type === 'boolean') return false;
  if (type === 'number') {
    // JavaScript begins exponents later, and has no minus zero.
    const isSame = !(record[start] === MINUS && end - start === 2) && !has(record, LOWER_E, start, end);
    return isSame && (delimiter === 'comma' || !has(record, POINT, start, end));
  }
  return (
    isAlphanumeric(record[record[start] === QUOTE ? start + 1 : start]) &&
    !has(record, SEMICOLON, start, end) &&
    (delimiter === 'comma' || !has(record, COMMA, start, end))
  );
}

function has(record: Buffer, byte: number | undefined, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (record[i] === byte) return true;
  return false;
}

const isAlphanumeric = (byte = 0): boolean =>
  (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

function rewritten(cell: string, type: CopiedType, delimiter: CsvDelimiter): string {
  if (type === 'boolean') return csvCell(cell === 't', delimiter);
  if (type === 'number') return csvCell(Number(cell), delimiter);
  return csvCell(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell, delimiter);
}
