import type { z } from 'zod';
import type { Permission } from '../auth/permission.ts';
import type { Database } from '../database/index.ts';
import type { JsonObject } from '../messages/index.ts';
import type { ReportChart as PdfChart, ReportColumn as PdfColumn } from '../pdf/index.ts';
import type { Localised } from '../problem/index.ts';

/** Where a report reads from, and for how long. */
export interface ReportSource {
  readonly database: Database;
  /** BUSINESS_TZ: whose calendar days the report is about. */
  readonly zone: string;
  /** Aborted when nobody wants the report any more. */
  readonly signal: AbortSignal;
}

export type ReportCell = string | number | boolean | null;
/** A flat row; a type alias fits, an interface does not. */
export type ReportRow = Readonly<Record<string, ReportCell>>;

/** Enumerated values as people read them. */
export type Words = Readonly<Record<string, Localised>>;

/** A column of the file. Its key is the wire name and the CSV's header; its header is what people read in the PDF. */
export interface ReportColumn<K extends string = string> extends Pick<
  PdfColumn,
  'align' | 'weight' | 'format'
> {
  readonly key: K;
  readonly header: Localised;
  /** What people read in the PDF for each of the column's values; the CSV has the values. */
  readonly words?: Words;
  /** For programs: left out of the PDF, whose width is for people. */
  readonly onlyCsv?: true;
}

/** A parameter as people are asked for it. */
export interface ReportInput {
  readonly label: Localised;
  /** What people read for each of the values that there are to choose from. */
  readonly words?: Words;
  /** Whose ids are taken, such as `shift`, so that a screen can list them by their names. */
  readonly of?: string;
}

/** What a report was limited to, for its title block: `{ label: { en: 'Shift' }, value: 'Shift 1' }`. */
export interface ReportFilter {
  readonly label: Localised;
  readonly value: Localised | string;
}

/** The PDF's chart. */
export interface ReportChart extends Pick<PdfChart, 'kind' | 'format'> {
  readonly title: Localised;
  readonly labels: readonly (Localised | string)[];
  readonly series: readonly { readonly name: Localised; readonly values: readonly (number | null)[] }[];
}

/** So many rows a request is answered with at once: their CSV takes some tenths of a second of an api's time. */
export const DIRECT_ROWS = 20_000;

export interface ReportDefinition<
  Q extends z.ZodObject & z.ZodType<JsonObject>,
  Row extends ReportRow,
  R extends z.ZodType,
> {
  /** Names it in jobs and files, such as `audit-trail`. */
  name: string;
  /** Its address; `:names` in it are parameters. */
  path: string;
  /** Further addresses, where a source document gives another one. */
  aliases?: readonly string[];
  title: Localised;
  summary: string;
  description?: string;
  permission: Permission;
  /** All parameters, those of the path too. */
  parameters: Q;
  /** How people are asked for the parameters; those of {@link reportInputs} need no words of their own. */
  inputs?: Readonly<Partial<Record<keyof z.output<Q> & string, ReportInput>>>;
  /** Makes parameters concrete, so that the same ones mean the same tomorrow: dates from "last 7 days", aliases. */
  resolve?: (parameters: z.output<Q>, source: ReportSource) => Promise<z.output<Q>> | z.output<Q>;
  /** The JSON answer. */
  response: R;
  /** Makes the JSON answer; without it, it is the list of rows. */
  json?: (source: ReportSource, parameters: z.output<Q>) => Promise<z.input<R>>;
  columns: readonly ReportColumn<keyof Row & string>[];
  /** The flat rows of CSV and PDF, read as they are wanted; many are exported fastest as `streamRows` gives them. */
  rows: (source: ReportSource, parameters: z.output<Q>) => AsyncIterable<Row>;
  /** How many rows there will be, counted no further than `upTo`. A report without it has few rows by its nature. */
  size?: (source: ReportSource, parameters: z.output<Q>, upTo: number | null) => Promise<number>;
  /** How many rows a request is answered with at once, when not {@link DIRECT_ROWS}; more are a report job's. */
  directRows?: number;
  /** Columns whose sums close the PDF's table; for reports of at most a few thousand rows, like `chart`. */
  totals?: readonly (keyof Row & string)[];
  chart?: (rows: readonly Row[], parameters: z.output<Q>) => ReportChart;
  /** What the parameters say to people; `tanggalMulai` and `tanggalAkhir` need not be told. */
  filters?: (source: ReportSource, parameters: z.output<Q>) => Promise<ReportFilter[]> | ReportFilter[];
}

