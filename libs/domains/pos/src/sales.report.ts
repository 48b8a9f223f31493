import { definePermissions } from '@antrean/platform/auth';
import {
  defineReport,
  percentages,
  resolveRange,
  readGroups,
  type Report,
  type ReportColumn,
  type ReportRow,
  type ReportSource,
} from '@antrean/platform/report';
import { z } from 'zod';
import { salesFilters, salesParameters, salesWhere, type SalesParameters } from './sales-filter.ts';

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
  /** Selects the row's columns but `percentage`; `{where}` is the condition on `pos_orders o`. */
  sql: string;
  totals: readonly (keyof Row & string)[];
  /** What a row is called in the chart. */
  label: (row: Row) => string;
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
  const { by, title, summary, description, row, columns, totals, label, chart } = grouping;
  return defineReport({
    name: `sales-${by}`,
    path: `/api/reports/sales/${by}`,
    title,
    summary,
    description: `${description} Cancelled and deleted orders do not count; days are business days of creation.`,
    permission: permissions[by],
    parameters: salesParameters,
    resolve: resolveRange,
    response: z.array(row),
    columns,
    rows: (source, asked) => salesRows(grouping, source, asked),
    totals,
    chart: (rows) => ({
      kind: chart,
      title: { id: 'Penjualan (Rp)', en: 'Sales (IDR)' },
      labels: rows.map(label),
      series: [
        { name: { id: 'Penjualan', en: 'Sales' }, values: rows.map(({ totalAmount }) => totalAmount) },
      ],
      format: 'integer',
    }),
    filters: salesFilters,
  });
}

async function* salesRows<Row extends ReportRow & { totalAmount: number }>(
  { sql, row, hasShares }: SalesGrouping<Row>,
  { database, signal }: ReportSource,
  asked: SalesParameters,
): AsyncGenerator<Row> {
  const where = salesWhere(asked);
  const statement = sql.replace('{where}', () => where.sql);
  const read = readGroups<{ totalAmount: number }>(database, statement, where.parameters, signal);
  if (!hasShares) {
    for await (const each of read) yield row.parse(each);
    return;
  }
  const all = await Array.fromAsync(read);
  const shares = percentages(all.map(({ totalAmount }) => totalAmount));
  for (const [i, each] of all.entries()) yield row.parse({ ...each, percentage: shares[i] ?? 0 });
}
