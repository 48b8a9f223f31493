import { availabilityChanged } from '@antrean/availability/messages';
import { bookingCancelled, bookingStatusChanged } from '@antrean/bookings/messages';
import { query } from '@antrean/platform/database';
import type { EventRecord } from '@antrean/platform/messages';
import { consumeEvents, type EventConsumer } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { look, takeEntries } from './write-entry.ts';

/**
 * Marks who waits for days on which something may have become free, and follows what becomes of offers: booked, or missed,
 * behind which the next one is told, because the time is given back.
 */
export const followCalendars = (): EventConsumer =>
  consumeEvents(
    'waiting-list',
    async (tx, events) => {
      await closeOffers(tx, events);
      await markWaiting(tx, events);
    },
    { reads: [availabilityChanged, bookingStatusChanged, bookingCancelled] },
  );

async function closeOffers(tx: Tx, events: readonly EventRecord[]): Promise<void> {
  const ended = events.flatMap(({ name, payload }) => {
    if (name === availabilityChanged.name) return [];
    const event = (name === bookingCancelled.name ? bookingCancelled : bookingStatusChanged).schema.parse(
      payload,
    );
    if (event.oldStatus !== 'held') return [];
    const isBooked = event.status === 'confirmed' || event.status === 'pending';
    return [{ bookingId: event.bookingId, transition: isBooked ? ('take' as const) : ('miss' as const) }];
  });
  if (ended.length === 0) return;
  const entries = await query<{ id: number; bookingId: number }>(
    tx.em,
    `select id, booking_id as "bookingId" from waiting_entries
     where booking_id = any(?::int[]) and status = 'offered' order by id`,
    [`{${ended.map(({ bookingId }) => bookingId).join(',')}}`],
  );
  for (const { id, bookingId } of entries) {
    const end = ended.find((each) => each.bookingId === bookingId);
    if (end) await takeEntries(tx, [id], end.transition);
  }
}

async function markWaiting(tx: Tx, events: readonly EventRecord[]): Promise<void> {
  const changes = events
    .filter(({ name }) => name === availabilityChanged.name)
    .map(({ payload }) => availabilityChanged.schema.parse(payload))
    .filter(({ frees = true }) => frees);
  if (changes.length === 0) return;
  const marked = await query<{ clinicId: number }>(
    tx.em,
    // Also what is marked: a job that holds it may have looked before this, and is about to take the mark away. Locked in
    // the order of that job.
    `update waiting_entries e set is_to_look = true
     where e.id in (
       select w.id from jsonb_to_recordset(?::jsonb) as c ("clinicId" int, "from" date, "to" date)
       join waiting_entries w on w.clinic_id = c."clinicId" and w.status = 'waiting' and w.last_date >= c."from"
         and w.first_date <= coalesce(c."to", 'infinity')
       order by w.waiting_since, w.id for update of w)
     returning e.clinic_id as "clinicId"`,
    [JSON.stringify(changes)],
  );
  for (const clinicId of new Set(marked.map((entry) => entry.clinicId))) look(tx, clinicId);
}
