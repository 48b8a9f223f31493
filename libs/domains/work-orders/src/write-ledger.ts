import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { workOrderProgressAdded, workOrderStatusChanged } from './messages.ts';
import { WorkOrderStatusHistory } from './work-order.entity.ts';
import type { LockedWorkOrder } from './work-order.queries.ts';
import type { Status } from './work-order.state.ts';

/**
 * Adds a line to the ledger of a locked order, takes the order along and tells of it. Whether it may is decided
 * before. Other changes of the order that belong to the same action are written with it.
 *
 * @param line the status it comes to, and the pieces made since the line before
 */
export async function writeLedger(
  tx: Tx,
  actor: UserPrincipal,
  { order, now }: LockedWorkOrder,
  line: { status: Status; quantity: number },
): Promise<void> {
  const previousStatus = order.status;
  tx.em.create(WorkOrderStatusHistory, {
    workOrderId: order.id,
    previousStatus,
    ...line,
    operatorId: order.operatorId,
    changedBy: actor.userId,
    changedAt: now,
  });
  tx.em.assign(order, {
    status: line.status,
    completedQuantity: order.completedQuantity + line.quantity,
    completedAt: line.status === 'Completed' ? (order.completedAt ?? now) : null,
    updatedAt: now,
  });
  await tx.em.flush();
  const told = {
    id: order.id,
    number: order.number,
    operator_id: order.operatorId,
    quantity: line.quantity,
    completed_quantity: order.completedQuantity,
  };
  if (line.status === previousStatus) {
    publish(tx, workOrderProgressAdded, { ...told, note: null, added_by: actor.userId });
  } else {
    publish(tx, workOrderStatusChanged, {
      ...told,
      old_status: previousStatus,
      new_status: line.status,
      changed_by: actor.userId,
    });
  }
}
