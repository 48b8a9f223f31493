import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { z } from 'zod';
import { createOrder } from './create-work-order.ts';
import { findOperator, resolveFutureDeadline } from './resolve-input.ts';
import { tellDetails } from './update-work-order.ts';
import { toWire, type split, type WorkOrderView } from './work-order.contract.ts';
import { conflictAt, workOrderProblem } from './work-order.problem.ts';
import { lockWorkOrder } from './work-order.queries.ts';

/**
 * Makes some pieces of an order that are not made yet an order of their own, for somebody else or for another day. What is
 * attached so far belongs to both.
 * @throws problem `not_found`, `stale_version`, `work_order_status_conflict`, `work_order_split_refused`;
 *   `invalid_request` when the deadline is over or nobody fit to work is named
 */
export async function splitWorkOrder(
  { unitOfWork, config }: { unitOfWork: UnitOfWork; config: Pick<Config, 'businessZone'> },
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch, wish }: { id: number; ifMatch: VersionCondition | undefined; wish: z.infer<typeof split> },
): Promise<WorkOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const { order, now } = await lockWorkOrder(tx.em, actor, id);
    assertVersion(order.version, ifMatch);
    if (order.status === 'Completed') throw conflictAt(order.status);
    const remainingQuantity = Math.max(0, order.quantity - order.completedQuantity);
    if (wish.quantity >= remainingQuantity)
      throw workOrderProblem('work_order_split_refused', { parameters: { remainingQuantity } });
    const operator = await findOperator(tx.em, wish.operator_id ?? order.operatorId);
    const deadline =
      wish.deadline === undefined
        ? order.deadline
        : await resolveFutureDeadline(tx.em, wish.deadline, config.businessZone);
    const quantity = order.quantity - wish.quantity;
    tx.em.assign(order, { quantity, updatedAt: now });
    await tx.em.flush();
    tellDetails(tx, actor, order, { quantity });
    const part = await createOrder(tx, config, {
      productName: order.productName,
      quantity: wish.quantity,
      priority: wish.priority ?? order.priority,
      deadline,
      operator,
      createdBy: actor.userId,
      splitFrom: order,
    });
    await query(
      tx.em,
      `insert into work_order_shared_files (work_order_id, attachment_id)
       select ?, id from work_order_attachments where work_order_id = ?
       union select ?, attachment_id from work_order_shared_files where work_order_id = ?`,
      [part.id, id, part.id, id],
    );
    return toWire(part);
  });
}
