import { query } from '@antrean/platform/database';
import { toPage, type Page } from '@antrean/platform/http';
import type { Actor } from '@antrean/platform/outbox';
import type { EntityManager } from '@mikro-orm/postgresql';
import { noteToWire, type HistoryView, type ProgressView } from './work-order.contract.ts';
import { WorkOrderProgress } from './work-order.entity.ts';
import { findWorkOrder } from './work-order.queries.ts';

type PageWish = { page: number; limit: number };

/**
 * The ledger of an order, oldest line first, with what was made up to each.
 * @throws problem `not_found` when there is no such order that the actor may know of
 */
export async function listHistory(
  em: EntityManager,
  actor: Actor,
  orderId: number,
  { page, limit }: PageWish,
): Promise<Page<HistoryView>> {
  await findWorkOrder(em, actor, orderId);
  const lines = await query<HistoryView>(
    em,
    `select h.id, h.previous_status, h.status, h.quantity, h.operator_id, h.changed_by, u.full_name as changed_by_name,
            h.changed_at, (sum(h.quantity) over (order by h.id))::int as completed_quantity
     from work_order_status_history h join users u on u.id = h.changed_by
     where h.work_order_id = ? order by h.id limit ? offset ?`,
    [orderId, limit, (page - 1) * limit],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from work_order_status_history where work_order_id = ?`,
    [orderId],
  );
  return toPage(
    lines.map((line) => ({ ...line, changed_at: new Date(line.changed_at).toISOString() })),
    count?.total ?? 0,
    { page, limit },
  );
}

/**
 * The notes on an order, newest first.
 * @throws problem `not_found` when there is no such order that the actor may know of
 */
export async function listProgress(
  em: EntityManager,
  actor: Actor,
  orderId: number,
  { page, limit }: PageWish,
): Promise<Page<ProgressView>> {
  await findWorkOrder(em, actor, orderId);
  const [notes, total] = await em.findAndCount(
    WorkOrderProgress,
    { workOrderId: orderId },
    { orderBy: { id: 'desc' }, limit, offset: (page - 1) * limit },
  );
  return toPage(notes.map(noteToWire), total, { page, limit });
}
