export { csvStream, toCsv, type CsvCell, type CsvColumn, type CsvRow } from './csv.ts';
