import { hasEnded } from '@antrean/bookings';
import {
  bookingCancelled,
  bookingStatusChanged,
  bookingUpdated,
  type BookingFacts,
} from '@antrean/bookings/messages';
import { query } from '@antrean/platform/database';
import type { EventRecord } from '@antrean/platform/messages';
import { notify } from '@antrean/platform/notifications';
import { consumeEvents, type EventConsumer } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { guestNews, type Happened } from './guest.notification.ts';

/** Tells guests what becomes of their bookings, whoever did it, and notes since when nobody needs to know them. */
export const followBookings = (): EventConsumer =>
  consumeEvents(
    'guest-bookings',
    async (tx, events) => {
      for (const event of events) {
        const news = newsOf(event);
        // By whose it was then: an account that has taken it over since is told instead of the guest.
        if (news.facts.customerId === null) await tell(tx, news);
      }
    },
    { reads: [bookingUpdated, bookingStatusChanged, bookingCancelled] },
  );

interface News {
  readonly facts: BookingFacts;
  readonly happened: Happened | null;
  readonly before: string | null;
  /** Whether there is, or was, something in the guest's calendar. */
  readonly wasConfirmed: boolean;
}

function newsOf({ name, payload }: EventRecord): News {
  if (name === bookingUpdated.name) {
    const { previousStartsAt, ...facts } = bookingUpdated.schema.parse(payload);
    const happened = facts.status === 'held' ? null : 'moved';
    return { facts, happened, before: previousStartsAt, wasConfirmed: facts.status !== 'pending' };
  }
  if (name === bookingCancelled.name) {
    const { oldStatus, ...facts } = bookingCancelled.schema.parse(payload);
    const happened = oldStatus === 'held' ? null : 'cancelled';
    return { facts, happened, before: null, wasConfirmed: oldStatus !== 'pending' };
  }
  const { oldStatus, newStatus, ...facts } = bookingStatusChanged.schema.parse(payload);
  const happened =
    newStatus === 'confirmed'
      ? 'confirmed'
      : newStatus === 'pending'
        ? 'waits'
        : newStatus === 'expired' && oldStatus === 'pending'
          ? 'expired'
          : null;
  return { facts, happened, before: null, wasConfirmed: newStatus === 'confirmed' };
}

async function tell(tx: Tx, { facts, happened, before, wasConfirmed }: News): Promise<void> {
  const { bookingId, startsAt, endsAt, status, version } = facts;
  if (status !== 'held') {
    await query(
      tx.em,
      `update guest_bookings set over_at = case when ? then least(now(), ?::timestamptz) else ?::timestamptz end
       where booking_id = ?`,
      [hasEnded(status), new Date(endsAt), new Date(endsAt), bookingId],
    );
  }
  if (happened === null) return;
  const cause = `guest-booking:${bookingId}:${version}`;
  notify(tx, guestNews, { bookingId, startsAt, happened, before, wasConfirmed }, { cause });
}
