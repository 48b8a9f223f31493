export { neutraliseCopied, type CopiedType } from './copied-record.ts';
export {
  CRLF,
  CSV_DELIMITERS,
  csvChunks,
  csvRecord,
  SEPARATORS,
  type CsvCell,
  type CsvDelimiter,
  type CsvRecords,
  type CsvRow,
} from './csv.ts';
