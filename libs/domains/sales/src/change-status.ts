import { assertVersion, statusConflict, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { OrderRecord } from './pos-order.contract.ts';
import { orderStatusChanged } from './pos-order.messages.ts';
import { lockOrder, toRecord } from './pos-order.queries.ts';
import { mayMove, type Status } from './pos-order.state.ts';
import { recordChange } from './record-change.ts';

/**
 * Takes an order one step further, or cancels it.
 * @throws problem `not_found`, `stale_version`, `order_status_conflict`
 */
export async function changeStatus(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  request: { invoice: string; status: Status; ifMatch: VersionCondition | undefined },
): Promise<OrderRecord> {
  return transaction(unitOfWork, context, async (tx) => {
    const locked = await lockOrder(tx.em, request.invoice);
    const { order, lines, record } = locked;
    assertVersion(order.version, request.ifMatch);
    if (!mayMove(order.status, request.status)) throw statusConflict(order.status);
    await recordChange(tx, actor, locked, 'status', { status: request.status });
    publish(tx, orderStatusChanged, {
      invoice_number: record.invoice_number,
      outlet_id: record.outlet_id,
      status: request.status,
      previous_status: record.status,
    });
    return toRecord(order, lines);
  });
}
