import { setImmediate as turn } from 'node:timers/promises';
import { prepared, query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { dateOf, dayAt, daysBetween, type ClockInterval, type Span } from './calendar.ts';
import { stepsOf, type Recurrence } from '../rules/recurrence.ts';
import { zoneData, type ClinicScene } from '../slots/scene.queries.ts';
import { windowsOf, workingDays, type OpeningHours, type WorkingDay } from './working-days.ts';

/** Days are made so many beyond the last on which bookings are taken, so that the job need not come every day. */
const DAYS_AHEAD = 30;
/** Rows that are written with one statement. */
const BATCH = 5_000;

/** Of a person (`staffId`), or of the clinic as a whole. */
type Whose = number | null;
interface DayRow {
  readonly staffId: Whose;
  readonly date: string;
  readonly windows: readonly (readonly [number, number])[];
}

export const DAYS = prepared(`
  select staff_id as "staffId", local_date::text as date, windows from availability_days
  where clinic_id = ?::bigint and local_date between ?::date and ?::date
    and (staff_id is null or staff_id = any(?::int[]))`);

/**
 * When people at a clinic can be booked by rules and hours, from one day to another, by staff. As it is now: days that do
 * not stand in the database as hours, zone and zone data are today are made on the way. Between two people others have
 * their turn.
 * @param range.mostSteps of making days, see `stepsOf`
 * @throws problem `overloaded` when it would take more
 */
export async function readWindows(
  em: EntityManager,
  scene: ClinicScene,
  staffIds: readonly number[],
  { from, to, mostSteps }: { from: string; to: string; mostSteps?: number },
): Promise<ReadonlyMap<number, readonly WorkingDay[]>> {
  const { clinicId, filled } = scene;
  const isFilled = filled !== null && filled.firstDate <= from && to <= filled.lastDate;
  const rows = isFilled
    ? await query<DayRow>(em, DAYS, [clinicId, from, to, `{${staffIds.join(',')}}`])
    : await makeDays(em, scene, [null, ...staffIds], { from, to, mostSteps });
  const days = new Map<Whose, Map<string, Span[]>>();
  for (const { staffId, date, windows } of rows) {
    const own = days.get(staffId) ?? new Map<string, Span[]>();
    days.set(
      staffId,
      own.set(
        date,
        windows.map(([start, end]) => ({ start, end })),
      ),
    );
  }
  const dates = daysBetween(dateOf(from), dateOf(to)).map((day) => day.toString());
  const nothing = new Map<string, Span[]>();
  const clinic = days.get(null) ?? nothing;
  const windows = new Map<number, readonly WorkingDay[]>();
  for (const id of staffIds) {
    windows.set(id, windowsOf(dates, days.get(id) ?? nothing, clinic));
    await turn();
  }
  return windows;
}

interface StoredRule extends Recurrence {
  readonly staffId: Whose;
}

/** The days of those who are named, by today's rules and hours. */
async function makeDays(
  em: EntityManager,
  { clinicId, timeZone }: Pick<ClinicScene, 'clinicId' | 'timeZone'>,
  whose: readonly Whose[],
  { from, to, mostSteps = Infinity }: { from: string; to: string; mostSteps?: number | undefined },
): Promise<DayRow[]> {
  const hours = await readHours(em, clinicId, timeZone, { from, to });
  const people = whose.filter((id) => id !== null);
  const rules = await query<StoredRule>(
    em,
    `select staff_id as "staffId", weekdays, rrule, start_time as "startTime", end_time as "endTime",
            effective_from::text as "effectiveFrom", effective_to::text as "effectiveTo"
     from availability_rules
     where clinic_id = ? and effective_from <= ?::date and coalesce(effective_to, 'infinity') >= ?::date
       and (staff_id is null or staff_id = any(?::int[]))`,
    [clinicId, to, from, `{${people.join(',')}}`],
  );
  const steps = rules.reduce((sum, rule) => sum + stepsOf(rule, from, to), 0);
  if (steps > mostSteps) throw problem('overloaded', { headers: { 'Retry-After': '5' } });
  const byWhom = Map.groupBy(rules, ({ staffId }) => staffId);
  const days: DayRow[] = [];
  for (const staffId of whose) {
    const own = byWhom.get(staffId) ?? [];
    // Most people have no rules of their own.
    if (staffId !== null && own.length === 0) continue;
    const byDefault = staffId === null ? 'opening hours' : null;
    for (const { date, windows } of workingDays(own, hours, { from, to, byDefault })) {
      days.push({ staffId, date, windows: windows.map(({ start, end }) => [start, end] as const) });
    }
    await turn();
  }
  return days;
}

interface HoursInterval {
  readonly opens: string;
  readonly closes: string;
}
const clocksOf = ({ opens, closes }: HoursInterval): ClockInterval => ({ startTime: opens, endTime: closes });

async function readHours(
  em: EntityManager,
  clinicId: number,
  timeZone: string,
  { from, to }: { from: string; to: string },
): Promise<OpeningHours> {
  const [row] = await query<{ weekly: (HoursInterval & { weekday: number })[] }>(
    em,
    `select weekly from clinic_hours_v where clinic_id = ?`,
    [clinicId],
  );
  const exceptions = await query<{ date: string; intervals: HoursInterval[] }>(
    em,
    `select local_date::text as date, intervals from clinic_hour_exceptions_v
     where clinic_id = ? and local_date between ?::date and ?::date`,
    [clinicId, from, to],
  );
  return {
    timeZone,
    weekly: (row?.weekly ?? []).map((each) => ({ ...clocksOf(each), weekday: each.weekday })),
    exceptions: new Map(exceptions.map(({ date, intervals }) => [date, intervals.map(clocksOf)])),
  };
}

/**
 * Has the transaction alone write a clinic's rules or days: days that are made from rules of a moment ago would stand for
 * those of now.
 */
export const lockCalendar = (em: EntityManager, clinicId: number): Promise<object[]> =>
  query(em, `select pg_advisory_xact_lock(hashtext('availability_calendars'), ?)`, [clinicId]);

/** Makes the days of one person, or of the clinic as a whole, anew. {@link lockCalendar} comes first. */
export async function remakeDays(em: EntityManager, scene: ClinicScene, staffId: Whose): Promise<void> {
  const { clinicId, filled } = scene;
  // What does not stand there as it is now is made by the job, of all rules.
  if (!filled) return;
  await query(
    em,
    `delete from availability_days where clinic_id = ? and staff_id is not distinct from ?::int
       and local_date between ?::date and ?::date`,
    [clinicId, staffId, filled.firstDate, filled.lastDate],
  );
  const range = { from: filled.firstDate, to: filled.lastDate };
  await writeDays(em, clinicId, await makeDays(em, scene, [staffId], range));
}

/** Makes all days of a clinic's calendar anew, as far ahead as bookings are taken. {@link lockCalendar} comes first. */
export async function fillDays(em: EntityManager, scene: ClinicScene): Promise<void> {
  const { clinicId, timeZone, hoursVersion } = scene;
  const today = dayAt(scene.now, timeZone);
  const from = today.subtract({ days: 3 }).toString();
  const to = today.add({ days: scene.bookingHorizonDays + DAYS_AHEAD }).toString();
  const people = await query<{ id: number }>(
    em,
    `select distinct staff_id as id from availability_rules where clinic_id = ? and staff_id is not null`,
    [clinicId],
  );
  const rows = await makeDays(em, scene, [null, ...people.map(({ id }) => id)], { from, to });
  await query(em, `delete from availability_days where clinic_id = ?`, [clinicId]);
  await writeDays(em, clinicId, rows);
  await query(
    em,
    `insert into availability_calendars (clinic_id, time_zone, zone_data, hours_version, first_date, last_date)
     values (?, ?, ?, ?, ?, ?)
     on conflict (clinic_id) do update set time_zone = excluded.time_zone, zone_data = excluded.zone_data,
       hours_version = excluded.hours_version, first_date = excluded.first_date, last_date = excluded.last_date,
       updated_at = now()`,
    [clinicId, timeZone, zoneData, hoursVersion, from, to],
  );
}

async function writeDays(em: EntityManager, clinicId: number, rows: readonly DayRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await query(
      em,
      `insert into availability_days (clinic_id, staff_id, local_date, windows)
       select ?, "staffId", date, windows
       from jsonb_to_recordset(?::jsonb) as d ("staffId" int, date date, windows jsonb)`,
      [clinicId, JSON.stringify(rows.slice(start, start + BATCH))],
    );
  }
}

/** Clinics whose calendars do not reach as far as bookings are taken, or are not as they are now; the oldest first. */
export const findUnfilled = (em: EntityManager, limit: number): Promise<{ clinicId: number }[]> =>
  query(
    em,
    `select c.id as "clinicId" from clinics_v c
     left join clinic_hours_v h on h.clinic_id = c.id
     left join availability_calendars k on k.clinic_id = c.id
     where c.is_active and (k.clinic_id is null or k.time_zone <> c.time_zone or k.zone_data <> ?
       or k.hours_version <> coalesce(h.version, 0) or k.last_date < current_date + c.booking_horizon_days + 3)
     order by k.last_date nulls first, c.id limit ?`,
    [zoneData, limit],
  );
