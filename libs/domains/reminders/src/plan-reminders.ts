import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { dueTime, instantOf } from './reminder-time.ts';
import { CHOSEN, holdToPlan, settingsOf, type Choice, type Chosen } from './reminder-settings.ts';

/** Why a reminder is not told. */
export type Reason =
  | 'past'
  | 'moved'
  | 'cancelled'
  | 'ended'
  | 'clinic_inactive'
  | 'not_chosen'
  | 'unreachable'
  | 'too_late'
  | 'overtaken';

/** Of what people are reminded: it is promised, and nobody has come yet. */
export const isComing = (status: string): boolean => status === 'pending' || status === 'confirmed';

/** Why nobody is reminded of a booking in this status; undefined when somebody is. */
export function endedBy(status: string): Reason | undefined {
  if (isComing(status)) return undefined;
  return status === 'cancelled' ? 'cancelled' : 'ended';
}

export interface PlanOptions {
  /** When bookings got the times that they have, in milliseconds: what was due before that is skipped. Now when absent. */
  readonly since?: ReadonlyMap<number, number>;
  /** What is chosen for a booking from now on. */
  readonly choice?: { readonly bookingId: number } & Choice;
}

/**
 * Brings the reminders of bookings in line with how the bookings are now and with what was chosen: what is wanted is
 * planned, what was planned and is not wanted any more is skipped. Doing it again changes nothing. Reminders that were
 * told stay; a booking that was moved is reminded of anew.
 */
export async function planReminders(
  { em }: Pick<Tx, 'em'>,
  bookingIds: readonly number[],
  { since, choice }: PlanOptions = {},
): Promise<void> {
  const ids = `{${bookingIds.join(',')}}`;
  await holdSettings(em, ids);
  await query(
    em,
    `insert into reminder_plans (booking_id, booking_version, starts_at, clinic_id, customer_id)
     select b.id, b.version, b.starts_at, b.clinic_id, b.customer_id
     from bookings_v b left join guest_bookings_v g on g.booking_id = b.id
     where b.id = any(?::int[]) and b.status in ('pending', 'confirmed')
       and (b.customer_id is not null or g.booking_id is not null) order by b.id
     on conflict do nothing`,
    [ids],
  );
  // From here on nobody else writes reminders of these.
  await query(
    em,
    `select booking_id from reminder_plans where booking_id = any(?::int[]) order by booking_id for update`,
    [ids],
  );
  // Whose guest has an account by now.
  await query(
    em,
    `update reminder_plans p set customer_id = b.customer_id from bookings_v b
     where p.booking_id = any(?::int[]) and p.customer_id is null and b.id = p.booking_id and b.customer_id is not null`,
    [ids],
  );
  if (choice) {
    await query(
      em,
      `update reminder_plans set offsets_minutes = ?::int[], channels = ?::text[], updated_at = now() where booking_id = ?`,
      [arrayOf(choice.offsetsMinutes), arrayOf(choice.channels), choice.bookingId],
    );
  }
  const plans = (await readPlans(em, ids)).map((row) => planOf(row, since?.get(row.bookingId)));
  await query(
    em,
    `update reminder_plans p set booking_version = n."bookingVersion", starts_at = n."startsAt", updated_at = now()
     from jsonb_to_recordset(?::jsonb) as n ("bookingId" int, "bookingVersion" int, "startsAt" timestamptz)
     where p.booking_id = n."bookingId" and (p.booking_version, p.starts_at) <> (n."bookingVersion", n."startsAt")`,
    [JSON.stringify(plans)],
  );
  await skipUnwanted(em, plans);
  await writeWanted(em, plans);
}

interface PlanRow extends Chosen {
  bookingId: number;
  planVersion: number;
  version: number;
  isSameTime: boolean;
  status: string;
  /** As PostgreSQL writes it, to the microsecond. */
  startsAt: string;
  startsAtMs: number;
  nowMs: number;
}

interface Wanted {
  readonly bookingId: number;
  readonly bookingVersion: number;
  readonly offsetMinutes: number;
  readonly channel: string;
  readonly dueAt: string;
  readonly isPast: boolean;
}

interface Plan {
  readonly bookingId: number;
  readonly bookingVersion: number;
  /** As it was read: the booking may be moved meanwhile, and the next event of it is to see that. */
  readonly startsAt: string;
  readonly ended: Reason | null;
  readonly wanted: readonly Wanted[];
}

