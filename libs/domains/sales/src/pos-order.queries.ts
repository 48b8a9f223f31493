import { findRow, lockRow, newestFirst } from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import { toView, type ListQuery, type OrderRecord, type OrderView } from './pos-order.contract.ts';
import { PosOrder, PosOrderChange, PosOrderLine } from './pos-order.entity.ts';

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

/** @throws problem `not_found`; a deleted order is not found either */
export async function readOrder(em: EntityManager, invoiceNumber: string): Promise<OrderRecord> {
  const order = await findRow(em, PosOrder, { invoiceNumber, deletedAt: null });
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

/** One slice of the orders that fit, newest first. */
export async function listOrders(em: EntityManager, filter: ListQuery): Promise<GrowingPage<OrderView>> {
  const from = filter.date ?? filter.startDate;
  const to = filter.date ?? filter.endDate;
  const where: QBFilterQuery<PosOrder> = {
    deletedAt: null,
    ...(filter.status && { status: filter.status }),
    ...(filter.payment_method && { paymentMethod: filter.payment_method }),
    ...(filter.outlet_id && { outletId: filter.outlet_id }),
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
export async function readHistory(em: EntityManager, invoiceNumber: string): Promise<PosOrderChange[]> {
  const order = await findRow(em, PosOrder, { invoiceNumber });
  return em.find(PosOrderChange, { orderId: order.id }, { orderBy: { id: 'asc' } });
}
