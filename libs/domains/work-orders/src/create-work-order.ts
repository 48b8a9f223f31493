import type { Config } from '@antrean/platform/config';
import { nextNumber } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type TransactionHost } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { z } from 'zod';
import { findOperator, resolveDeadline } from './resolve-input.ts';
import { workOrderAssigned, workOrderCreated } from './messages.ts';
import { toWire, type creation, type WorkOrderView } from './work-order.contract.ts';
import { WorkOrder } from './work-order.entity.ts';

/**
 * Creates an order for an operator.
 * @throws problem `invalid_request` (400) when the deadline is over or nobody fit to work is named
 */
export async function createWorkOrder(
  { host, config }: { host: TransactionHost; config: Pick<Config, 'businessZone'> },
  actor: UserPrincipal,
  context: Context,
  wish: z.infer<typeof creation>,
): Promise<WorkOrderView> {
  return transaction(host, context, async (tx) => {
    const operator = await findOperator(tx.em, wish.operator_id);
    const { deadline, isPast } = await resolveDeadline(tx.em, wish.deadline, config.businessZone);
    if (isPast) {
      throw invalidField('body.deadline', {
        en: 'lies in the past; give one that can still be met',
        id: 'sudah lewat; beri tenggat yang masih dapat dipenuhi',
      });
    }
    // From here on every other creation waits for this one, so the number comes as late as it can.
    const issued = await nextNumber(tx.em, 'WO', config.businessZone, 3);
    const order = tx.em.create(WorkOrder, {
      number: issued.code,
      productName: wish.product_name,
      quantity: wish.quantity,
      completedQuantity: 0,
      deadline,
      priority: wish.priority,
      ...operator,
      status: 'Pending',
      createdBy: actor.userId,
      businessDate: issued.businessDate,
    });
    await tx.em.flush();
    const { id, number, operatorId: operator_id } = order;
    publish(tx, workOrderCreated, {
      id,
      number,
      operator_id,
      product_name: order.productName,
      quantity: order.quantity,
      deadline: deadline.toISOString(),
      priority: order.priority,
      status: order.status,
      created_by: actor.userId,
    });
    publish(tx, workOrderAssigned, {
      id,
      number,
      operator_id,
      previous_operator_id: null,
      assigned_by: actor.userId,
    });
    return toWire(order);
  });
}
