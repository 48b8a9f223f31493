import { type WorkOrderSettings, mostAllowed } from './work-order.state.ts';
import type { Config } from '@antrean/platform/config';
import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork, type Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { z } from 'zod';
import { findOperator, resolveDeadline } from './resolve-input.ts';
import { workOrderAssigned, workOrderUpdated } from './messages.ts';
import { toWire, type change, type WorkOrderView } from './work-order.contract.ts';
import type { WorkOrder } from './work-order.entity.ts';
import { conflictAt, quantityExceeded } from './work-order.problem.ts';
import { lockWorkOrder } from './work-order.queries.ts';
import { writeLedger } from './record-work.ts';

interface Dependencies {
  unitOfWork: UnitOfWork;
  config: Pick<Config, 'businessZone'>;
  settings: WorkOrderSettings;
}

type Wish = z.infer<typeof change>;

/**
 * Changes an order as a manager wishes. What is as wished already is no change; without any change nothing happens.
 * A completed order is changed only by opening it again: reports count on what it was when it was completed.
 * @throws problem `not_found`, `stale_version`, `work_order_status_conflict`, `work_order_quantity_exceeded`;
 *   `invalid_request` when nobody fit to work is named
 */
export async function updateWorkOrder(
  { unitOfWork, config, settings }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch, wish }: { id: number; ifMatch: VersionCondition | undefined; wish: Wish },
): Promise<WorkOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const locked = await lockWorkOrder(tx.em, actor, id);
    const { order, now } = locked;
    assertVersion(order.version, ifMatch);
    const { status = order.status } = wish;
    const details = await changedDetails(tx, order, wish, config.businessZone);
    const isReassigned = wish.operator_id !== undefined && wish.operator_id !== order.operatorId;
    const isChanged = isReassigned || Object.keys(details).length > 0;
    if (isChanged && order.status === 'Completed' && status === 'Completed') throw conflictAt(order.status);
    if (details.quantity !== undefined) {
      const allowed = mostAllowed(details.quantity, settings.overproductionPercent);
      if (order.completedQuantity > allowed) throw quantityExceeded(order.completedQuantity, allowed);
    }
    if (isReassigned) await reassign(tx, actor, order, wish.operator_id ?? order.operatorId);
    if (Object.keys(details).length > 0) tellDetails(tx, actor, order, details);
    if (isChanged) tx.em.assign(order, { ...details, updatedAt: now });
    if (status !== order.status) await writeLedger(tx, actor, locked, { status, quantity: 0 });
    await tx.em.flush();
    return toWire(order);
  });
}

interface Details {
  productName?: string;
  quantity?: number;
  deadline?: Date;
  priority?: WorkOrder['priority'];
}

async function changedDetails(tx: Tx, order: WorkOrder, wish: Wish, zone: string): Promise<Details> {
  const { product_name: productName, quantity, priority } = wish;
  const deadline =
    wish.deadline === undefined ? undefined : (await resolveDeadline(tx.em, wish.deadline, zone)).deadline;
  return {
    ...(productName !== undefined && productName !== order.productName && { productName }),
    ...(quantity !== undefined && quantity !== order.quantity && { quantity }),
    ...(deadline !== undefined && deadline.getTime() !== order.deadline.getTime() && { deadline }),
    ...(priority !== undefined && priority !== order.priority && { priority }),
  };
}

async function reassign(tx: Tx, actor: UserPrincipal, order: WorkOrder, operatorId: number): Promise<void> {
  const previous = order.operatorId;
  tx.em.assign(order, await findOperator(tx.em, operatorId));
  publish(tx, workOrderAssigned, {
    id: order.id,
    number: order.number,
    operator_id: operatorId,
    previous_operator_id: previous,
    assigned_by: actor.userId,
  });
}

/** Publishes that details of an order are others now. */
export function tellDetails(tx: Tx, actor: UserPrincipal, order: WorkOrder, details: Details): void {
  const { productName, deadline, quantity, priority } = details;
  publish(tx, workOrderUpdated, {
    id: order.id,
    number: order.number,
    operator_id: order.operatorId,
    changes: {
      ...(productName !== undefined && { product_name: productName }),
      ...(quantity !== undefined && { quantity }),
      ...(deadline !== undefined && { deadline: deadline.toISOString() }),
      ...(priority !== undefined && { priority }),
    },
    updated_by: actor.userId,
  });
}
