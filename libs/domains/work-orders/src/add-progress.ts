import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type TransactionHost } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { workOrderProgressAdded } from './messages.ts';
import { noteToWire, type ProgressView } from './work-order.contract.ts';
import { WorkOrderProgress } from './work-order.entity.ts';
import { lockWorkOrder } from './work-order.queries.ts';

/** Writes down how the work goes. @throws problem `not_found` */
export async function addProgress(
  { host }: { host: TransactionHost },
  actor: UserPrincipal,
  context: Context,
  { id, note }: { id: number; note: string },
): Promise<ProgressView> {
  return transaction(host, context, async (tx) => {
    // Locked, so that nobody writes on an order that is just being given to another operator.
    const { order } = await lockWorkOrder(tx.em, actor, id);
    const written = tx.em.create(WorkOrderProgress, {
      workOrderId: id,
      note,
      createdBy: actor.userId,
      createdByName: actor.name,
    });
    await tx.em.flush();
    publish(tx, workOrderProgressAdded, {
      id,
      number: order.number,
      operator_id: order.operatorId,
      note,
      quantity: 0,
      completed_quantity: order.completedQuantity,
      added_by: actor.userId,
    });
    return noteToWire(written);
  });
}
