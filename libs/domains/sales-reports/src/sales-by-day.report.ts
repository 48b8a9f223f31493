import { z } from 'zod';
import { AMOUNT, column, ORDERS, QUANTITY, salesReport } from './sales.report.ts';

/** Sales per business day, oldest first. */
export const salesByDayReport = salesReport({
  by: 'day',
  title: { id: 'Penjualan per Hari', en: 'Sales by Day' },
  summary: 'Orders, items and sales per day',
  description: "Days without sales are left out; the PDF's chart shows them as zero.",
  row: z.object({
    date: z.string(),
    totalOrders: z.int(),
    totalQuantity: z.int(),
    totalAmount: z.int(),
  }),
  columns: [{ ...column('date', 'Tanggal', 'Date'), format: 'date' }, ORDERS, QUANTITY, AMOUNT],
  sql: (where) => `
    select o.business_date::text as date, count(*)::float8 as "totalOrders",
           sum(items.quantity)::float8 as "totalQuantity", sum(o.total_amount)::float8 as "totalAmount"
    from sales_v o
    cross join lateral (select sum(l.quantity) as quantity from sale_lines_v l where l.order_id = o.id) items
    where ${where} group by o.business_date order by o.business_date`,
  totals: ['totalOrders', 'totalQuantity', 'totalAmount'],
  day: ({ date }) => date,
  label: ({ date }) => date,
  chart: 'bars',
  hasShares: false,
});
