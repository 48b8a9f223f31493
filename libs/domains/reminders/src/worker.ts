import type { Work, WorkDependencies } from '@antrean/platform/domain';
import { followBookings } from './follow-booking.ts';
import { replanHandler } from './replan.job.ts';
import { tellDueReminders } from './tell-due.ts';
import { tellReminderHandler } from './tell-reminder.job.ts';

/** Plans reminders as bookings come and change, and has them told at their time. */
export const reminderWorker = ({ failPoint }: Pick<WorkDependencies, 'failPoint'>): Work => ({
  handlers: [tellReminderHandler(), replanHandler()],
  consumers: [followBookings()],
  schedules: [tellDueReminders(failPoint)],
});
