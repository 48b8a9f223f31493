import { assertVersion, problem, statusConflict, type VersionCondition } from '@antrean/platform/http';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { toWire, type MealOrderView } from './meal-order.contract.ts';
import { canDo } from './meal-order.policy.ts';
import { mealOrderProblem } from './meal-order.problem.ts';
import { lockMealOrder } from './meal-order.queries.ts';
import { judgeRecall, type Status } from './meal-order.state.ts';
import { moveOrder } from './move-order.ts';

/**
 * Takes back the kitchen's last step, which leads to `status` again: a change of its own, with its own event and record.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `order_status_conflict`, `step_too_old`
 */
export async function recallStep(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, status, ifMatch }: { id: number; status: Status; ifMatch: VersionCondition | undefined },
): Promise<MealOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const order = await lockMealOrder(tx.em, actor, id);
    const verdict = judgeRecall(canDo(actor, order), order, status);
    if (verdict === 'forbidden') throw problem('forbidden');
    assertVersion(order.version, ifMatch);
    if (verdict === 'impossible') throw statusConflict(order.status);
    if (verdict === 'late') throw mealOrderProblem('step_too_old');
    await moveOrder(tx, actor, order, status, 'step');
    return toWire(order);
  });
}
