import { query } from '@antrean/platform/database';
import type { FailPoints } from '@antrean/platform/outbox';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import { tellReminders } from './tell-reminders.ts';

/** How late a reminder comes at most that waits for nothing but its turn. */
const EVERY_MS = 5_000;
const AT_ONCE = 500;

/** What is due, with its plans held. `queued_at`: a worker of an earlier version has given it a job of its own. */
export const CLAIM = `
  select r.id from reminders r join reminder_plans p on p.booking_id = r.booking_id
  where r.state = 'planned' and r.queued_at is null and r.due_at <= now()
  order by r.due_at limit ? for update of p skip locked`;

/**
 * Tells what has fallen due, many at once: their deliveries are on record with the turn, and jobs of the notifications send
 * them. What belongs to a plan that somebody holds comes with a later turn.
 */
export function tellDueReminders(failPoint: FailPoints): Schedule {
  return defineSchedule({
    name: 'reminders.tell-due',
    everyMs: EVERY_MS,
    run: async (tx) => {
      const due = await query<{ id: string }>(tx.em, CLAIM, [AT_ONCE]);
      if (due.length === 0) return undefined;
      await tellReminders(
        tx,
        due.map(({ id }) => id),
      );
      await failPoint('reminder.told');
      return due.length === AT_ONCE ? MORE : undefined;
    },
  });
}
