import { findRow, lockRow, newestFirst } from '@antrean/platform/database';
import { may, type UserPrincipal } from '@antrean/platform/auth';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import { toView, type ListQuery, type OrderRecord, type OrderView } from './pos-order.contract.ts';
import { PosOrder, PosOrderChange, PosOrderLine } from './pos-order.entity.ts';
import { permissions } from './sales.policy.ts';

/** An order with its lines as events, history and answers hold it. */
export const toRecord = (order: PosOrder, lines: readonly PosOrderLine[]): OrderRecord => ({
  invoice_number: order.invoiceNumber,
  date: order.businessDate,
  total_amount: order.totalAmount,
  lines: lines.map((line) => ({
    product_id: line.productId,
    product: line.productName,
    category: line.categoryName ?? null,
    unit_price: line.unitPrice,
    quantity: line.quantity,
    amount: line.amount,
  })),
  id: order.id,
  status: order.status,
  payment_method: order.paymentMethod,
  outlet_id: order.outletId ?? null,
  created_at: order.createdAt.toISOString(),
  version: order.version,
});

const linesOf = (em: EntityManager, orderIds: readonly number[]): Promise<PosOrderLine[]> =>
  em.find(PosOrderLine, { orderId: { $in: [...orderIds] } }, { orderBy: { orderId: 'asc', place: 'asc' } });

/** @throws problem `not_found`; a deleted order is not found either, nor one of an outlet out of reach */
export async function readOrder(
  em: EntityManager,
  actor: UserPrincipal,
  invoiceNumber: string,
): Promise<OrderRecord> {
  const order = await findRow(em, PosOrder, { invoiceNumber, deletedAt: null });
  assertReach(actor, order);
  return toRecord(order, await linesOf(em, [order.id]));
}

/**
 * Loads an order to change it; whoever else wants to waits for the end of this transaction.
 * @throws problem `not_found`
 */
export async function lockOrder(
  em: EntityManager,
  invoiceNumber: string,
): Promise<{ order: PosOrder; lines: PosOrderLine[]; record: OrderRecord }> {
  const order = await lockRow(em, PosOrder, { invoiceNumber, deletedAt: null }, { populate: ['now'] });
  const lines = await linesOf(em, [order.id]);
  return { order, lines, record: toRecord(order, lines) };
}

/** One slice of the orders that fit, newest first: of all outlets and none, or of those that somebody reaches. */
export async function listOrders(
  em: EntityManager,
  filter: ListQuery,
  outlets: 'all' | Iterable<number>,
): Promise<GrowingPage<OrderView>> {
  const from = filter.date ?? filter.startDate;
  const to = filter.date ?? filter.endDate;
  const where: QBFilterQuery<PosOrder> = {
    deletedAt: null,
    ...(filter.status && { status: filter.status }),
    ...(filter.payment_method && { paymentMethod: filter.payment_method }),
    ...(outlets !== 'all' && { outletId: { $in: [...outlets] } }),
    ...(filter.outlet_id && { $and: [{ outletId: filter.outlet_id }] }),
    businessDate: { ...(from && { $gte: from }), ...(to && { $lte: to }) },
  };
  const fitting = em.createQueryBuilder(PosOrder).select('id').where(where).getFormattedQuery();
  const { ids, total, next } = await newestFirst(em, [fitting], filter);
  const orders = new Map((await em.find(PosOrder, { id: ids })).map((order) => [order.id, order]));
  const lines = Map.groupBy(await linesOf(em, ids), ({ orderId }) => orderId);
  const views = ids
    .flatMap((id) => orders.get(id) ?? [])
    .map((order) => toView(toRecord(order, lines.get(order.id) ?? [])));
  return { ...toPage(views, total, filter), next };
}

/** What an order was before each change, oldest first; deleted orders have their history too. */
export async function readHistory(
  em: EntityManager,
  actor: UserPrincipal,
  invoiceNumber: string,
): Promise<PosOrderChange[]> {
  const order = await findRow(em, PosOrder, { invoiceNumber });
  assertReach(actor, order);
  return em.find(PosOrderChange, { orderId: order.id }, { orderBy: { id: 'asc' } });
}

function assertReach(actor: UserPrincipal, { outletId }: PosOrder): void {
  if (!may(actor, permissions.read, { outlet: outletId ?? null })) throw problem('not_found');
}
