import {
  COUNT_LIMIT,
  countRows,
  cutSlice,
  findRow,
  INSTANT_OF_CURSOR,
  lockRow,
  microsecondsOf,
  newestFirst,
  query,
  startOf,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import { raw, type EntityManager, type QBFilterQuery, type QueryOrderMap } from '@mikro-orm/postgresql';
import { z } from 'zod';
import {
  toWire,
  type assignedQuery,
  type assignedPage,
  type Board,
  type boardQuery,
  type listQuery,
  type OperatorLoad,
  type WorkOrderView,
} from './work-order.contract.ts';
import { WorkOrder } from './work-order.entity.ts';
import { concerns, OPERATOR_ROLE } from './work-order.policy.ts';
import { PRIORITIES, STATUSES, type Status } from './work-order.state.ts';

/** An order that nobody else can change now, and PostgreSQL's clock. */
export interface LockedWorkOrder {
  order: WorkOrder;
  now: Date;
}

/**
 * Loads an order to change it; whoever else wants to waits for the end of this transaction.
 * @throws problem `not_found` when there is none that the actor may know of
 */
export async function lockWorkOrder(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
): Promise<LockedWorkOrder> {
  const order = await lockRow(em, WorkOrder, { id }, { isKnown: (row) => concerns(actor, row) });
  // A statement that waits for a lock sees the ledger as it was before the wait; the next statement sees it all.
  const [ledger] = await query<{ made: number; now: string }>(
    em,
    `select coalesce(sum(quantity), 0)::int as made, clock_timestamp() as now
     from work_order_status_history where work_order_id = ?`,
    [id],
  );
  if (!ledger) throw new Error('sum() returned no row');
  order.completedQuantity = ledger.made;
  return { order, now: new Date(ledger.now) };
}

/** @throws problem `not_found` when there is none that the actor may know of */
export const findWorkOrder = (em: EntityManager, actor: UserPrincipal, id: number): Promise<WorkOrder> =>
  findRow(em, WorkOrder, { id }, { isKnown: (row) => concerns(actor, row) });

/** All orders, newest first. */
export async function listWorkOrders(
  em: EntityManager,
  filter: z.infer<typeof listQuery>,
): Promise<GrowingPage<WorkOrderView>> {
  const { date, startDate, endDate, operator_id: operatorId } = filter;
  const where: QBFilterQuery<WorkOrder>[] = [
    narrowed(filter),
    operatorId === undefined ? {} : { operatorId },
    date === undefined ? {} : { businessDate: date },
    startDate === undefined ? {} : { businessDate: { $gte: startDate } },
    endDate === undefined ? {} : { businessDate: { $lte: endDate } },
  ];
  const fitting = em.createQueryBuilder(WorkOrder).select('id').where({ $and: where }).getFormattedQuery();
  const { ids, total, next } = await newestFirst(em, [fitting], filter);
  const orders = await em.find(WorkOrder, { id: ids }, { orderBy: { id: 'desc' } });
  return { ...toPage(orders.map(toWire), total, filter), next };
}

/** Whether it is completed (1) or open (0), its deadline in microseconds since 1970, its id. */
const assignedKey = z.tuple([z.int().min(0).max(1), z.int(), z.int()]);

/** An operator's own orders: the open ones by their deadline, then the completed ones. */
export async function listAssigned(
  em: EntityManager,
  actor: UserPrincipal,
  filter: z.infer<typeof assignedQuery>,
): Promise<z.infer<typeof assignedPage>> {
  const { after, offset } = startOf(filter, assignedKey);
  const own = () =>
    em.createQueryBuilder(WorkOrder).where({ $and: [{ operatorId: actor.userId }, narrowed(filter)] });
  const part = own()
    .select([
      'id',
      raw(`(status = 'Completed')::int as completed`),
      raw(`${microsecondsOf('deadline')} as at`),
    ])
    .orderBy([{ [raw(`(status = 'Completed')`)]: 'asc' }, { deadline: 'asc', id: 'asc' }])
    .limit(filter.limit + 1, offset);
  if (after)
    part.andWhere(`((status = 'Completed'), deadline, id) > (? = 1, ${INSTANT_OF_CURSOR}, ?)`, after);
  const found = await query<{ id: number; completed: number; at: number }>(em, part.getFormattedQuery());
  const total = await countRows(em, own().select('id').getFormattedQuery());
  const { rows, next } = cutSlice(found, filter, ({ completed, at, id }) => [completed, at, id]);
  const ids = rows.map(({ id }) => id);
  const orders = new Map((await em.find(WorkOrder, { id: ids })).map((order) => [order.id, order]));
  return {
    ...toPage(ids.flatMap((id) => orders.get(id) ?? []).map(toWire), total, filter),
    next,
    now: await readClock(em),
  };
}

/** By which orders are late. */
async function readClock(em: EntityManager): Promise<string> {
  const [clock] = await query<{ now: string }>(em, `select now() as now`);
  if (!clock) throw new Error('PostgreSQL did not say what time it is');
  return new Date(clock.now).toISOString();
}

/** More operators than a board can show. */
const MOST_OPERATORS = 500;

/**
 * Who can be given orders, and who still has open ones, with how much everybody has before them: whoever has least to do
 * first.
 */
export const listOperators = (em: EntityManager): Promise<OperatorLoad[]> =>
  query<OperatorLoad>(
    em,
    `with takers as (
       select u.id from users_v u join user_roles_v r on r.user_id = u.id where u.is_active and r.role_key = ?
     )
     select u.id, u.full_name as name, u.username, u.id in (select id from takers) as can_take,
            load.pending, load.in_progress, load.overdue, load.pieces_left
     from users_v u cross join lateral (
       select (count(*) filter (where o.status = 'Pending'))::int as pending,
              (count(*) filter (where o.status = 'In Progress'))::int as in_progress,
              (count(*) filter (where o.deadline < now()))::int as overdue,
              coalesce(sum(greatest(o.quantity - (select coalesce(sum(h.quantity), 0) from work_order_status_history h
                                                  where h.work_order_id = o.id), 0)), 0)::int as pieces_left
       from work_orders o where o.operator_id = u.id and (o.status = 'Completed') = false
     ) load
     where u.id in (select id from takers union select operator_id from work_orders where status <> 'Completed')
     order by can_take desc, load.pieces_left, u.full_name, u.id limit ?`,
    [OPERATOR_ROLE, MOST_OPERATORS],
  );

/**
 * What managers look at: the orders by status. Open ones begin with what is overdue, then what presses most; completed
 * ones with the latest.
 */
export async function readBoard(
  em: EntityManager,
  { operator_id: operatorId, limit }: z.infer<typeof boardQuery>,
): Promise<Board> {
  // Only completed orders become so many that counting them all takes time; both conditions on the status are there for
  // the index that begins with the operator.
  const totals = await query<{ status: Status; total: number; overdue: number }>(
    em,
    `with mine as not materialized (
       select status, deadline, (status = 'Completed') as completed from work_orders
       where ?::bigint is null or operator_id = ?
     )
     select s.status,
            (select count(*)::int from (select from mine where status = s.status and completed = (s.status = 'Completed')
                                        limit ?) fitting) as total,
            (select count(*)::int from mine where status = s.status and not completed and deadline < now()) as overdue
     from jsonb_array_elements_text(?::jsonb) s (status)`,
    [operatorId ?? null, operatorId ?? null, COUNT_LIMIT, JSON.stringify(STATUSES)],
  );
  const columns = STATUSES.map(async (status) => {
    const where = { status, ...(operatorId === undefined ? {} : { operatorId }) };
    const orders = await em.find(WorkOrder, where, { orderBy: boardOrder(status), limit });
    const { total = 0, overdue = 0 } = totals.find((each) => each.status === status) ?? {};
    return { status, total, overdue, orders: orders.map(toWire) };
  });
  return { now: await readClock(em), columns: await Promise.all(columns) };
}

const boardOrder = (status: Status): QueryOrderMap<WorkOrder>[] =>
  status === 'Completed'
    ? [{ completedAt: 'desc', id: 'desc' }]
    : [
        { [raw('(deadline < now())')]: 'desc' },
        { [raw(`array_position('{${PRIORITIES.join(',')}}', priority)`)]: 'asc' },
        { deadline: 'asc', id: 'asc' },
      ];

function narrowed({
  status,
  priority,
  overdue,
}: Pick<z.infer<typeof assignedQuery>, 'status' | 'priority' | 'overdue'>): QBFilterQuery<WorkOrder> {
  const late = { status: { $ne: 'Completed' as const }, deadline: { $lt: raw('now()') } };
  return {
    $and: [
      status === undefined ? {} : { status },
      priority === undefined ? {} : { priority },
      overdue === undefined ? {} : overdue ? late : { $not: late },
    ],
  };
}
