import { z } from 'zod';
import { AMOUNT, column, ORDERS, QUANTITY, salesReport, SHARE } from './sales.report.ts';

/** Sales per product, best first. */
export const salesByProductReport = salesReport({
  by: 'product',
  title: { id: 'Penjualan per Produk', en: 'Sales by Product' },
  summary: 'Orders, items and sales per product',
  description: 'Products have the name that they have now, and the prices at which they were sold.',
  row: z.object({
    productId: z.int(),
    productName: z.string(),
    totalOrders: z.int().describe('Orders that hold it'),
    totalQuantity: z.int(),
    totalAmount: z.int(),
    percentage: z.number().describe('Share of the sales listed; the shares sum to 100'),
  }),
  columns: [
    { ...column('productId', 'Id', 'Id'), onlyCsv: true },
    column('productName', 'Produk', 'Product'),
    ORDERS,
    QUANTITY,
    AMOUNT,
    SHARE,
  ],
  sql: (where) => `
    select l.product_id as "productId", p.name as "productName", count(*)::float8 as "totalOrders",
           sum(l.quantity)::float8 as "totalQuantity", sum(l.amount)::float8 as "totalAmount"
    from sales_v o join sale_lines_v l on l.order_id = o.id join products_v p on p.id = l.product_id
    where ${where} group by l.product_id, p.name order by sum(l.amount) desc, l.product_id`,
  totals: ['totalQuantity', 'totalAmount', 'percentage'],
  label: ({ productName }) => productName,
  chart: 'shares',
  hasShares: true,
});
