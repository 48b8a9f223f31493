/**
 * How a value is written. Numbers are grouped as the language does: `integer` 1.234, `decimal1` 1.234,5, `percent`
 * 95,5% for the value 95.5. `date` takes `2026-11-21`; `instant` takes ISO 8601 or epoch milliseconds and is written in
 * the report's zone, to the minute or, `instant-with-seconds`, to the second. Without a format a number keeps its decimals.
 */
export type ReportFormat =
  'integer' | 'decimal1' | 'percent' | 'text' | 'instant' | 'instant-with-seconds' | 'date';

export interface ReportColumn {
  /** The row's property. */
  key: string;
  header: string;
  /** Default: the numeric formats right, everything else left. */
  align?: 'left' | 'right' | 'center';
  /** The column's share of the width, relative to the others. Default: after its format. */
  weight?: number;
  format?: ReportFormat;
  /** Texts that its cells may hold: the column is so wide that none of their words is broken. */
  texts?: readonly string[];
}

export type ReportRow = Readonly<Record<string, string | number | null>>;

export interface ReportChart {
  /** Bars and lines over the labels, or the share of each label in the sum of the first series. */
  kind: 'bars' | 'lines' | 'shares';
  title: string;
  labels: readonly string[];
  /** One value per label; null is a gap. Up to five series can be told apart; shares take the first. */
  series: readonly { name: string; values: readonly (number | null)[] }[];
  format?: 'integer' | 'decimal1' | 'percent';
}

/** A report: a title block, perhaps a chart, and a table. All texts may come from users. */
export interface ReportSpec {
  title: string;
  organisation: string;
  language: 'id' | 'en';
  /** IANA time zone, such as `Asia/Jakarta`, in which instants are written. */
  zone: string;
  generatedAt: Date;
  generatedBy: string;
  /** First and last business day, both included: `2026-11-01`. */
  period?: { from: string; to: string };
  filters: readonly { label: string; value: string }[];
  chart?: ReportChart;
  columns: readonly ReportColumn[];
  rows: AsyncIterable<ReportRow> | Iterable<ReportRow>;
  /** The last line of the table, by column. Texts are written as they are. */
  totals?: Readonly<Record<string, number | string>>;
  signal?: AbortSignal;
  /** Told now and then how many rows are done, and at the end. */
  onProgress?: (rowsDone: number) => void;
}
