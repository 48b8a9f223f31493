import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { closeRequest } from './close-request.ts';
import { toWire, type MealOrderView } from './meal-order.contract.ts';
import { mealOrderProblem } from './meal-order.problem.ts';
import { lockMealOrder } from './meal-order.queries.ts';
import { lifecycle } from './meal-order.state.ts';
import { approvalDecided } from './messages.ts';
import { moveOrder } from './move-order.ts';

/**
 * Decides on the kitchen's request: a rejection that is approved ends the order, everything else sends it back to the
 * kitchen's queue, after an approved edit with the new quantity (decision 15).
 * @throws problem `not_found`, `stale_version`, `no_pending_request`
 */
export async function decideApproval(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  choice: {
    id: number;
    decision: 'APPROVED' | 'REJECTED';
    adminNote: string | null;
    ifMatch: VersionCondition | undefined;
  },
): Promise<MealOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const { decision, adminNote } = choice;
    const order = await lockMealOrder(tx.em, actor, choice.id);
    assertVersion(order.version, choice.ifMatch);
    if (order.approvalStatus !== 'PENDING') {
      throw mealOrderProblem('no_pending_request', { parameters: { currentStatus: order.status } });
    }
    const request = await closeRequest(tx.em, actor, order, decision, adminNote);
    publish(tx, approvalDecided, {
      orderId: order.id,
      departmentId: order.departmentId,
      kodePesanan: order.code,
      requestType: request.requestType,
      decision,
      decidedBy: actor.userId,
      catatanAdmin: adminNote,
      requestedBy: request.requestedBy,
      requesterEmployeeId: request.requesterEmployeeId ?? null,
    });
    const isRejected = decision === 'APPROVED' && request.requestType === 'REJECT';
    await moveOrder(tx, actor, order, lifecycle.to(isRejected ? 'reject' : 'sendBack'), 'approval');
    return toWire(order);
  });
}
