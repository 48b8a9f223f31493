import { query } from '@antrean/platform/database';
import { enqueue, type FailPoints } from '@antrean/platform/outbox';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import { tellingKey, tellReminder } from './messages.ts';

/** How far ahead reminders get their job, which then comes to the second. */
const HORIZON_MINUTES = 5;
const EVERY_MS = 15_000;
const AT_ONCE = 500;

interface Due {
  bookingId: number;
  bookingVersion: number;
  offsetMinutes: number;
  dueMs: number;
}

/**
 * Gives reminders that fall due soon the job that tells them at their time. Those that are further away are rows alone: a
 * year's bookings are no jobs that wait for a year.
 */
export function queueDueReminders(failPoint: FailPoints): Schedule {
  return defineSchedule({
    name: 'reminders.queue-due',
    everyMs: EVERY_MS,
    run: async (tx) => {
      const due = await query<Due>(
        tx.em,
        `update reminders set queued_at = now() where id in (
           select id from reminders
           where state = 'planned' and queued_at is null and due_at <= now() + ? * interval '1 minute'
           order by due_at limit ? for update skip locked)
         returning booking_id as "bookingId", booking_version as "bookingVersion", offset_minutes as "offsetMinutes",
           floor(extract(epoch from due_at) * 1000)::float8 as "dueMs"`,
        [HORIZON_MINUTES, AT_ONCE],
      );
      // The channels of a time share its job.
      for (const { dueMs, ...at } of due)
        enqueue(tx, tellReminder, at, { key: tellingKey(at), runAt: new Date(dueMs) });
      if (due.length > 0) await failPoint('reminder.queued');
      return due.length === AT_ONCE ? MORE : undefined;
    },
  });
}
