import { definePermissions } from '@antrean/platform/auth';
import {
  defineReport,
  everyPeriod,
  percentages,
  resolveRange,
  readGroups,
  type Report,
  type ReportColumn,
  type ReportRow,
  type ReportSource,
} from '@antrean/platform/report';
import { z } from 'zod';
import {
  salesFilters,
  salesInputs,
  salesParameters,
  salesWhere,
  type SalesParameters,
} from './sales-filter.ts';

const GROUPINGS = ['day', 'category', 'product', 'payment-method', 'outlet'] as const;
const permissions = definePermissions('reports.sales', GROUPINGS);

type Text = Readonly<Record<'id' | 'en', string>>;

/** One way to group the sales. */
export interface SalesGrouping<Row extends ReportRow & { totalAmount: number }> {
  /** Names report and path: `day` is `/api/reports/sales/day`. */
  by: (typeof GROUPINGS)[number];
  title: Text;
  summary: string;
  description: string;
  row: z.ZodType<Row>;
  columns: readonly ReportColumn<keyof Row & string>[];
  /** Selects the row's columns but `percentage`; `where` is the condition on `sales_v o`. */
  sql: (where: string) => string;
  totals: readonly (keyof Row & string)[];
  /** The business day of a row; the chart then shows all days, also those without sales. */
  day?: (row: Row) => string;
  /** What a row is called in the chart. */
  label: (row: Row) => Text | string;
  chart: 'bars' | 'shares';
  /** Whether rows tell their share of the amount. */
  hasShares: boolean;
}

export const column = <K extends string>(key: K, id: string, en: string): ReportColumn<K> => ({
  key,
  header: { id, en },
});
export const ORDERS = { ...column('totalOrders', 'Jumlah Pesanan', 'Orders'), format: 'integer' } as const;
export const QUANTITY = {
  ...column('totalQuantity', 'Jumlah Barang', 'Quantity'),
  format: 'integer',
} as const;
export const AMOUNT = {
  ...column('totalAmount', 'Penjualan (Rp)', 'Sales (IDR)'),
  format: 'integer',
} as const;
export const SHARE = { ...column('percentage', 'Persentase', 'Percentage'), format: 'percent' } as const;

/** Declares the report of one grouping. Cancelled and deleted orders are no sales. */
export function salesReport<Row extends ReportRow & { totalAmount: number }>(
  grouping: SalesGrouping<Row>,
): Report {
  const { by, title, summary, description, row, columns, totals } = grouping;
  return defineReport({
    name: `sales-${by}`,
    path: `/api/reports/sales/${by}`,
    title,
    summary,
    description: `${description} Cancelled and deleted orders do not count; days are business days of creation.`,
    permission: permissions[by],
    parameters: salesParameters,
    inputs: salesInputs,
    resolve: resolveRange,
    response: z.array(row),
    columns,
    rows: (source, asked) => salesRows(grouping, source, asked),
    totals,
    chart: (rows, asked) => {
      const { labels, values } = points(grouping, rows, asked);
      return {
        kind: grouping.chart,
        title: { id: 'Penjualan (Rp)', en: 'Sales (IDR)' },
        labels,
        series: [{ name: { id: 'Penjualan', en: 'Sales' }, values }],
        format: 'integer',
      };
    },
    filters: salesFilters,
  });
}

function points<Row extends ReportRow & { totalAmount: number }>(
  { day, label }: SalesGrouping<Row>,
  rows: readonly Row[],
  { tanggalMulai: from, tanggalAkhir: to }: SalesParameters,
): { labels: readonly (Text | string)[]; values: readonly number[] } {
  if (!day) return { labels: rows.map(label), values: rows.map(({ totalAmount }) => totalAmount) };
  const sold = rows.map((row) => ({ period: day(row), value: row.totalAmount }));
  return everyPeriod(sold, 'day', { from, to });
}

async function* salesRows<Row extends ReportRow & { totalAmount: number }>(
  { sql, row, hasShares }: SalesGrouping<Row>,
  { database, signal }: ReportSource,
  asked: SalesParameters,
): AsyncGenerator<Row> {
  const where = salesWhere(asked);
  const read = readGroups<{ totalAmount: number }>(database, sql(where.sql), where.parameters, signal);
  if (!hasShares) {
    for await (const each of read) yield row.parse(each);
    return;
  }
  const all = await Array.fromAsync(read);
  const shares = percentages(all.map(({ totalAmount }) => totalAmount));
  for (const [i, each] of all.entries()) yield row.parse({ ...each, percentage: shares[i] ?? 0 });
}
