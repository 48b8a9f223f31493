import type { UserPrincipal } from '@antrean/platform/auth';
import { assertVersion, invalidField, problem, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork, type Tx } from '@antrean/platform/transaction';
import { workOrderProgressAdded, workOrderStatusChanged } from './messages.ts';
import { noteToWire, toWire, type ProgressView, type WorkOrderView } from './work-order.contract.ts';
import { WorkOrderProgress, WorkOrderStatusHistory } from './work-order.entity.ts';
import { manages } from './work-order.policy.ts';
import { conflictAt, quantityExceeded } from './work-order.problem.ts';
import { lockWorkOrder, type LockedWorkOrder } from './work-order.queries.ts';
import {
  judgeUpdate,
  mostAllowed,
  statusAfter,
  type Status,
  type WorkOrderSettings,
} from './work-order.state.ts';

/**
 * Takes an order to a status and adds the pieces that were made; the last piece completes it.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `work_order_status_conflict`,
 *   `work_order_quantity_exceeded`; `invalid_request` when more pieces are taken back than there are, or by an operator
 */
export async function updateStatus(
  { unitOfWork, settings }: { unitOfWork: UnitOfWork; settings: WorkOrderSettings },
  actor: UserPrincipal,
  context: Context,
  update: { id: number; status: Status; quantity: number; ifMatch: VersionCondition | undefined },
): Promise<WorkOrderView> {
  return transaction(unitOfWork, context, async (tx) => {
    const locked = await lockWorkOrder(tx.em, actor, update.id);
    const { order } = locked;
    const verdict = judgeUpdate(manages(actor), order.status, update);
    if (verdict === 'forbidden') throw problem('forbidden');
    assertVersion(order.version, update.ifMatch);
    if (verdict === 'impossible') throw conflictAt(order.status);
    const made = { before: order.completedQuantity, after: order.completedQuantity + update.quantity };
    if (update.quantity < 0) assertMayTakeBack(actor, made);
    const allowed = mostAllowed(order.quantity, settings.overproductionPercent);
    if (update.quantity > 0 && made.after > allowed) throw quantityExceeded(made.before, allowed);
    await writeLedger(tx, actor, locked, {
      status: statusAfter(update.status, order.quantity, made),
      quantity: update.quantity,
    });
    return toWire(order);
  });
}

function assertMayTakeBack(actor: UserPrincipal, made: { before: number; after: number }): void {
  if (!manages(actor)) {
    throw invalidField('body.quantity', {
      en: 'cannot be negative; ask a manager to correct what was counted by mistake',
      id: 'tidak boleh negatif; minta manajer memperbaiki jumlah yang salah catat',
    });
  }
  if (made.after < 0) {
    throw invalidField('body.quantity', {
      en: `takes back more pieces than the ${made.before} that were made`,
      id: `menarik lebih banyak dari ${made.before} yang sudah dibuat`,
    });
  }
}

/** Writes down how the work goes. @throws problem `not_found` */
export async function addProgress(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, note }: { id: number; note: string },
): Promise<ProgressView> {
  return transaction(unitOfWork, context, async (tx) => {
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
