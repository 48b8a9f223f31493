import { ApiProblem, unwrap, type paths } from '@antrean/client';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { api } from '../antrean.ts';

type List = paths['/api/orders']['get'];
export type OrderPage = List['responses'][200]['content']['application/json'];
export type Order = OrderPage['data'][number];
export type Status = Order['statusPesanan'];
export type OrderFilter = Pick<
  NonNullable<List['parameters']['query']>,
  'status' | 'shiftId' | 'departmentId' | 'tanggalMulai' | 'tanggalAkhir'
>;

/** In the order of the line; the two beside it last. */
export const STATUSES = [
  'MENUNGGU',
  'IN_PROGRESS',
  'READY',
  'ON_DELIVERY',
  'COMPLETE',
  'MENUNGGU_PERSETUJUAN',
  'DITOLAK',
] as const satisfies readonly Status[];

/** The step of the line from a status, and the right that it takes. */
export const NEXT = {
  MENUNGGU: { to: 'IN_PROGRESS', permission: 'meal-orders.prepare' },
  IN_PROGRESS: { to: 'READY', permission: 'meal-orders.prepare' },
  READY: { to: 'ON_DELIVERY', permission: 'meal-orders.deliver' },
  ON_DELIVERY: { to: 'COMPLETE', permission: 'meal-orders.deliver' },
} as const satisfies Partial<Record<Status, { to: Status; permission: string }>>;

export const hasNext = (status: Status): status is keyof typeof NEXT => status in NEXT;

const PAGE = 50;
export const listKey = (filter: OrderFilter) => ['orders', 'list', filter] as const;
export const orderKey = (id: number) => ['orders', 'one', id] as const;
/** What is before the kitchen. */
export const BOARD = ['orders', 'board'] as const;
export const APPROVALS = ['orders', 'approvals'] as const;

export const readOrders = (filter: OrderFilter, after: string | null): Promise<OrderPage> =>
  unwrap(
    api.GET('/api/orders', {
      params: { query: { ...filter, limit: PAGE, ...(after === null ? {} : { after }) } },
    }),
  );

export const readOrder = (id: number): Promise<Order> =>
  unwrap(api.GET('/api/orders/{id}', { params: { path: { id } } }));

/** Null when it is not there, or not for this reader any more. */
export async function findOrder(id: number): Promise<Order | null> {
  try {
    return await readOrder(id);
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) return null;
    throw error;
  }
}

export const fits = (order: Order, filter: OrderFilter): boolean =>
  (filter.status === undefined || order.statusPesanan === filter.status) &&
  (filter.shiftId === undefined || order.shiftId === filter.shiftId) &&
  (filter.departmentId === undefined || order.departmentId === filter.departmentId) &&
  (filter.tanggalMulai === undefined || order.tanggalPesanan >= filter.tanggalMulai) &&
  (filter.tanggalAkhir === undefined || order.tanggalPesanan <= filter.tanggalAkhir);

export type Pages = InfiniteData<OrderPage, string | null>;

/** Puts a newer state of an order wherever it is shown; an older one changes nothing. */
export function putOrder(queries: QueryClient, order: Order): void {
  const newer = (known: Order): Order =>
    known.id === order.id && known.version < order.version ? order : known;
  queries.setQueryData<Order>(orderKey(order.id), (known) => (known ? newer(known) : known));
  queries.setQueriesData<Pages>(
    { queryKey: ['orders', 'list'] },
    (known) =>
      known && { ...known, pages: known.pages.map((page) => ({ ...page, data: page.data.map(newer) })) },
  );
  queries.setQueryData<Order[]>(
    BOARD,
    (known) => known && (known.some(({ id }) => id === order.id) ? known.map(newer) : [...known, order]),
  );
}

/** Whether a list that lacks an order has read so far down that it would be in it. */
export function isMissing(pages: Pages | undefined, { id }: Order): boolean {
  if (!pages) return false;
  const orders = pages.pages.flatMap(({ data }) => data);
  if (orders.some((each) => each.id === id)) return false;
  const isComplete = pages.pages.at(-1)?.next === null;
  return isComplete || id > (orders.at(-1)?.id ?? 0);
}

/** Puts orders that a list lacks where they belong: the highest id first. */
export function addOrders(queries: QueryClient, filter: OrderFilter, orders: readonly Order[]): void {
  queries.setQueryData<Pages>(listKey(filter), (known) => {
    const [first, ...others] = known?.pages ?? [];
    const missing = orders.filter((order) => isMissing(known, order));
    if (!known || !first || missing.length === 0) return known;
    const data = [...missing, ...first.data].sort((one, other) => other.id - one.id);
    return { ...known, pages: [{ ...first, data, total: first.total + missing.length }, ...others] };
  });
}

/** Takes an order off every list: it is not for this reader any more. */
export function dropOrder(queries: QueryClient, id: number): void {
  queries.setQueryData<Order[]>(BOARD, (known) => known?.filter((each) => each.id !== id));
  queries.setQueriesData<Pages>(
    { queryKey: ['orders', 'list'] },
    (known) =>
      known && {
        ...known,
        pages: known.pages.map((page) => ({ ...page, data: page.data.filter((each) => each.id !== id) })),
      },
  );
}
