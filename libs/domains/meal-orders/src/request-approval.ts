import { assertVersion, problem, statusConflict, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { toWire, type MealOrderView } from './meal-order.contract.ts';
import { MealOrderApproval } from './meal-order.entity.ts';
import { canDo } from './meal-order.policy.ts';
import { lockMealOrder } from './meal-order.queries.ts';
import { lifecycle } from './meal-order.state.ts';
import { approvalRequested } from './messages.ts';
import { moveOrder } from './move-order.ts';

/**
 * Asks an administrator to reject an order or, with a new quantity, to edit it; the order waits meanwhile and already
 * shows the new quantity (decision 15).
 * @throws problem `not_found`, `forbidden`, `stale_version`, `order_status_conflict`
 */
export async function requestApproval(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  input: {
    id: number;
    newQuantity: number | null;
    kitchenNote: string;
    ifMatch: VersionCondition | undefined;
  },
): Promise<MealOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const order = await lockMealOrder(tx.em, actor, input.id);
    if (!canDo(actor, order)('request-approval')) throw problem('forbidden');
    assertVersion(order.version, input.ifMatch);
    if (!lifecycle.allows('request', order.status)) throw statusConflict(order.status);
    const { newQuantity, kitchenNote } = input;
    const request = tx.em.create(MealOrderApproval, {
      orderId: order.id,
      requestType: newQuantity === null ? 'REJECT' : 'EDIT',
      status: 'PENDING',
      requestedBy: actor.userId,
      requestedAt: order.now,
      previousStatus: order.status,
      previousQuantity: order.quantity,
      newQuantity,
      kitchenNote,
    });
    tx.em.assign(order, {
      quantity: newQuantity ?? order.quantity,
      requestType: request.requestType,
      approvalStatus: 'PENDING',
      kitchenNote,
      adminNote: null,
      requestedBy: actor.userId,
    });
    publish(tx, approvalRequested, {
      orderId: order.id,
      departmentId: order.departmentId,
      kodePesanan: order.code,
      requestType: request.requestType,
      requestedBy: actor.userId,
      catatanDapur: kitchenNote,
      quantity: request.previousQuantity,
      newQuantity,
    });
    await moveOrder(tx, actor, order, lifecycle.to('request'), 'approval');
    return toWire(order);
  });
}
