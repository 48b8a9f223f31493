import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { Report, ReportSource } from '@antrean/platform/report';
import { createOutlet } from '@antrean/organization/testing';
import { startPosApi, type PosApi } from '@antrean/sales/testing';
import { salesReports } from './report.ts';
import { salesByCategoryReport } from './sales-by-category.report.ts';
import { salesByDayReport } from './sales-by-day.report.ts';
import { salesByOutletReport } from './sales-by-outlet.report.ts';
import { salesByPaymentMethodReport } from './sales-by-payment-method.report.ts';
import { salesByProductReport } from './sales-by-product.report.ts';

let api: PosApi;
let source: ReportSource;
let outlet: { id: number; name: string };

/** Sold on a day; then perhaps cancelled or deleted. */
const sell = async (day: string, input: Record<string, unknown>, fate?: 'cancelled' | 'deleted') => {
  const { body } = await api.sell(input);
  const at = `/api/v1/orders/${String(body['invoice_number'])}`;
  if (fate === 'cancelled') await api.send(api.cashier, 'PATCH', `${at}/status`, { status: 'cancelled' });
  if (fate === 'deleted') await api.send(api.cashier, 'DELETE', at);
  await query(api.database.fork(), `update pos_orders set business_date = ? where id = ?`, [
    day,
    Number(body['id']),
  ]);
};
const items = (...pairs: [product: number, qty: number][]) =>
  pairs.map(([product_id, qty]) => ({ product_id, qty }));

beforeAll(async () => {
  api = await startPosApi();
  source = { database: api.database, zone: 'Asia/Jakarta', signal: new AbortController().signal };
  outlet = await createOutlet(api.database, { name: 'Bandung' });
  const here = { outlet_id: outlet.id };
  await sell('2025-10-01', { ...here, payment_method: 'CASH', items: items([2, 2], [4, 3], [1, 1]) });
  await sell('2025-10-01', { payment_method: 'QRIS', items: items([2, 1], [5, 1]) });
  await sell('2025-10-02', { ...here, payment_method: 'QRIS', items: items([3, 4], [6, 2]) });
  await sell('2025-10-02', { payment_method: 'CASH', items: items([2, 100]) }, 'cancelled');
  await sell('2025-10-03', { payment_method: 'CARD', items: items([2, 100]) }, 'deleted');
  await sell('2025-10-04', { payment_method: 'CASH', items: items([6, 5]) });
});
afterAll(() => api.close());

const json = async (report: Report, parameters: Record<string, unknown> = {}): Promise<unknown> => {
  const body = await report.json(source, await report.resolve(source, parameters));
  return report.response.parse(body);
};
/** The same facts asked another way: from the items upwards, by a list of the orders that count. */
const independently = (select: string, tail: string) =>
  query<Record<string, unknown>>(
    api.database.fork(),
    `with counted as (select id from pos_orders except select id from pos_orders where status = 'cancelled'
       except select id from pos_orders where deleted_at is not null),
     sold as (select o.*, l.product_id, l.category_id, l.quantity, l.unit_price::bigint * l.quantity as money
       from pos_order_lines l, pos_orders o where o.id = l.order_id and o.id in (table counted))
     select ${select} from sold ${tail}`,
  );

