import { assertOutlet } from '@antrean/organization';
import { assertVersion, statusConflict, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { OrderInput, OrderRecord } from './pos-order.contract.ts';
import { PosOrderLine } from './pos-order.entity.ts';
import { orderMoved, orderUpdated } from './pos-order.messages.ts';
import { lockOrder, toRecord } from './pos-order.queries.ts';
import { lifecycle } from './pos-order.state.ts';
import { priceItems } from './price-items.ts';
import { recordChange } from './record-change.ts';

/**
 * Replaces what was ordered, at the prices of now; number, date and id stay. What it was is kept in the history.
 * @throws problem `not_found`, `stale_version`, `order_status_conflict` once it is being prepared, `invalid_request`,
 *   `price_changed`
 */
export async function updateOrder(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { invoice, input, ifMatch }: { invoice: string; input: OrderInput; ifMatch: VersionCondition | undefined },
): Promise<OrderRecord> {
  return transaction(unitOfWork, context, async (tx) => {
    const { em } = tx;
    const locked = await lockOrder(em, invoice);
    const { order, record } = locked;
    assertVersion(order.version, ifMatch);
    if (!lifecycle.allows('update', order.status)) throw statusConflict(order.status);
    // It may stay where it is, also when that outlet was closed meanwhile.
    if (input.outlet_id !== record.outlet_id) await assertOutlet(em, input.outlet_id, 'body.outlet_id');
    const { lines, totalAmount } = await priceItems(em, input);
    await em.nativeDelete(PosOrderLine, { orderId: order.id });
    await em.insertMany(
      PosOrderLine,
      lines.map((line) => ({ orderId: order.id, ...line })),
    );
    await recordChange(tx, actor, locked, 'updated', {
      outletId: input.outlet_id,
      paymentMethod: input.payment_method,
      totalAmount,
    });
    const updated = toRecord(
      order,
      lines.map((line) => ({ orderId: order.id, ...line })),
    );
    publish(tx, orderUpdated, updated);
    if (record.outlet_id !== null && record.outlet_id !== updated.outlet_id) {
      publish(tx, orderMoved, {
        invoice_number: record.invoice_number,
        previous_outlet_id: record.outlet_id,
      });
    }
    return updated;
  });
}
