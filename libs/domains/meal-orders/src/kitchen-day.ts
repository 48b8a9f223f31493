import type { Config } from '@antrean/platform/config';
import { prepared, query, type Database } from '@antrean/platform/database';
import { businessDate, instant } from '@antrean/platform/http';
import { z } from 'zod';
import { permissions, type Reader } from './meal-order.policy.ts';

export const kitchenDay = z.object({
  date: businessDate.describe('The business day'),
  now: instant.describe('By the clock that stamps the stages'),
  timeZone: z.string(),
  orders: z.int().describe('Of this day, that the kitchen has finished'),
  meals: z.int(),
  averageSeconds: z.int().nullable().describe('From the start of cooking to ready; null when there is none'),
});
export type KitchenDay = z.infer<typeof kitchenDay>;

export const KITCHEN_DAY = `
  with today as (select (now() at time zone ?::text)::date as date)
  select today.date::text, clock_timestamp() as now, count(o.id)::int as orders,
    coalesce(sum(o.quantity), 0)::int as meals,
    round(avg(extract(epoch from o.ready_at - o.accepted_at)))::int as "averageSeconds"
  from today
    left join meal_orders o on o.order_date = today.date and o.ready_at is not null
      and (?::int[] is null or o.department_id = any(?::int[]))
  group by today.date`;
const READ_DAY = prepared(KITCHEN_DAY);

/** What the kitchen did today, in the departments for which the actor cooks. */
export async function readKitchenDay(
  { database, config: { businessZone } }: { database: Database; config: Pick<Config, 'businessZone'> },
  actor: Reader,
): Promise<KitchenDay> {
  const departments = actor.grants.get(permissions.prepare)?.departments ?? new Set<number>();
  const wanted = departments === 'all' ? null : `{${[...departments].join(',')}}`;
  const [day] = await query<Omit<KitchenDay, 'timeZone'>>(database.fork(), READ_DAY, [
    businessZone,
    wanted,
    wanted,
  ]);
  if (!day) throw new Error('the day has no row');
  return { ...day, now: new Date(day.now).toISOString(), timeZone: businessZone };
}