describe('sales reports', () => {
  it('by day', async () => {
    const expected = [
      { date: '2025-10-01', totalOrders: 2, totalQuantity: 8, totalAmount: 26_000 },
      { date: '2025-10-02', totalOrders: 1, totalQuantity: 6, totalAmount: 10_000 },
      { date: '2025-10-04', totalOrders: 1, totalQuantity: 5, totalAmount: 5_000 },
    ];
    expect(await json(salesByDayReport)).toEqual(expected);
    expect(
      await independently(
        `business_date::text as date, count(distinct id)::int as "totalOrders",
         sum(quantity)::int as "totalQuantity", sum(money)::int as "totalAmount"`,
        `group by 1 order by 1`,
      ),
    ).toEqual(expected);
  });

  it('by category, with what has none', async () => {
    const expected = [
      { categoryId: 1, categoryName: 'ISI CORNDOG', totalQuantity: 3, totalAmount: 18_000 },
      { categoryId: 2, categoryName: 'BALUTAN', totalQuantity: 4, totalAmount: 8_000 },
      { categoryId: 4, categoryName: 'SAUS MANIS', totalQuantity: 7, totalAmount: 7_000 },
      { categoryId: 3, categoryName: 'SAUS ASIN', totalQuantity: 4, totalAmount: 4_000 },
      { categoryId: null, categoryName: null, totalQuantity: 1, totalAmount: 4_000 },
    ];
    const shares = [43.9, 19.5, 17.1, 9.8, 9.7];
    expect(await json(salesByCategoryReport)).toEqual(
      expected.map((row, i) => ({ ...row, percentage: shares[i] })),
    );
    expect(
      await independently(
        `category_id as "categoryId", (select name from pos_categories c where c.id = category_id) as "categoryName",
         sum(quantity)::int as "totalQuantity", sum(money)::int as "totalAmount"`,
        `group by category_id order by 4 desc, 1`,
      ),
    ).toEqual(expected);
  });

  it('by product', async () => {
    const rows = (await json(salesByProductReport)) as { percentage: number }[];
    expect(rows.reduce((sum, { percentage }) => sum + percentage * 10, 0)).toBeCloseTo(1_000);
    const expected = await independently(
      `product_id as "productId", (select name from pos_products p where p.id = product_id) as "productName",
       count(distinct id)::int as "totalOrders", sum(quantity)::int as "totalQuantity", sum(money)::int as "totalAmount"`,
      `group by product_id order by 5 desc, 1`,
    );
    expect(expected[0]).toEqual({
      productId: 2,
      productName: 'Corndog Sosis',
      totalOrders: 2,
      totalQuantity: 3,
      totalAmount: 18_000,
    });
    expect(rows.map(({ percentage: _, ...row }) => row)).toEqual(expected);
  });

  it('by way of payment', async () => {
    const expected = [
      { paymentMethod: 'CASH', totalOrders: 2, totalAmount: 24_000, percentage: 58.5 },
      { paymentMethod: 'QRIS', totalOrders: 2, totalAmount: 17_000, percentage: 41.5 },
    ];
    expect(await json(salesByPaymentMethodReport)).toEqual(expected);
  });

  it('by outlet, with what was sold at none', async () => {
    const expected = [
      { outletId: outlet.id, outletName: 'Bandung', totalOrders: 2, totalAmount: 29_000, percentage: 70.7 },
      { outletId: null, outletName: null, totalOrders: 2, totalAmount: 12_000, percentage: 29.3 },
    ];
    expect(await json(salesByOutletReport)).toEqual(expected);
  });

  it('can be limited to days, an outlet and a way of payment, and say so', async () => {
    const limited = { startDate: '2025-10-01', tanggalAkhir: '2025-10-02', outletId: outlet.id };
    expect(await json(salesByDayReport, limited)).toMatchObject([
      { date: '2025-10-01', totalOrders: 1, totalAmount: 19_000 },
      { date: '2025-10-02', totalOrders: 1, totalAmount: 10_000 },
    ]);
    expect(await json(salesByDayReport, { ...limited, paymentMethod: 'QRIS' })).toMatchObject([
      { date: '2025-10-02', totalAmount: 10_000 },
    ]);
    expect(await salesByDayReport.filters(source, { outletId: outlet.id, paymentMethod: 'QRIS' })).toEqual([
      { label: { id: 'Outlet', en: 'Outlet' }, value: 'Bandung' },
      { label: { id: 'Pembayaran', en: 'Payment' }, value: { id: 'QRIS', en: 'QRIS' } },
    ]);
    await expect(
      salesByDayReport.resolve(source, { tanggalMulai: '2025-10-02', tanggalAkhir: '2025-10-01' }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('have rows for a table whose sums close it, and a chart', async () => {
    for (const report of salesReports) {
      const { rows, totals, chart } = await report.table(source, {});
      const all = await Array.fromAsync(rows);
      for (const row of all) {
        for (const { key } of report.columns) expect(row).toHaveProperty([key]);
      }
      expect(totals).toMatchObject({ totalAmount: 41_000 });
      // A day without sales stands in the chart, too.
      expect(chart?.labels).toHaveLength(report === salesByDayReport ? 4 : all.length);
      expect(report.path).toMatch(/^\/api\/reports\/sales\/[a-z-]+$/);
    }
    expect(new Set(salesReports.map(({ permission }) => permission)).size).toBe(5);
  });

  it('are empty without sales', async () => {
    for (const report of salesReports) {
      expect(await json(report, { tanggalMulai: '2030-01-01' })).toEqual([]);
    }
  });
});
