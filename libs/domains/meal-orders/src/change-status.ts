import { assertVersion, problem, statusConflict, type VersionCondition } from '@antrean/platform/http';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { closeRequest } from './close-request.ts';
import { toWire, type MealOrderView } from './meal-order.contract.ts';
import { canDo } from './meal-order.policy.ts';
import { lockMealOrder } from './meal-order.queries.ts';
import { judgeMove, type Status } from './meal-order.state.ts';
import { moveOrder } from './move-order.ts';

/**
 * Takes an order one step further or, for an administrator, to any other status. An override ends an open request.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `order_status_conflict`
 */
export async function changeStatus(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  change: { id: number; status: Status; ifMatch: VersionCondition | undefined },
): Promise<MealOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const order = await lockMealOrder(tx.em, actor, change.id);
    const verdict = judgeMove(canDo(actor, order), order.status, change.status);
    if (verdict === 'forbidden') throw problem('forbidden');
    assertVersion(order.version, change.ifMatch);
    if (verdict === 'impossible') throw statusConflict(order.status);
    if (order.approvalStatus === 'PENDING') {
      const isGranted = order.requestType === 'REJECT' && change.status === 'DITOLAK';
      await closeRequest(tx.em, actor, order, isGranted ? 'APPROVED' : 'REJECTED', null);
    }
    await moveOrder(tx, actor, order, change.status, verdict);
    return toWire(order);
  });
}
