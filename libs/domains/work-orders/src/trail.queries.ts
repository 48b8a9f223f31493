import { cutSlice, idKey, newestFirst, query, startOf, type Slice } from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import { noteToWire, type HistoryView, type ProgressView } from './work-order.contract.ts';
import { WorkOrderProgress } from './work-order.entity.ts';
import { findWorkOrder } from './work-order.queries.ts';

/**
 * The ledger of an order, oldest line first, with what was made up to each.
 * @throws problem `not_found` when there is no such order that the actor may know of
 */
export async function listHistory(
  em: EntityManager,
  actor: UserPrincipal,
  orderId: number,
  slice: Slice,
): Promise<GrowingPage<HistoryView>> {
  const { after, offset } = startOf(slice, idKey);
  await findWorkOrder(em, actor, orderId);
  const lines = await query<HistoryView>(
    em,
    `select * from (
       select h.id, h.previous_status, h.status, h.quantity, h.operator_id, h.changed_by, u.full_name as changed_by_name,
            h.changed_at, (sum(h.quantity) over (order by h.id))::int as completed_quantity
     from work_order_status_history h join users_v u on u.id = h.changed_by
       where h.work_order_id = ?
     ) ledger where id > ? order by id limit ? offset ?`,
    [orderId, after?.[0] ?? 0, slice.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from work_order_status_history where work_order_id = ?`,
    [orderId],
  );
  const { rows, next } = cutSlice(lines, slice, ({ id }) => [id]);
  const views = rows.map((line) => ({ ...line, changed_at: new Date(line.changed_at).toISOString() }));
  return { ...toPage(views, count?.total ?? 0, slice), next };
}

/**
 * The notes on an order, newest first.
 * @throws problem `not_found` when there is no such order that the actor may know of
 */
export async function listProgress(
  em: EntityManager,
  actor: UserPrincipal,
  orderId: number,
  slice: Slice,
): Promise<GrowingPage<ProgressView>> {
  await findWorkOrder(em, actor, orderId);
  const ofOrder = em.createQueryBuilder(WorkOrderProgress).select('id').where({ workOrderId: orderId });
  const { ids, total, next } = await newestFirst(em, [ofOrder.getFormattedQuery()], slice);
  const notes = await em.find(WorkOrderProgress, { id: ids }, { orderBy: { id: 'desc' } });
  return { ...toPage(notes.map(noteToWire), total, slice), next };
}
