import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { PosOrderChange, type PosOrder } from './pos-order.entity.ts';
import type { OrderRecord } from './pos-order.contract.ts';
import type { Change } from './pos-order.state.ts';

/** Writes a change of a locked order together with what the order was until then. */
export async function recordChange(
  tx: Tx,
  actor: UserPrincipal,
  { order, record }: { order: PosOrder; record: OrderRecord },
  action: Change,
  change: Partial<Pick<PosOrder, 'status' | 'outletId' | 'paymentMethod' | 'totalAmount' | 'deletedAt'>>,
): Promise<void> {
  tx.em.create(PosOrderChange, {
    orderId: order.id,
    action,
    changedAt: order.now,
    changedBy: actor.userId,
    before: record,
  });
  tx.em.assign(order, { ...change, updatedAt: order.now });
  await tx.em.flush();
}
