import { readPlan, type PlannedSpan } from '@antrean/availability';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { attends } from '../booking.policy.ts';
import { readBookings } from '../booking.queries.ts';
import type { CalendarBody, CalendarQuery } from './calendar.contract.ts';

/** Bookings of one answer. */
const MOST_BOOKINGS = 1_000;

/** By the index of a clinic's bookings; none is longer than a day and what is kept free behind it. */
export const IN_CALENDAR = `
  select id, buffer_minutes as "bufferMinutes" from bookings
  where clinic_id = ?::bigint and starts_at > ?::timestamptz - interval '32 hours' and starts_at < ?::timestamptz
    and ends_at + make_interval(mins => buffer_minutes) > ?::timestamptz
    and status not in ('cancelled', 'expired') and (hold_expires_at is null or hold_expires_at > clock_timestamp())
    and (?::bigint is null or staff_id = ?::bigint)
  order by starts_at, id limit ?`;

/** Windows, blocks and bookings of some days. @throws problem `not_found`, `forbidden` */
export async function readCalendar(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
  { from, to, staffId = null }: Omit<CalendarQuery, 'staffId'> & { staffId?: number | null | undefined },
): Promise<CalendarBody> {
  const { timeZone, now, localNow, range, days, people, blocks, isCut } = await readPlan(
    em,
    actor,
    clinicId,
    {
      ...{ from, to, staffId },
    },
  );
  if (!attends(actor, { clinicId })) throw problem('forbidden');
  const [first, end] = [new Date(range.start), new Date(range.end)];
  const found = await query<{ id: number; bufferMinutes: number }>(em, IN_CALENDAR, [
    ...[clinicId, first, end, first],
    ...[staffId, staffId, MOST_BOOKINGS + 1],
  ]);
  const shown = found.slice(0, MOST_BOOKINGS);
  const buffers = new Map(shown.map((each) => [each.id, each.bufferMinutes]));
  const bookings = await readBookings(
    em,
    shown.map(({ id }) => id),
  );
  return {
    ...{ clinicId, timeZone, localNow },
    now: new Date(now).toISOString(),
    days: days.map((day) => ({ ...day, hours: [...day.hours] })),
    staff: people.map(({ staffId: id, name, title, userId, windows, elsewhere }) => ({
      ...{ id, name, title, userId },
      windows: windows.map(toSpan),
      elsewhere: elsewhere.map(toSpan),
    })),
    blocks: blocks.map(({ id, staffId: whose, startsAt, endsAt, reason, version }) => ({
      ...{ id, staffId: whose, startsAt, endsAt, reason, version },
    })),
    bookings: bookings.map((booking) => ({ ...booking, bufferMinutes: buffers.get(booking.id) ?? 0 })),
    isCut: isCut || found.length > MOST_BOOKINGS,
  };
}

const toSpan = ({ start, end }: PlannedSpan): { startsAt: string; endsAt: string } => ({
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(end).toISOString(),
});
