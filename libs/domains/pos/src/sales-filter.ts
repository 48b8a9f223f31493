import { findOutlet } from '@antrean/organization';
import type { SqlValue } from '@antrean/platform/database';
import { allOf, given, reportRange, type ReportFilter, type ReportSource } from '@antrean/platform/report';
import { z } from 'zod';
import { rowIdParameter } from './catalogue.contract.ts';
import { PAYMENT_WORDS } from './payment-method.words.ts';
import { PAYMENT_METHODS } from './pos-order.state.ts';

/** What every sales report can be limited to. */
export const salesParameters = z.object({
  ...reportRange,
  outletId: rowIdParameter.optional(),
  paymentMethod: z.enum(PAYMENT_METHODS).optional(),
});
export type SalesParameters = z.output<typeof salesParameters>;

/** The condition on `pos_orders o` that makes an order a sale of the period. */
export const salesWhere = (asked: SalesParameters): { sql: string; parameters: SqlValue[] } =>
  allOf(
    `o.status <> 'cancelled' and o.deleted_at is null`,
    given(asked.tanggalMulai, `o.business_date >= ?::date`),
    given(asked.tanggalAkhir, `o.business_date <= ?::date`),
    given(asked.outletId, `o.outlet_id = ?`),
    given(asked.paymentMethod, `o.payment_method = ?`),
  );

/** What the title page says about an outlet and a way of payment that a report is limited to. */
export async function salesFilters(
  { database }: ReportSource,
  { outletId, paymentMethod }: SalesParameters,
): Promise<ReportFilter[]> {
  const outlet = outletId === undefined ? null : await findOutlet(database.fork(), outletId);
  return [
    ...(outletId === undefined
      ? []
      : [{ label: { id: 'Outlet', en: 'Outlet' }, value: outlet?.name ?? `#${outletId}` }]),
    ...(paymentMethod === undefined
      ? []
      : [{ label: { id: 'Pembayaran', en: 'Payment' }, value: PAYMENT_WORDS[paymentMethod] }]),
  ];
}
