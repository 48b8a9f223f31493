import { findRow, query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ReceiptView } from './pos-order.contract.ts';
import { PosOrder } from './pos-order.entity.ts';
import { readOrder } from './pos-order.queries.ts';

/** @throws problem `not_found` as {@link readOrder} */
export async function readReceipt(
  em: EntityManager,
  actor: UserPrincipal,
  invoiceNumber: string,
): Promise<ReceiptView> {
  const order = await readOrder(em, actor, invoiceNumber);
  const { createdBy } = await findRow(em, PosOrder, { invoiceNumber });
  const [named] = await query<{ outlet: string | null; cashier: string }>(
    em,
    `select (select name from outlets_v where id = ?) as outlet, full_name as cashier from users_v where id = ?`,
    [order.outlet_id, createdBy],
  );
  const { invoice_number, date, total_amount, created_at, status, payment_method, lines, version } = order;
  return {
    ...{ invoice_number, date, total_amount, created_at, status, payment_method },
    outlet: order.outlet_id === null ? null : { id: order.outlet_id, name: named?.outlet ?? '' },
    cashier: named?.cashier ?? '',
    ...{ lines, version },
  };
}
