import type { Config } from '@antrean/platform/config';
import { nextNumber } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { z } from 'zod';
import { findOperator, resolveFutureDeadline, type Operator } from './resolve-input.ts';
import { workOrderAssigned, workOrderCreated } from './messages.ts';
import { toWire, type creation, type WorkOrderView } from './work-order.contract.ts';
import { WorkOrder } from './work-order.entity.ts';

/**
 * Creates an order for an operator.
 * @throws problem `invalid_request` (400) when the deadline is over or nobody fit to work is named
 */
export async function createWorkOrder(
  { unitOfWork, config }: { unitOfWork: UnitOfWork; config: Pick<Config, 'businessZone'> },
  actor: UserPrincipal,
  context: Context,
  wish: z.infer<typeof creation>,
): Promise<WorkOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const operator = await findOperator(tx.em, wish.operator_id);
    const deadline = await resolveFutureDeadline(tx.em, wish.deadline, config.businessZone);
    const { product_name: productName, quantity, priority } = wish;
    const details = { productName, quantity, priority, deadline, operator, createdBy: actor.userId };
    return toWire(await createOrder(tx, config, details));
  });
}

/** Writes an order whose details have been checked, and publishes it. */
export async function createOrder(
  tx: Tx,
  config: Pick<Config, 'businessZone'>,
  {
    operator,
    splitFrom,
    ...details
  }: Pick<WorkOrder, 'productName' | 'quantity' | 'priority' | 'deadline' | 'createdBy'> & {
    readonly operator: Operator;
    /** The order of which it is a part. */
    readonly splitFrom?: Pick<WorkOrder, 'id' | 'number'>;
  },
): Promise<WorkOrder> {
  // From here on every other creation waits for this one, so the number comes as late as it can.
  const issued = await nextNumber(tx.em, 'WO', config.businessZone, 3);
  const order = tx.em.create(WorkOrder, {
    ...details,
    ...operator,
    ...(splitFrom && { splitFromId: splitFrom.id, splitFromNumber: splitFrom.number }),
    number: issued.code,
    completedQuantity: 0,
    status: 'Pending',
    businessDate: issued.businessDate,
  });
  await tx.em.flush();
  const { id, number, operatorId: operator_id, createdBy } = order;
  publish(tx, workOrderCreated, {
    id,
    number,
    operator_id,
    product_name: order.productName,
    quantity: order.quantity,
    deadline: order.deadline.toISOString(),
    priority: order.priority,
    status: order.status,
    created_by: createdBy,
    ...(splitFrom && { split_from: splitFrom.number }),
  });
  publish(tx, workOrderAssigned, {
    id,
    number,
    operator_id,
    previous_operator_id: null,
    assigned_by: createdBy,
  });
  return order;
}
