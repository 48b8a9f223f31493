import { assertVersion, statusConflict, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { orderDeleted } from './pos-order.messages.ts';
import { lockOrder } from './pos-order.queries.ts';
import { lifecycle } from './pos-order.state.ts';
import { recordChange } from './record-change.ts';

/**
 * Takes an order out of lists, sales and screens. Its row, its number and its history stay.
 * @throws problem `not_found`, `stale_version`, `order_status_conflict` once it is being prepared
 */
export async function deleteOrder(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { invoice, ifMatch }: { invoice: string; ifMatch: VersionCondition | undefined },
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const locked = await lockOrder(tx.em, invoice);
    const { order, record } = locked;
    assertVersion(order.version, ifMatch);
    if (!lifecycle.allows('delete', order.status)) throw statusConflict(order.status);
    await recordChange(tx, actor, locked, 'deleted', { deletedAt: order.now });
    publish(tx, orderDeleted, { invoice_number: record.invoice_number, outlet_id: record.outlet_id });
  });
}
