import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrderView } from './pos-order.contract.ts';
import { listOrders } from './pos-order.queries.ts';

/** A screen has no room for more, nor for what the newest do not tell. */
const MOST = 1_000;

/** What a screen shows when it is opened. */
export interface OrderBoard {
  /** The last business day with an order; null when there was none. */
  date: string | null;
  /** Its orders in the form of the event `new-order`, the newest first; a thousand at most. */
  orders: OrderView[];
  /** How many there are of that day. */
  total: number;
}

/** The orders of the last business day, of one outlet or of all. */
export async function readOrderBoard(em: EntityManager, outlet: number | 'all'): Promise<OrderBoard> {
  const where = outlet === 'all' ? {} : { outlet_id: outlet };
  const [last] = (await listOrders(em, { ...where, page: 1, limit: 1 })).data;
  if (!last) return { date: null, orders: [], total: 0 };
  const { data: orders, total } = await listOrders(em, { ...where, date: last.date, page: 1, limit: MOST });
  return { date: last.date, orders, total };
}
