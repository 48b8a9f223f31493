import { ApiProblem, unwrap, type paths } from '@antrean/client';
import type { QueryClient } from '@tanstack/react-query';
import { api } from '../antrean.ts';
import { keepServerTime } from './use-clock.ts';

type BoardAnswer = paths['/api/workorders/board']['get']['responses'][200]['content']['application/json'];
export type WorkOrder = BoardAnswer['columns'][number]['orders'][number];
export type Status = WorkOrder['status'];
export type Priority = WorkOrder['priority'];
type Loads = paths['/api/workorders/operators']['get']['responses'][200]['content']['application/json'];
export type OperatorLoad = Loads['data'][number];

export const STATUSES = ['Pending', 'In Progress', 'Completed'] as const satisfies readonly Status[];
/** From the most to the least pressing. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly Priority[];

/** How many of each status the board reads. */
const BOARD_LIMIT = 100;
const ASSIGNED_LIMIT = 200;
/** A deadline that is nearer presses. */
const SOON_MS = 24 * 60 * 60_000;

/** Everything that was read of work orders. */
export const WORK_ORDERS = ['work-orders'] as const;
export const OPERATORS = ['work-orders', 'operators'] as const;
export const ASSIGNED = ['work-orders', 'assigned'] as const;
const BOARDS = ['work-orders', 'board'] as const;
export const boardKey = (operatorId: number | undefined) => [...BOARDS, operatorId ?? null] as const;
export const workOrderKey = (id: number) => ['work-orders', 'one', id] as const;
/** What belongs to one order: its notes, history, files. */
export const partKey = (id: number, part: 'notes' | 'history' | 'files') =>
  ['work-orders', 'part', id, part] as const;

export interface Listed {
  readonly orders: readonly WorkOrder[];
}
export interface Board extends Listed {
  readonly operatorId: number | undefined;
  /** How many of each status there are beside those that were read. */
  readonly hidden: Readonly<Record<Status, number>>;
}

/** What was read while a change was under way may be older than what the change answered. */
export const keepNewer = (
  known: readonly WorkOrder[] | undefined,
  read: readonly WorkOrder[],
): WorkOrder[] => {
  const before = new Map(known?.map((order) => [order.id, order]));
  return read.map((order) => {
    const kept = before.get(order.id);
    return kept && kept.version > order.version ? kept : order;
  });
};

export async function readBoard(operatorId: number | undefined): Promise<Board> {
  const query = { limit: BOARD_LIMIT, ...(operatorId === undefined ? {} : { operator_id: operatorId }) };
  const { now, columns } = await unwrap(api.GET('/api/workorders/board', { params: { query } }));
  keepServerTime(now);
  const hiddenOf = (status: Status): number => {
    const column = columns.find((each) => each.status === status);
    return column ? column.total - column.orders.length : 0;
  };
  return {
    operatorId,
    orders: columns.flatMap(({ orders }) => orders),
    hidden: {
      Pending: hiddenOf('Pending'),
      'In Progress': hiddenOf('In Progress'),
      Completed: hiddenOf('Completed'),
    },
  };
}

/** The open orders of who asks, by deadline. */
export async function readAssigned(): Promise<Listed> {
  const query = { limit: ASSIGNED_LIMIT };
  const { now, data } = await unwrap(api.GET('/api/workorders/assigned', { params: { query } }));
  keepServerTime(now);
  return { orders: data.filter(isOpen) };
}

export const readOperators = async (): Promise<OperatorLoad[]> =>
  (await unwrap(api.GET('/api/workorders/operators'))).data;

export async function readWorkOrder(id: number): Promise<WorkOrder> {
  const answer = await api.GET('/api/workorders/{id}', { params: { path: { id } } });
  keepServerTime(answer.response.headers.get('date'));
  return unwrap(Promise.resolve(answer));
}

/** Null when it is not there, or not for this reader any more. */
export async function findWorkOrder(id: number): Promise<WorkOrder | null> {
  try {
    return await readWorkOrder(id);
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) return null;
    throw error;
  }
}

export const isOpen = ({ status }: WorkOrder): boolean => status !== 'Completed';
export const piecesLeft = ({ quantity, completed_quantity: made }: WorkOrder): number =>
  Math.max(0, quantity - made);

/** @param now by the server's clock */
export function latenessOf(order: WorkOrder, now: number): 'late' | 'soon' | 'no' {
  if (!isOpen(order)) return 'no';
  const left = Date.parse(order.deadline) - now;
  return left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'no';
}

/** As the server puts them: open ones with what is late first, then what presses; completed ones with the latest first. */
export const sortColumn = (orders: readonly WorkOrder[], now: number): WorkOrder[] =>
  orders.toSorted((one, other) =>
    isOpen(one)
      ? Number(latenessOf(other, now) === 'late') - Number(latenessOf(one, now) === 'late') ||
        PRIORITIES.indexOf(one.priority) - PRIORITIES.indexOf(other.priority) ||
        byDeadline(one, other)
      : (other.completed_at ?? '').localeCompare(one.completed_at ?? '') || other.id - one.id,
  );

export const byDeadline = (one: WorkOrder, other: WorkOrder): number =>
  one.deadline.localeCompare(other.deadline) || one.id - other.id;

const putInto = (orders: readonly WorkOrder[], order: WorkOrder): readonly WorkOrder[] => {
  const known = orders.find(({ id }) => id === order.id);
  if (!known) return [...orders, order];
  return known.version > order.version ? orders : orders.map((each) => (each === known ? order : each));
};
const without = (orders: readonly WorkOrder[], id: number): readonly WorkOrder[] =>
  orders.filter((each) => each.id !== id);

/** Puts a newer state of an order wherever it is shown; an older one changes nothing. */
export function putWorkOrder(queries: QueryClient, order: WorkOrder): void {
  queries.setQueryData<WorkOrder>(workOrderKey(order.id), (known) =>
    known && known.version <= order.version ? order : known,
  );
  queries.setQueriesData<Board>({ queryKey: BOARDS }, (board) => {
    if (!board) return board;
    const isOurs = board.operatorId === undefined || board.operatorId === order.operator_id;
    return { ...board, orders: isOurs ? putInto(board.orders, order) : without(board.orders, order.id) };
  });
  queries.setQueryData<Listed>(ASSIGNED, (list) => {
    if (!list) return list;
    return { ...list, orders: isOpen(order) ? putInto(list.orders, order) : without(list.orders, order.id) };
  });
}

/** Takes an order off every list: it is not for this reader any more. */
export function dropWorkOrder(queries: QueryClient, id: number): void {
  queries.setQueriesData<Board>(
    { queryKey: BOARDS },
    (board) => board && { ...board, orders: without(board.orders, id) },
  );
  queries.setQueryData<Listed>(ASSIGNED, (list) => list && { ...list, orders: without(list.orders, id) });
}
