import { ALARM_KINDS, MACHINE_STATUSES } from '@antrean/machines';
import type { Principal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { QUEUE_HEALTH } from '@antrean/platform/outbox';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { sectionsOf } from './dashboard.policy.ts';
import { SECTIONS, summary, type Section, type Summary } from './summary.contract.ts';
import {
  BOOKING_PHASES,
  countEach,
  countPhases,
  MEAL_ORDER_PHASES,
  SALE_PHASES,
  WORK_ORDER_PHASES,
} from './work-phase.ts';

// Each mark is the business zone.
export const TODAY = `(now() at time zone ?::text)::date`;
const MIDNIGHT = `(${TODAY}::timestamp at time zone ?::text)`;
const NEXT_MIDNIGHT = `((${TODAY} + 1)::timestamp at time zone ?::text)`;

/** What each section is read by: a select of one JSON value, by indexes that hold little beside what is counted. */
export const FIGURES: Readonly<Record<Section, string>> = {
  orders: `
    select jsonb_build_object('byStatus', coalesce(jsonb_object_agg(status, n), '{}'),
      'meals', coalesce(sum(meals) filter (where status <> 'DITOLAK'), 0),
      'openRequests', (select count(*) from open_meal_order_requests_v),
      'oldestRequestAt', (select min(requested_at) from open_meal_order_requests_v))
    from (select status, count(*) as n, sum(quantity) as meals from meal_orders_v
      where business_date = ${TODAY} group by status) counted`,
  sales: `
    select jsonb_build_object('byStatus', coalesce(jsonb_object_agg(status, n), '{}'), 'amount', coalesce(sum(amount), 0))
    from (select status, count(*) as n, sum(total_amount) as amount from sales_v
      where business_date = ${TODAY} group by status) counted`,
  workOrders: `
    select jsonb_build_object('late', coalesce(sum(late), 0), 'byStatus', coalesce(jsonb_object_agg(status, n), '{}')
      || jsonb_build_object('Completed',
        (select count(*) from work_orders_v where status = 'Completed' and completed_at >= ${MIDNIGHT})))
    from (select status, count(*) as n, count(*) filter (where deadline < now()) as late from work_orders_v
      where status <> 'Completed' group by status) counted`,
  bookings: `
    select jsonb_build_object('byStatus', coalesce(jsonb_object_agg(status, n), '{}'),
      'nextTwoHours', (select count(*) from bookings_v where starts_at >= now()
        and starts_at < now() + interval '2 hours' and status in ('pending', 'confirmed')))
    from (select status, count(*) as n from bookings_v
      where starts_at >= ${MIDNIGHT} and starts_at < ${NEXT_MIDNIGHT} group by status) counted`,
  machines: `
    select jsonb_build_object('byStatus', coalesce(jsonb_object_agg(status, n), '{}'),
      'openAlarms', (select coalesce(jsonb_object_agg(kind, n), '{}') from (
        select kind, count(*) as n from open_machine_alarms_v group by kind) open))
    from (select status, count(*) as n from machines_v group by status) counted`,
  queue: QUEUE_HEALTH,
};

/** The business zone for each mark of a statement. */
export const zonesOf = (sql: string, zone: string): string[] =>
  Array.from({ length: sql.split('?').length - 1 }, () => zone);

/** What was read, by the names of the sections. */
export interface Figures {
  readonly at: string;
  readonly date: string;
  readonly figures: Readonly<Partial<Record<Section, unknown>>>;
}

/** The figures that somebody may see, as they are now. */
export async function readSummary(
  em: EntityManager,
  { businessZone }: { readonly businessZone: string },
  actor: Principal,
): Promise<Summary> {
  const seen = sectionsOf(actor);
  const sql = `select now() as at, ${TODAY}::text as date, jsonb_build_object(${seen
    .map((section) => `'${section}', (${FIGURES[section]})`)
    .join(', ')}) as figures`;
  const [row] = await query<Figures>(em, sql, zonesOf(sql, businessZone));
  if (!row) throw new Error('a select without from returned no row');
  return toSummary(row, seen);
}

const counts = z.record(z.string(), z.int());
const sum = (counted: Readonly<Record<string, number>>): number =>
  Object.values(counted).reduce((all, n) => all + n, 0);

/** How each section is shown, from what its select gives. */
const VIEWS: Readonly<Record<Section, (read: unknown) => object>> = {
  orders: (read) => {
    const { byStatus, oldestRequestAt, ...rest } = z
      .looseObject({ byStatus: counts, oldestRequestAt: z.string().nullable() })
      .parse(read);
    const counted = countPhases(MEAL_ORDER_PHASES, byStatus);
    const oldest = oldestRequestAt === null ? null : new Date(oldestRequestAt).toISOString();
    return { count: sum(byStatus), ...counted, ...rest, oldestRequestAt: oldest };
  },
  sales: (read) => {
    const { byStatus, ...rest } = z.looseObject({ byStatus: counts }).parse(read);
    return { count: sum(byStatus), ...countPhases(SALE_PHASES, byStatus), ...rest };
  },
  workOrders: (read) => {
    const { byStatus, ...rest } = z.looseObject({ byStatus: counts }).parse(read);
    const { Completed: _, ...open } = byStatus;
    return { open: sum(open), ...countPhases(WORK_ORDER_PHASES, byStatus), ...rest };
  },
  bookings: (read) => {
    const { byStatus, ...rest } = z.looseObject({ byStatus: counts }).parse(read);
    return { count: sum(byStatus), ...countPhases(BOOKING_PHASES, byStatus), ...rest };
  },
  machines: (read) => {
    const { byStatus, openAlarms } = z.object({ byStatus: counts, openAlarms: counts }).parse(read);
    return {
      count: sum(byStatus),
      byStatus: countEach(MACHINE_STATUSES, byStatus),
      openAlarms: countEach(ALARM_KINDS, openAlarms),
    };
  },
  queue: (read) => z.looseObject({}).parse(read),
};

/** Figures as the wire shows them, of these sections alone. */
export function toSummary({ at, date, figures }: Figures, seen: readonly Section[]): Summary {
  const shown = SECTIONS.map((section) => [
    section,
    seen.includes(section) ? VIEWS[section](figures[section]) : null,
  ]);
  return summary.parse({ at: new Date(at).toISOString(), date, ...Object.fromEntries(shown) });
}
