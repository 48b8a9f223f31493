import { query } from '@antrean/platform/database';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { tellReminder } from './messages.ts';
import { tellReminders } from './tell-reminders.ts';

/** Tells what is planned for one time of a booking. Workers of earlier versions gave each such a job, ahead of its time. */
export function tellReminderHandler(): JobHandler {
  return handleJob(
    tellReminder,
    async ({ payload: { bookingId, bookingVersion, offsetMinutes }, finish }) => {
      await finish(async (tx) => {
        // Also what a dead job left, which somebody has tried again.
        const due = await query<{ id: string }>(
          tx.em,
          `select r.id from reminders r join reminder_plans p on p.booking_id = r.booking_id
           where r.booking_id = ? and r.booking_version = ? and r.offset_minutes = ? for update of p`,
          [bookingId, bookingVersion, offsetMinutes],
        );
        await tellReminders(
          tx,
          due.map(({ id }) => id),
        );
      });
    },
    {
      onDead: async ({ em }, { bookingId, bookingVersion, offsetMinutes }) => {
        await query(
          em,
          `update reminders set state = 'failed', reason = 'error'
           where booking_id = ? and booking_version = ? and offset_minutes = ? and state = 'planned'`,
          [bookingId, bookingVersion, offsetMinutes],
        );
      },
    },
  );
}
