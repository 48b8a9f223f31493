import { z } from 'zod';
import type { Permission } from '../auth/permission.ts';
import type { Database } from '../database/index.ts';
import type { JsonObject } from '../messages/index.ts';
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
export type ReportRow<K extends string = string> = Readonly<Record<K, ReportCell>>;

export interface ReportColumn<K extends string = string> {
  /** The wire name: the CSV's header. */
  readonly key: K;
  /** What people read in the PDF. */
  readonly header: Localised;
  /** How people read the value; `instant` is an ISO instant, told in the business's time zone. */
  readonly format?: 'text' | 'integer' | 'decimal' | 'date' | 'instant';
}

/** What a report was limited to, for its title page: `{ label: { en: 'Shift' }, value: 'Shift 1' }`. */
export interface ReportFilter {
  readonly label: Localised;
  readonly value: string;
}

/** Bars of one column's figures, one for each row. */
export interface ReportChart<K extends string = string> {
  readonly title: Localised;
  readonly labelKey: K;
  readonly valueKey: K;
}

export interface ReportDefinition<
  Q extends z.ZodObject & z.ZodType<JsonObject>,
  K extends string,
  R extends z.ZodType,
> {
  /** Names it in jobs and files, such as `audit-trail`. */
  name: string;
  /** Its address; `:names` in it are parameters. */
  path: string;
  title: Localised;
  summary: string;
  description?: string;
  permission: Permission;
  /** All parameters, those of the path too. */
  parameters: Q;
  /** Makes parameters concrete, so that the same ones mean the same tomorrow: dates from "last 7 days", aliases. */
  resolve?: (parameters: z.output<Q>, source: ReportSource) => Promise<z.output<Q>> | z.output<Q>;
  /** The JSON answer. */
  response: R;
  /** Makes the JSON answer; without it, it is the list of rows. */
  json?: (source: ReportSource, parameters: z.output<Q>) => Promise<z.input<R>>;
  columns: readonly ReportColumn<K>[];
  /** The flat rows of CSV and PDF, read as they are wanted. */
  rows: (source: ReportSource, parameters: z.output<Q>) => AsyncIterable<ReportRow<K>>;
  /** About how many rows there will be, for the progress of long ones. */
  size?: (source: ReportSource, parameters: z.output<Q>) => Promise<number>;
  /** Columns whose sum closes the PDF's table. */
  totals?: readonly K[];
  chart?: ReportChart<K>;
  /** What the parameters say to people; `tanggalMulai` and `tanggalAkhir` need not be told. */
  filters?: (source: ReportSource, parameters: z.output<Q>) => Promise<ReportFilter[]> | ReportFilter[];
}

/** A report whose types have been checked and forgotten. Parameters are parsed wherever they come in. */
export interface Report {
  readonly name: string;
  readonly path: string;
  readonly title: Localised;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  readonly parameters: z.ZodObject;
  readonly response: z.ZodType;
  readonly columns: readonly ReportColumn[];
  readonly totals: readonly string[];
  readonly chart?: ReportChart;
  resolve(source: ReportSource, parameters: unknown): Promise<JsonObject>;
  json(source: ReportSource, parameters: JsonObject): Promise<unknown>;
  rows(source: ReportSource, parameters: JsonObject): AsyncIterable<ReportRow>;
  size(source: ReportSource, parameters: JsonObject): Promise<number | null>;
  filters(source: ReportSource, parameters: JsonObject): Promise<ReportFilter[]>;
}

/**
 * Declares a report once; its route with JSON, CSV and PDF, its documentation and its background job follow from it.
 * @see libs/domains/reports
 */
export function defineReport<
  Q extends z.ZodObject & z.ZodType<JsonObject>,
  K extends string,
  R extends z.ZodType = z.ZodType,
>(definition: ReportDefinition<Q, K, R>): Report {
  const { parameters: schema, resolve, json, rows, size, filters, totals = [], ...rest } = definition;
  const parse = (parameters: unknown): z.output<Q> => schema.parse(parameters);
  return {
    ...rest,
    parameters: schema,
    totals,
    resolve: async (source, parameters) => {
      const parsed = parse(parameters);
      return resolve ? resolve(parsed, source) : parsed;
    },
    json: async (source, parameters) =>
      json ? json(source, parse(parameters)) : Array.fromAsync(rows(source, parse(parameters))),
    rows: (source, parameters) => rows(source, parse(parameters)),
    size: async (source, parameters) => (size ? size(source, parse(parameters)) : null),
    filters: async (source, parameters) => (filters ? filters(source, parse(parameters)) : []),
  };
}
