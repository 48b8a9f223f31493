import { csvRecord, type CsvDelimiter, type CsvRecords } from '../csv/index.ts';
import type { ReportRow } from './define-report.ts';

/** Rows of the database. Each reading runs the statement anew. */
export interface RowStream<Row> extends AsyncIterable<Row> {
  /** Many at a time, which costs a tenth of one by one. */
  batches(): AsyncIterable<readonly Row[]>;
  /** As records of CSV with these columns, at half the cost of rows. */
  csvRecords(keys: readonly string[], delimiter: CsvDelimiter): AsyncIterable<CsvRecords>;
}

type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

const isRowStream = <Row>(rows: Rows<Row>): rows is RowStream<Row> => 'batches' in rows;

/** Rows as they come: in batches from the database, one by one from anything else. */
export async function* inBatches<Row>(rows: Rows<Row>): AsyncGenerator<readonly Row[], void> {
  if (isRowStream(rows)) yield* rows.batches();
  else for await (const row of rows) yield [row];
}

/** The rows of batches. */
export async function* oneByOne<Row>(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Row, void> {
  for await (const batch of batches) yield* batch;
}

/** Rows as records of CSV, which are the same wherever the rows come from. */
export async function* csvRecords(
  rows: Rows<ReportRow>,
  keys: readonly string[],
  delimiter: CsvDelimiter = 'comma',
): AsyncGenerator<CsvRecords, void> {
  if (isRowStream(rows)) yield* rows.csvRecords(keys, delimiter);
  else for await (const row of rows) yield csvRecord(row, keys, delimiter);
}
