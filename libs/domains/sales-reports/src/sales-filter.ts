import { rowIdParameter } from '@antrean/catalogue';
import { findOutlet } from '@antrean/organization';
import type { SqlValue } from '@antrean/platform/database';
import { allOf, given, reportRange, type ReportFilter, type ReportSource } from '@antrean/platform/report';
import { PAYMENT_METHODS } from '@antrean/sales';
import { z } from 'zod';
import { PAYMENT_WORDS } from './payment-method.words.ts';

/** What every sales report can be limited to. */
export const salesParameters = z.object({
  ...reportRange,
  outletId: rowIdParameter.optional(),
  paymentMethod: z.enum(PAYMENT_METHODS).optional(),
});
export type SalesParameters = z.output<typeof salesParameters>;

/** How people are asked for them. */
export const salesInputs = {
  outletId: { label: { id: 'Outlet', en: 'Outlet' }, of: 'outlet' },
  paymentMethod: { label: { id: 'Pembayaran', en: 'Payment' }, words: PAYMENT_WORDS },
} as const;

/** The condition on `sales_v o` that limits them to what was asked. */
export const salesWhere = (asked: SalesParameters): { sql: string; parameters: SqlValue[] } =>
  allOf(
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
