export { csvChunks, csvLine, csvRecord, type CsvCell, type CsvRecords, type CsvRow } from './csv.ts';
export { CSV_DELIMITERS, type CsvDelimiter } from './delimiter.ts';
