import {
  CHART_POINTS,
  type Report,
  type ReportCell,
  type ReportChart,
  type ReportRow,
  type ReportSource,
} from '@antrean/platform/report';
import type { JsonObject } from '@antrean/platform/messages';
import type { z } from 'zod';
import { formatOf, shownColumns, type reportTableView } from './report-catalogue.contract.ts';

/** So many rows a screen shows; more are for files. */
export const TABLE_ROWS = 500;

type Language = 'id' | 'en';
type Table = z.infer<typeof reportTableView>;

/**
 * A report's first rows with its chart and its totals, in words. Of a report whose rows are counted because they may be
 * many, only the rows that are shown are read, and it has neither.
 */
export async function readTable(
  report: Report,
  source: ReportSource,
  parameters: JsonObject,
  language: Language,
): Promise<Table> {
  const { rows, isCut, chart, totals } =
    report.directRows === null
      ? await wholeTable(report, source, parameters)
      : await firstRows(report, source, parameters);
  const columns = shownColumns(report);
  const say = (key: string, cell: ReportCell): ReportCell => {
    const words = columns.find((column) => column.key === key)?.words;
    return (typeof cell === 'string' ? words?.[cell]?.[language] : undefined) ?? cell;
  };
  return {
    report: report.name,
    title: report.title[language],
    params: parameters,
    readAt: new Date().toISOString(),
    columns: columns.map((column) => ({
      key: column.key,
      header: column.header[language],
      format: formatOf(column),
    })),
    rows: rows.map((row) => columns.map(({ key }) => say(key, row[key] ?? null))),
    isCut,
    totals: totals ? columns.map(({ key }) => totals[key] ?? null) : null,
    chart: chart ? chartIn(chart, language) : null,
  };
}

interface FirstRows {
  rows: ReportRow[];
  isCut: boolean;
  chart?: ReportChart | undefined;
  totals?: Readonly<Record<string, number>> | undefined;
}

async function firstRows(report: Report, source: ReportSource, parameters: JsonObject): Promise<FirstRows> {
  const rows: ReportRow[] = [];
  for await (const row of report.rows(source, parameters)) {
    rows.push(row);
    if (rows.length > TABLE_ROWS) break;
  }
  return { rows: rows.slice(0, TABLE_ROWS), isCut: rows.length > TABLE_ROWS };
}

async function wholeTable(report: Report, source: ReportSource, parameters: JsonObject): Promise<FirstRows> {
  const { rows, chart, totals } = await report.table(source, parameters);
  const all: ReportRow[] = [];
  for await (const row of rows) all.push(row);
  return { rows: all.slice(0, TABLE_ROWS), isCut: all.length > TABLE_ROWS, chart, totals };
}

/** More points than a page has columns could not be told apart. */
function chartIn({ kind, title, labels, series }: ReportChart, language: Language): Table['chart'] {
  return {
    kind,
    title: title[language],
    labels: labels
      .slice(0, CHART_POINTS)
      .map((label) => (typeof label === 'string' ? label : label[language])),
    series: series.map(({ name, values }) => ({
      name: name[language],
      values: values.slice(0, CHART_POINTS),
    })),
  };
}
