import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { pickupView } from './pos-order.contract.ts';

/** A screen has no room for more; nobody waits for the others there. */
const MOST = 200;

/** Exported for the test of its plan. An order that was left over from days before is not waited for any more. */
export const PICKUP = `
  select o.invoice_number, o.status, coalesce(step.at, o.created_at) as since
  from pos_orders o
  left join lateral (
    select changed_at as at from pos_order_history h
    where h.order_id = o.id and h.action = 'status' order by h.id desc limit 1
  ) step on true
  where o.status in ('preparing', 'ready') and o.deleted_at is null
    and o.business_date >= (now() at time zone ?)::date - 1
    and (?::int[] is null or o.outlet_id = any(?::int[]))
    and (o.status = 'preparing' or coalesce(step.at, o.created_at) > now() - interval '10 minutes')
  order by o.business_date desc, o.id desc limit ${MOST}`;

interface Row {
  invoice_number: string;
  status: 'preparing' | 'ready';
  since: string;
}

/** What customers of some outlets, or of all and none, wait for. */
export async function readPickup(
  em: EntityManager,
  { businessZone }: Pick<Config, 'businessZone'>,
  outlets: 'all' | readonly number[],
): Promise<z.infer<typeof pickupView>> {
  const ids = outlets === 'all' ? null : `{${outlets.join(',')}}`;
  const rows = await query<Row>(em, PICKUP, [businessZone, ids, ids]);
  const [clock] = await query<{ now: string }>(em, `select now() as now`);
  const orders = rows.map((row) => ({ ...row, since: new Date(row.since).toISOString() }));
  return {
    now: new Date(clock?.now ?? Date.now()).toISOString(),
    orders: orders.toSorted((one, other) => one.since.localeCompare(other.since)),
  };
}