/** The rows with what goes before and after them. */
export interface ReportTable {
  rows: Iterable<ReportRow> | AsyncIterable<ReportRow>;
  chart?: ReportChart;
  totals?: Readonly<Record<string, number>>;
}

/** A report whose types have been checked and forgotten. Parameters are parsed wherever they come in. */
export interface Report {
  readonly name: string;
  readonly path: string;
  readonly aliases?: readonly string[];
  readonly title: Localised;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  readonly parameters: z.ZodObject;
  readonly inputs?: Readonly<Partial<Record<string, ReportInput>>>;
  readonly response: z.ZodType;
  readonly columns: readonly ReportColumn[];
  resolve(source: ReportSource, parameters: unknown): Promise<JsonObject>;
  json(source: ReportSource, parameters: JsonObject): Promise<unknown>;
  rows(source: ReportSource, parameters: JsonObject): AsyncIterable<ReportRow>;
  table(source: ReportSource, parameters: JsonObject): Promise<ReportTable>;
  size(source: ReportSource, parameters: JsonObject): Promise<number | null>;
  /** How many rows a request is answered with at once; null when there are always few. */
  readonly directRows: number | null;
  /** Whether there are more rows than a request is answered with at once. */
  isLong(source: ReportSource, parameters: JsonObject, format: 'json' | 'csv'): Promise<boolean>;
  filters(source: ReportSource, parameters: JsonObject): Promise<ReportFilter[]>;
}

/**
 * Declares a report once; its route with JSON, CSV and PDF, its documentation and its background job follow from it.
 * @see libs/domains/reports
 */
export function defineReport<
  Q extends z.ZodObject & z.ZodType<JsonObject>,
  Row extends ReportRow,
  R extends z.ZodType = z.ZodType,
>(definition: ReportDefinition<Q, Row, R>): Report {
  const { parameters: schema, resolve, json, rows, size, filters, totals, chart, ...rest } = definition;
  const directRows = size ? (definition.directRows ?? DIRECT_ROWS) : null;
  const parse = (parameters: unknown): z.output<Q> => schema.parse(parameters);
  return {
    ...rest,
    parameters: schema,
    resolve: async (source, parameters) => {
      const parsed = parse(parameters);
      return resolve ? resolve(parsed, source) : parsed;
    },
    json: async (source, parameters) =>
      json ? json(source, parse(parameters)) : Array.fromAsync(rows(source, parse(parameters))),
    rows: (source, parameters) => rows(source, parse(parameters)),
    table: async (source, parameters) => {
      const read = rows(source, parse(parameters));
      if (!totals && !chart) return { rows: read };
      const all = await Array.fromAsync(read);
      return {
        rows: all,
        ...(chart && all.length > 0 ? { chart: chart(all, parse(parameters)) } : {}),
        ...(totals ? { totals: sums(all, totals) } : {}),
      };
    },
    size: async (source, parameters) => (size ? size(source, parse(parameters), null) : null),
    directRows,
    isLong: async (source, parameters, format) => {
      // An answer of its own is a page, or few figures.
      if (!size || directRows === null || (format === 'json' && json)) return false;
      return (await size(source, parse(parameters), directRows + 1)) > directRows;
    },
    filters: async (source, parameters) => (filters ? filters(source, parse(parameters)) : []),
  };
}

/** Sums with one decimal at most, so that shares of 33.4 and 66.6 make 100. */
function sums(rows: readonly ReportRow[], keys: readonly string[]): Record<string, number> {
  const sum = (key: string): number => rows.reduce((total, row) => total + Number(row[key]), 0);
  return Object.fromEntries(keys.map((key) => [key, Math.round(sum(key) * 10) / 10]));
}
