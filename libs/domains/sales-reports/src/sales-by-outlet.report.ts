import { z } from 'zod';
import { AMOUNT, column, ORDERS, salesReport, SHARE } from './sales.report.ts';

/** Sales per outlet, best first. */
export const salesByOutletReport = salesReport({
  by: 'outlet',
  title: { id: 'Penjualan per Outlet', en: 'Sales by Outlet' },
  summary: 'Orders and sales per outlet',
  description: 'Outlets without sales are left out; null is what was sold without an outlet.',
  row: z.object({
    outletId: z.int().nullable(),
    outletName: z.string().nullable(),
    totalOrders: z.int(),
    totalAmount: z.int(),
    percentage: z.number().describe('Share of the sales listed; the shares sum to 100'),
  }),
  columns: [
    { ...column('outletId', 'Id', 'Id'), onlyCsv: true },
    column('outletName', 'Outlet', 'Outlet'),
    ORDERS,
    AMOUNT,
    SHARE,
  ],
  sql: (where) => `
    select o.outlet_id as "outletId", u.name as "outletName", count(*)::float8 as "totalOrders",
           sum(o.total_amount)::float8 as "totalAmount"
    from sales_v o left join outlets_v u on u.id = o.outlet_id
    where ${where} group by o.outlet_id, u.name order by sum(o.total_amount) desc, o.outlet_id`,
  totals: ['totalOrders', 'totalAmount', 'percentage'],
  label: ({ outletName }) => outletName ?? '—',
  chart: 'shares',
  hasShares: true,
});