/** Clinics of bookings never change, and a customer comes in a guest's place alone, which has an event of its own. */
async function holdSettings(em: EntityManager, ids: string): Promise<void> {
  const whose = await query<{ customerId: number | null; clinicId: number }>(
    em,
    `select customer_id as "customerId", clinic_id as "clinicId" from bookings_v where id = any(?::int[])`,
    [ids],
  );
  await holdToPlan(
    em,
    whose.map(({ customerId }) => customerId).filter((id) => id !== null),
    whose.map(({ clinicId }) => clinicId),
  );
}

const readPlans = (em: EntityManager, ids: string): Promise<PlanRow[]> =>
  query<PlanRow>(
    em,
    `select p.booking_id as "bookingId", p.booking_version as "planVersion", b.version,
       p.starts_at = b.starts_at as "isSameTime", b.status, ${CHOSEN}, b.starts_at::text as "startsAt",
       floor(extract(epoch from b.starts_at) * 1000)::float8 as "startsAtMs", floor(extract(epoch from now()) * 1000)::float8 as "nowMs"
     from reminder_plans p
     join bookings_v b on b.id = p.booking_id
     left join reminder_preferences u on u.user_id = p.customer_id
     left join clinic_reminders c on c.clinic_id = p.clinic_id
     where p.booking_id = any(?::int[])`,
    [ids],
  );

function planOf(row: PlanRow, since = row.nowMs): Plan {
  const { bookingId, isSameTime, status } = row;
  const bookingVersion = isSameTime ? row.planVersion : row.version;
  const ended = endedBy(status) ?? null;
  const { offsetsMinutes, channels } = settingsOf(row);
  const startsAt = instantOf(row.startsAtMs);
  const wanted = offsetsMinutes.flatMap((offsetMinutes) => {
    const due = dueTime(startsAt, offsetMinutes);
    const isPast = due.epochMilliseconds <= Math.min(since, row.nowMs);
    return channels.map((channel) => ({
      ...{ bookingId, bookingVersion, offsetMinutes, channel },
      ...{ dueAt: due.toString(), isPast },
    }));
  });
  return { bookingId, bookingVersion, startsAt: row.startsAt, ended, wanted: ended ? [] : wanted };
}

async function skipUnwanted(em: EntityManager, plans: readonly Plan[]): Promise<void> {
  await query(
    em,
    `update reminders r set state = 'skipped',
       reason = coalesce(p.ended, case when r.booking_version <> p."bookingVersion" then 'moved' else 'not_chosen' end)
     from jsonb_to_recordset(?::jsonb) as p ("bookingId" int, "bookingVersion" int, ended text, wanted jsonb)
     where r.booking_id = p."bookingId" and r.state = 'planned'
       and not exists (
         select from jsonb_to_recordset(p.wanted) as w ("bookingVersion" int, "offsetMinutes" int, channel text)
         where (w."bookingVersion", w."offsetMinutes", w.channel) = (r.booking_version, r.offset_minutes, r.channel))`,
    [JSON.stringify(plans)],
  );
}

/** One that was skipped and is wanted again before its time is planned again, and gets a job again: its first may be done. */
async function writeWanted(em: EntityManager, plans: readonly Plan[]): Promise<void> {
  await query(
    em,
    `insert into reminders as r (booking_id, booking_version, offset_minutes, channel, due_at, state, reason)
     select "bookingId", "bookingVersion", "offsetMinutes", channel, "dueAt",
       case when "isPast" then 'skipped' else 'planned' end, case when "isPast" then 'past' end
     from jsonb_to_recordset(?::jsonb)
       as w ("bookingId" int, "bookingVersion" int, "offsetMinutes" int, channel text, "dueAt" timestamptz, "isPast" boolean)
     order by 1, 3, 4
     on conflict (booking_id, booking_version, offset_minutes, channel) do update
       set state = 'planned', reason = null, queued_at = null
       where r.state = 'skipped' and r.due_at > now()`,
    [JSON.stringify(plans.flatMap(({ wanted }) => wanted))],
  );
}

const arrayOf = (values: readonly (string | number)[] | null): string | null =>
  values && `{${values.join(',')}}`;
