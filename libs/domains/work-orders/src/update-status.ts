import type { WorkOrderSettings } from './work-order.settings.ts';
import { assertVersion, invalidField, problem, type VersionCondition } from '@antrean/platform/http';
import { transaction, type Context, type TransactionHost } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { toWire, type WorkOrderView } from './work-order.contract.ts';
import { manages } from './work-order.policy.ts';
import { conflictAt, quantityExceeded } from './work-order.problem.ts';
import { lockWorkOrder } from './work-order.queries.ts';
import { judgeUpdate, mostAllowed, statusAfter, type Status } from './work-order.state.ts';
import { writeLedger } from './write-ledger.ts';

/**
 * Takes an order to a status and adds the pieces that were made; the last piece completes it.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `work_order_status_conflict`,
 *   `work_order_quantity_exceeded`; `invalid_request` when more pieces are taken back than there are, or by an operator
 */
export async function updateStatus(
  { host, settings }: { host: TransactionHost; settings: WorkOrderSettings },
  actor: UserPrincipal,
  context: Context,
  update: { id: number; status: Status; quantity: number; ifMatch: VersionCondition | undefined },
): Promise<WorkOrderView> {
  return transaction(host, context, async (tx) => {
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
