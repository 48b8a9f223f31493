import { prepared, query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { dayAt, startOfDay } from '../calendar/calendar.ts';

/** What slots at a clinic depend on beside its calendar. */
export interface ClinicScene {
  readonly clinicId: number;
  readonly isActive: boolean;
  readonly timeZone: string;
  readonly bookingHorizonDays: number;
  readonly minimumNoticeMinutes: number;
  /** PostgreSQL's clock, in milliseconds of the epoch, rounded up. */
  readonly now: number;
  readonly hoursVersion: number;
  /** Whether the days from `firstDate` to `lastDate` stand in the database as they are now. */
  readonly filled: { readonly firstDate: string; readonly lastDate: string } | null;
}

/** The version of the zone data of this Node. */
export const zoneData = process.versions['tz'] ?? 'unknown';

const SCENE = prepared(`
  select c.id as "clinicId", c.is_active as "isActive", c.time_zone as "timeZone",
         c.booking_horizon_days as "bookingHorizonDays", c.minimum_notice_minutes as "minimumNoticeMinutes",
         ceil(extract(epoch from clock_timestamp()) * 1000)::float8 as now, coalesce(h.version, 0) as "hoursVersion",
         k.first_date::text as "firstDate", k.last_date::text as "lastDate",
         k.time_zone = c.time_zone and k.zone_data = ? and k.hours_version = coalesce(h.version, 0) as "isFresh"
  from clinics_v c
  left join clinic_hours_v h on h.clinic_id = c.id
  left join availability_calendars k on k.clinic_id = c.id
  where c.id = ?::bigint`);

/** @throws problem `not_found` when there is no such clinic */
export async function readScene(em: EntityManager, clinicId: number): Promise<ClinicScene> {
  const scene = await findScene(em, clinicId);
  if (!scene) throw problem('not_found');
  return scene;
}

/** A clinic, active or not; null when there is none with this id. */
export async function findScene(em: EntityManager, clinicId: number): Promise<ClinicScene | null> {
  const [row] = await query<
    Omit<ClinicScene, 'filled'> & { firstDate: string; lastDate: string; isFresh: boolean | null }
  >(em, SCENE, [zoneData, clinicId]);
  if (!row) return null;
  const { firstDate, lastDate, isFresh, ...scene } = row;
  return { ...scene, filled: isFresh === true ? { firstDate, lastDate } : null };
}

/** The longest horizon that a clinic may have: nothing is put farther ahead by anybody. */
const FARTHEST_DAYS = 730;

/** Between which instants something may begin that is booked now: the clinic's notice and how far ahead it takes bookings. */
export const bookable = (scene: ClinicScene): { from: number; before: number } => ({
  from: scene.now + scene.minimumNoticeMinutes * 60_000,
  before: endOfDays(scene, scene.bookingHorizonDays),
});

/** Between which instants a clinic may itself put what was booked. */
export const reachable = (scene: ClinicScene): { from: number; before: number } => ({
  from: scene.now,
  before: endOfDays(scene, FARTHEST_DAYS),
});

const endOfDays = ({ now, timeZone }: ClinicScene, days: number): number =>
  startOfDay(dayAt(now, timeZone).add({ days: days + 1 }), timeZone);

/** Somebody at a clinic who can be booked. */
export interface Bookable {
  readonly staffId: number;
  readonly personId: number;
}
export interface BookableService {
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
}

const SERVICE = prepared(`
  select duration_minutes as "durationMinutes", buffer_minutes as "bufferMinutes" from clinic_services_v
  where id = ?::bigint and clinic_id = ?::bigint and is_active`);

/** A service that a clinic offers today; null when it is none of its own. */
export const findService = async (
  em: EntityManager,
  clinicId: number,
  serviceId: number,
): Promise<BookableService | null> =>
  (await query<BookableService>(em, SERVICE, [serviceId, clinicId]))[0] ?? null;

const OFFERERS = prepared(`
  select s.id as "staffId", s.person_id as "personId"
  from clinic_staff_services_v o join clinic_staff_v s on s.id = o.staff_id
  where o.service_id = ?::bigint and s.clinic_id = ?::bigint and s.is_active and s.is_bookable
    and (?::bigint is null or s.id = ?::bigint)
  order by s.id limit 500`);

/** Who can be booked for a service; `staffId` is one of them, or null for all. */
export const findOfferers = (
  em: EntityManager,
  clinicId: number,
  serviceId: number,
  staffId: number | null,
): Promise<Bookable[]> => query<Bookable>(em, OFFERERS, [serviceId, clinicId, staffId, staffId]);
