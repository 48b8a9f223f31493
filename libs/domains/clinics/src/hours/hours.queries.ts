import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Temporal } from 'temporal-polyfill';
import type { Clinic } from '../clinic.entity.ts';
import type { HoursBody } from './hours.contract.ts';
import {
  dayAt,
  openDays,
  statusAt,
  type Interval,
  type OpeningHours,
  type WeeklyInterval,
} from './opening-hours.ts';

/** PostgreSQL's clock, by which is decided what is open. */
export async function databaseNow(em: EntityManager): Promise<Temporal.Instant> {
  const [row] = await query<{ ms: number }>(
    em,
    `select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  if (!row) throw new Error('a select without from returned no row');
  return Temporal.Instant.fromEpochMilliseconds(row.ms);
}

/** When a clinic is open: each week, on which days otherwise, and the next days one by one. */
export async function readHours(
  em: EntityManager,
  { id, timeZone }: Clinic,
  asked: { from?: string | undefined; days?: number },
): Promise<HoursBody> {
  const now = await databaseNow(em);
  const from = asked.from === undefined ? dayAt(now, timeZone) : Temporal.PlainDate.from(asked.from);
  // Yesterday's may go on past midnight; whoever looks at another month is told of now as well.
  const first = Temporal.PlainDate.compare(from, dayAt(now, timeZone)) < 0 ? from : dayAt(now, timeZone);
  const { version, ...hours } = await loadHours(em, id, timeZone, first.subtract({ days: 1 }).toString());
  return {
    timezone: timeZone,
    ...statusAt(hours, now),
    weekly: [...hours.weekly],
    exceptions: hours.exceptions
      .filter(({ date }) => date >= from.toString())
      .map((exception) => ({ ...exception, intervals: [...exception.intervals] })),
    days: openDays(hours, from, asked.days ?? 14).map((day) => ({ ...day, intervals: [...day.intervals] })),
    version,
  };
}

async function loadHours(
  em: EntityManager,
  clinicId: number,
  timeZone: string,
  since: string,
): Promise<OpeningHours & { version: number }> {
  const [row] = await query<{ weekly: WeeklyInterval[]; version: number }>(
    em,
    `select weekly, version from clinic_hours where clinic_id = ?`,
    [clinicId],
  );
  const exceptions = await query<{ date: string; intervals: Interval[]; note: string | null }>(
    em,
    `select local_date::text as date, intervals, note from clinic_hour_exceptions
     where clinic_id = ? and local_date >= ? order by local_date`,
    [clinicId, since],
  );
  return { timeZone, weekly: row?.weekly ?? [], exceptions, version: row?.version ?? 1 };
}
