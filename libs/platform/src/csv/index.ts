export { neutraliseCopied, type CopiedType } from './copied-record.ts';
export { CRLF, csvChunks, csvRecord, type CsvCell, type CsvRecords, type CsvRow } from './csv.ts';
export { CSV_DELIMITERS, SEPARATORS, type CsvDelimiter } from './delimiter.ts';
