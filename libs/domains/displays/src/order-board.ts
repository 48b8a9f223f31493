import type { AnySocketRequest } from '@antrean/platform/messages';
import { listOrders, orderView } from '@antrean/sales';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

/** A screen has no room for more, nor for what the newest do not tell. */
const MOST = 1_000;

const orderBoard = z.object({
  date: z.string().nullable().describe('The last business day with an order; null when there was none'),
  orders: z
    .array(orderView)
    .describe(`Its orders in the form of \`new-order\`, the newest first; ${MOST} at most`),
  total: z.int().describe('How many there are of that day'),
});
/** What a screen shows when it is opened. */
export type OrderBoard = z.infer<typeof orderBoard>;

/** Asked on the order feed, by screens, which cannot read by REST. */
export const ordersToday = {
  name: 'orders.today',
  namespace: '/',
  summary: 'The orders of the last business day that the socket may hear of.',
  input: z.undefined(),
  reply: z.union([orderBoard, z.object({ error: z.enum(['too_many_requests', 'unavailable']) })]),
  budget: { burst: 30, perSecond: 0.5 },
} satisfies AnySocketRequest;

/** The orders of the last business day, of some outlets or of all. */
export async function readOrderBoard(
  em: EntityManager,
  outlets: readonly number[] | 'all',
): Promise<OrderBoard> {
  const [last] = (await listOrders(em, { page: 1, limit: 1 }, outlets)).data;
  if (!last) return { date: null, orders: [], total: 0 };
  const day = { date: last.date, page: 1, limit: MOST };
  const { data: orders, total } = await listOrders(em, day, outlets);
  return { date: last.date, orders, total };
}
