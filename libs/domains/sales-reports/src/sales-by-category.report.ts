import { z } from 'zod';
import { AMOUNT, column, QUANTITY, salesReport, SHARE } from './sales.report.ts';

/** Sales per category in which products were sold, best first. */
export const salesByCategoryReport = salesReport({
  by: 'category',
  title: { id: 'Penjualan per Kategori', en: 'Sales by Category' },
  summary: 'Items and sales per category',
  description:
    'Items count under the category that their product had when it was sold, with the name that it has now; ' +
    'null is what was sold without one.',
  row: z.object({
    categoryId: z.int().nullable(),
    categoryName: z.string().nullable(),
    totalQuantity: z.int(),
    totalAmount: z.int(),
    percentage: z.number().describe('Share of the sales listed; the shares sum to 100'),
  }),
  columns: [
    { ...column('categoryId', 'Id', 'Id'), onlyCsv: true },
    column('categoryName', 'Kategori', 'Category'),
    QUANTITY,
    AMOUNT,
    SHARE,
  ],
  sql: (where) => `
    select l.category_id as "categoryId", c.name as "categoryName",
           sum(l.quantity)::float8 as "totalQuantity", sum(l.amount)::float8 as "totalAmount"
    from sales_v o join sale_lines_v l on l.order_id = o.id left join categories_v c on c.id = l.category_id
    where ${where} group by l.category_id, c.name order by sum(l.amount) desc, l.category_id`,
  totals: ['totalQuantity', 'totalAmount', 'percentage'],
  label: ({ categoryName }) => categoryName ?? '—',
  chart: 'shares',
  hasShares: true,
});
