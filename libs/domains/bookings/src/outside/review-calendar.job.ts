import { randomUUID } from 'node:crypto';
import { findOutside } from '@antrean/availability';
import { blockChanged, ruleChanged } from '@antrean/availability/messages';
import { clinicDeactivated, clinicUpdated, hoursChanged, staffChanged } from '@antrean/clinics/messages';
import { query } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import type { EventRecord } from '@antrean/platform/messages';
import { enqueue } from '@antrean/platform/outbox';
import { consumeEvents, handleJob, type EventConsumer, type JobHandler } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { referenceOf } from '../booking-change.ts';
import { findClinicRules } from '../clinic-rules.ts';
import { reviewCalendar } from '../messages.ts';
import { outsideNotification } from './outside.notification.ts';
import { localStartOf } from '../promised-time.ts';

/** Bookings that are looked at together, in the order of their beginning. */
const BATCH = 200;

/** When a clinic can be booked at other times or not at all, or somebody leaves it, what was booked before is looked at. */
export const followAvailability = (): EventConsumer =>
  consumeEvents(
    'booked-hours',
    async (tx, events) => {
      for (const clinicId of await clinicsOf(tx, events)) {
        const begin = { clinicId, after: null, change: randomUUID(), marked: 0 };
        enqueue(tx, reviewCalendar, begin, { key: `clinic:${clinicId}`, onConflict: 'replace' });
      }
    },
    {
      reads: [ruleChanged, blockChanged, hoursChanged, clinicUpdated, clinicDeactivated, staffChanged],
      start: 'now',
    },
  );

/** Where people can be booked otherwise: what they block themselves binds wherever they work, until they leave. */
async function clinicsOf({ em }: Tx, events: readonly EventRecord[]): Promise<ReadonlySet<number>> {
  const blocked = events.flatMap(({ name, payload: { staffId, change } }) =>
    (name === blockChanged.name || (name === staffChanged.name && change === 'removed')) &&
    typeof staffId === 'number'
      ? [{ id: staffId }]
      : [],
  );
  const others = await query<{ clinicId: number }>(
    em,
    `select distinct o.clinic_id as "clinicId" from clinic_staff_v s join clinic_staff_v o on o.person_id = s.person_id
     where s.id = any(?::int[])`,
    [idArray(blocked)],
  );
  return new Set([
    ...events.map(({ payload }) => Number(payload['clinicId'])),
    ...others.map(({ clinicId }) => clinicId),
  ]);
}

export const reviewCalendarHandler = (): JobHandler =>
  handleJob(reviewCalendar, (run) => run.finish((tx) => review(tx, run.payload)));

interface Found {
  id: number;
  startsAt: string;
  localStart: string;
  timeZone: string;
}

/** Whether the clinic has moved to a zone in which its clocks show another time than was promised. */
const isAtOtherTime = (booking: Found, timeZone: string): boolean =>
  booking.timeZone !== timeZone && localStartOf(new Date(booking.startsAt), timeZone) !== booking.localStart;

/**
 * Marks bookings to come of which the clinic could not take the time now, or its clocks show another one, and takes the
 * mark off others. They are kept; who manages the clinic is told once of what a change has left so, by the first page that
 * has any: another change may begin anew before the last.
 */
export async function review(
  tx: Tx,
  {
    clinicId,
    after,
    change = randomUUID(),
  }: { clinicId: number; after: [string, number] | null; change?: string | undefined },
): Promise<void> {
  const clinic = await findClinicRules(tx.em, clinicId);
  if (!clinic) return;
  // Whoever is just moving one of them went by the hours of before: it is judged where it is then.
  const found = await query<Found>(
    tx.em,
    `select id, starts_at as "startsAt", local_start as "localStart", time_zone as "timeZone" from bookings
     where clinic_id = ? and status in ('held', 'pending', 'confirmed')
       and (starts_at, id) > (greatest(coalesce(?::timestamptz, '-infinity'), now()), ?)
     order by starts_at, id limit ? for no key update`,
    [clinicId, after?.[0] ?? null, after?.[1] ?? 0, BATCH],
  );
  const outside = await findOutside(
    tx.em,
    clinicId,
    found.map(({ id }) => referenceOf(id)),
  );
  const wanted = found.map((booking) => ({
    id: booking.id,
    attention: outside.has(referenceOf(booking.id))
      ? 'outside_availability'
      : isAtOtherTime(booking, clinic.timeZone)
        ? 'time_zone_changed'
        : null,
  }));
  // Not by the ORM, which would count the version up: nothing has changed for who reads the booking as its customer.
  const [counted] = await query<{ n: number }>(
    tx.em,
    `with wanted as (select * from jsonb_to_recordset(?::jsonb) as w (id int, attention text)),
     before as (
       select b.id, b.attention from bookings b join wanted w on w.id = b.id
       where b.status in ('held', 'pending', 'confirmed') and b.attention is distinct from 'time_zone_rules'
         and b.attention is distinct from w.attention
       order by b.id for update of b
     ), marked as (
       update bookings b set attention = w.attention from before p join wanted w on w.id = p.id where b.id = p.id
     )
     select count(*)::int as n from before p join wanted w on w.id = p.id
     where w.attention = 'outside_availability' or (w.attention is not null and p.attention is null)`,
    [JSON.stringify(wanted)],
  );
  if ((counted?.n ?? 0) > 0) {
    notify(tx, outsideNotification, { clinicId }, { cause: `bookings-outside:${clinicId}:${change}` });
  }
  const last = found.at(-1);
  if (!last || found.length < BATCH) return;
  const behind: [string, number] = [new Date(last.startsAt).toISOString(), last.id];
  const next = { clinicId, after: behind, change, marked: 0 };
  enqueue(tx, reviewCalendar, next, { key: `clinic:${clinicId}`, onConflict: 'keep' });
}

const idArray = (rows: readonly { id: number }[]): string => `{${rows.map(({ id }) => id).join(',')}}`;
