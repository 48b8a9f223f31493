import { PAYMENT_METHODS } from '@antrean/sales';
import { z } from 'zod';
import { PAYMENT_WORDS } from './payment-method.words.ts';
import { AMOUNT, column, ORDERS, salesReport, SHARE } from './sales.report.ts';

/** Sales per way of payment, best first. */
export const salesByPaymentMethodReport = salesReport({
  by: 'payment-method',
  title: { id: 'Penjualan per Metode Pembayaran', en: 'Sales by Payment Method' },
  summary: 'Orders and sales per way of payment',
  description: 'Ways of payment without sales are left out.',
  row: z.object({
    paymentMethod: z.enum(PAYMENT_METHODS),
    totalOrders: z.int(),
    totalAmount: z.int(),
    percentage: z.number().describe('Share of the sales listed; the shares sum to 100'),
  }),
  columns: [
    { ...column('paymentMethod', 'Pembayaran', 'Payment'), words: PAYMENT_WORDS },
    ORDERS,
    AMOUNT,
    SHARE,
  ],
  sql: (where) => `
    select o.payment_method as "paymentMethod", count(*)::float8 as "totalOrders",
           sum(o.total_amount)::float8 as "totalAmount"
    from sales_v o where ${where} group by o.payment_method order by sum(o.total_amount) desc, o.payment_method`,
  totals: ['totalOrders', 'totalAmount', 'percentage'],
  label: ({ paymentMethod }) => PAYMENT_WORDS[paymentMethod],
  chart: 'shares',
  hasShares: true,
});
