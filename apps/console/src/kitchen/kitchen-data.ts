import { unwrap, type paths } from '@antrean/client';
import { api } from '../antrean.ts';
import { BOARD, type Order, type Status } from '../orders/order-data.ts';

export { BOARD };
export const DAY = ['orders', 'day'] as const;

/** The columns. What waits for an administrator stands last: nobody can do anything with it here. */
export const COLUMNS = [
  'MENUNGGU',
  'IN_PROGRESS',
  'MENUNGGU_PERSETUJUAN',
] as const satisfies readonly Status[];
export type Column = (typeof COLUMNS)[number];
export const isColumn = (status: Status): status is Column => COLUMNS.some((each) => each === status);

/** After so many minutes in a column a card is amber, then red. */
const LATE_MINUTES: Record<Column, readonly [amber: number, red: number]> = {
  MENUNGGU: [10, 20],
  IN_PROGRESS: [15, 30],
  MENUNGGU_PERSETUJUAN: [10, 30],
};
const PAGE = 200;
/** A kitchen that has more before it has another trouble than its screen. */
const MOST_PAGES = 5;

/** All orders that are before the kitchen, the oldest first. */
export async function readBoard(): Promise<Order[]> {
  const columns = await Promise.all(COLUMNS.map(readColumn));
  return columns.flat().toSorted((one, other) => one.id - other.id);
}

async function readColumn(status: Column): Promise<Order[]> {
  const orders: Order[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: NonNullable<paths['/api/orders']['get']['parameters']['query']> = {
      status,
      limit: PAGE,
      ...(after === null ? {} : { after }),
    };
    const answer = await unwrap(api.GET('/api/orders', { params: { query } }));
    orders.push(...answer.data);
    after = answer.next;
    if (after === null) break;
  }
  return orders;
}

/** What was read while a step was under way may be older than what the step answered. */
export const keepNewer = (known: readonly Order[] | undefined, read: readonly Order[]): Order[] => {
  const before = new Map(known?.map((order) => [order.id, order]));
  return read.map((order) => {
    const kept = before.get(order.id);
    return kept && kept.version >= order.version ? kept : order;
  });
};

export interface Day {
  date: string;
  timeZone: string;
  orders: number;
  averageSeconds: number | null;
  /** What to add to this machine's clock, which may be wrong, to have the server's. */
  offsetMs: number;
}

export async function readDay(): Promise<Day> {
  const { now, ...day } = await unwrap(api.GET('/api/orders/kitchen-day'));
  return { ...day, offsetMs: Date.parse(now) - Date.now() };
}

/** Since when an order stands in its column; while it waits for an administrator that is not told, so since it was made. */
const since = (order: Order): number =>
  Date.parse((order.statusPesanan === 'IN_PROGRESS' && order.waktuDiproses) || order.waktuDibuat);

export function ageOf(order: Order, now: number): { minutes: number; late: 'no' | 'amber' | 'red' } {
  const minutes = Math.max(0, Math.floor((now - since(order)) / 60_000));
  if (!isColumn(order.statusPesanan)) return { minutes, late: 'no' };
  const [amber, red] = LATE_MINUTES[order.statusPesanan];
  return { minutes, late: minutes >= red ? 'red' : minutes >= amber ? 'amber' : 'no' };
}

interface Shift {
  name: string;
  startsAt: string;
}

/** @param time `HH:MM` in the zone of the kitchen */
export function nextShift<S extends Shift>(shifts: readonly S[], time: string): S | undefined {
  const sorted = shifts.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
  return sorted.find(({ startsAt }) => startsAt > time) ?? sorted[0];
}
