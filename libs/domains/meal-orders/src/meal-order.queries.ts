import { findRow, lockRow, newestFirst, type Slice } from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { toWire, type listQuery, type MealOrderView, type pendingQuery } from './meal-order.contract.ts';
import { MealOrder } from './meal-order.entity.ts';
import { isWithin, scopesOf, type Reader, type Scope } from './meal-order.policy.ts';

/**
 * Loads an order to change it; whoever else wants to waits for the end of this transaction.
 * @throws problem `not_found` when there is none that the actor may know of
 */
export async function lockMealOrder(em: EntityManager, actor: UserPrincipal, id: number): Promise<MealOrder> {
  const scopes = scopesOf(actor, 'know');
  return lockRow(em, MealOrder, { id }, { populate: ['now'], isKnown: (row) => isWithin(scopes, row) });
}

/** @throws problem `not_found` when there is none that the actor may see */
export async function readMealOrder(em: EntityManager, actor: Reader, id: number): Promise<MealOrderView> {
  const scopes = scopesOf(actor, 'see');
  return toWire(await findRow(em, MealOrder, { id }, { isKnown: (row) => isWithin(scopes, row) }));
}

/** The orders that the actor may see, newest first; filters only narrow. */
export async function listMealOrders(
  em: EntityManager,
  actor: Reader,
  filter: z.infer<typeof listQuery>,
): Promise<GrowingPage<MealOrderView>> {
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
  actor: Reader,
  filter: z.infer<typeof pendingQuery>,
): Promise<GrowingPage<MealOrderView>> {
  return readPage(em, actor, filter, { approvalStatus: 'PENDING' });
}

async function readPage(
  em: EntityManager,
  actor: Reader,
  slice: Slice,
  where: QBFilterQuery<MealOrder>,
): Promise<GrowingPage<MealOrderView>> {
  const alternatives = scopesOf(actor, 'see').flatMap(oneStatusEach);
  const { ids, total, next } = await newestFirst(
    em,
    alternatives.map((scope) =>
      em
        .createQueryBuilder(MealOrder)
        .select('id')
        .where({ $and: [scope, where] })
        .getFormattedQuery(),
    ),
    slice,
  );
  const orders = new Map((await em.find(MealOrder, { id: ids })).map((order) => [order.id, order]));
  return { ...toPage(ids.flatMap((id) => orders.get(id) ?? []).map(toWire), total, slice), next };
}

/** An index gives the newest of one status in order, not those of several. */
const oneStatusEach = ({ status, ...scope }: Scope): Scope[] =>
  status === undefined ? [scope] : status.map((one) => ({ ...scope, status: [one] }));
