import { query } from '@antrean/platform/database';
import { problem, toPage, type Page } from '@antrean/platform/http';
import type { Actor } from '@antrean/platform/outbox';
import { LockMode, type EntityManager, type QBFilterQuery } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import {
  COUNT_LIMIT,
  toWire,
  type listQuery,
  type MealOrderView,
  type pendingQuery,
} from './meal-order.contract.ts';
import { MealOrder } from './meal-order.entity.ts';
import { isBoundToDepartments, isWithin, scopesOf, within, type Scope } from './meal-order.policy.ts';

/** Ids of the departments that the actor serves; none means all of them. */
async function readServed(em: EntityManager, actor: Actor): Promise<number[]> {
  if (!isBoundToDepartments(actor)) return [];
  const rows = await query<{ department_id: number }>(
    em,
    `select department_id from served_departments where user_id = ?`,
    [actor.userId],
  );
  return rows.map((row) => row.department_id);
}

const readScopes = async (em: EntityManager, actor: Actor): Promise<Scope[]> =>
  scopesOf(actor, await readServed(em, actor), 'see');

/**
 * Loads an order to change it; whoever else wants to waits for the end of this transaction.
 * @returns the order and whether its department is one that the actor serves
 * @throws problem `not_found` when there is none that the actor may know of
 */
export async function lockMealOrder(
  em: EntityManager,
  actor: Actor,
  id: number,
): Promise<{ order: MealOrder; serves: boolean }> {
  const served = await readServed(em, actor);
  const order = await em.findOne(
    MealOrder,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['now'] },
  );
  if (!order || !isWithin(scopesOf(actor, served, 'know'), order)) throw problem('not_found');
  return { order, serves: served.length === 0 || served.includes(order.departmentId) };
}

/** @throws problem `not_found` when there is none that the actor may see */
export async function readMealOrder(em: EntityManager, actor: Actor, id: number): Promise<MealOrderView> {
  const scopes = await readScopes(em, actor);
  const order = await em.findOne(MealOrder, { id });
  if (!order || !isWithin(scopes, order)) throw problem('not_found');
  return toWire(order);
}

/** The orders that the actor may see, newest first; filters only narrow. */
export async function listMealOrders(
  em: EntityManager,
  actor: Actor,
  filter: z.infer<typeof listQuery>,
): Promise<Page<MealOrderView>> {
  const from = filter.tanggalMulai ?? filter.startDate;
  const to = filter.tanggalAkhir ?? filter.endDate;
  return readPage(em, actor, filter, {
    ...(filter.status && { status: filter.status }),
    ...(filter.departmentId && { departmentId: filter.departmentId }),
    ...(filter.shiftId && { shiftId: filter.shiftId }),
    // One day is asked for most; equality lets its index give the newest without sorting.
    orderDate: from && from === to ? from : { ...(from && { $gte: from }), ...(to && { $lte: to }) },
  });
}

/** Orders whose request waits for a decision, newest first. */
export async function listPendingApprovals(
  em: EntityManager,
  actor: Actor,
  filter: z.infer<typeof pendingQuery>,
): Promise<Page<MealOrderView>> {
  return readPage(em, actor, filter, { approvalStatus: 'PENDING' });
}

async function readPage(
  em: EntityManager,
  actor: Actor,
  { page, limit }: { page: number; limit: number },
  where: QBFilterQuery<MealOrder>,
): Promise<Page<MealOrderView>> {
  const visible = { $and: [within(await readScopes(em, actor)), where] };
  const offset = (page - 1) * limit;
  const orders = await em.find(MealOrder, visible, { orderBy: { id: 'desc' }, limit, offset });
  // A page that is not full is the last one and tells the total by itself.
  const isLast = orders.length < limit && (orders.length > 0 || page === 1);
  const total = isLast ? offset + orders.length : await countUpToLimit(em, visible);
  return toPage(orders.map(toWire), total, { page, limit });
}

/**
 * Counts exactly up to {@link COUNT_LIMIT} and no further, so that a list of everything costs the same among a million
 * orders as among a hundred thousand (18 ms instead of 138 ms, measured). Nobody turns 5,000 pages.
 */
async function countUpToLimit(em: EntityManager, where: QBFilterQuery<MealOrder>): Promise<number> {
  const found = em.createQueryBuilder(MealOrder).select('id').where(where).limit(COUNT_LIMIT);
  const [row] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (${found.getFormattedQuery()}) found`,
  );
  if (!row) throw new Error('count(*) returned no row');
  return row.total;
}
