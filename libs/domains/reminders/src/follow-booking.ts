import {
  bookingAdopted,
  bookingCancelled,
  bookingCreated,
  bookingStatusChanged,
  bookingUpdated,
} from '@antrean/bookings/messages';
import { consumeEvents, type EventConsumer } from '@antrean/platform/queue';
import { z } from 'zod';
import { planReminders } from './plan-reminders.ts';

const about = z.object({
  bookingId: z.int(),
  startsAt: z.string(),
  previousStartsAt: z.string().optional(),
  oldStatus: z.string().optional(),
});

/** Whether a booking has its time since this event: it was moved, or was only held before. */
const isNewTime = ({ startsAt, previousStartsAt = startsAt, oldStatus }: z.output<typeof about>): boolean =>
  Date.parse(previousStartsAt) !== Date.parse(startsAt) || oldStatus === 'held';

/**
 * Plans the reminders of each booking that was made, moved, confirmed, ended or cancelled. It goes by how the booking is
 * now: of several changes the last one counts, and an old event plans nothing old.
 */
export function followBookings(): EventConsumer {
  return consumeEvents(
    'reminders',
    async (tx, events) => {
      const since = new Map<number, number>();
      for (const { payload, at } of events) {
        const told = about.parse(payload);
        // What fell due between its first event and another that left its time alone is not past: it is late.
        if (isNewTime(told) || !since.has(told.bookingId)) since.set(told.bookingId, Date.parse(at));
      }
      await planReminders(tx, [...since.keys()], { since });
    },
    { reads: [bookingCreated, bookingUpdated, bookingStatusChanged, bookingCancelled, bookingAdopted] },
  );
}
