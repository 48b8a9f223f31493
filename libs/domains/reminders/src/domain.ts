import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { reminderMessages } from './messages.ts';
import { bookingReminder } from './reminder.notification.ts';
import { reminderProblem } from './reminder.problem.ts';
import { reminderRetention } from './reminder.retention.ts';

/** Reminds customers of their bookings, at the times and by the channels that they, or the clinic, chose (seed 001). */
export const reminders = defineDomain({
  name: 'reminders',
  messages: reminderMessages,
  notifications: [bookingReminder],
  actionWords,
  problems: [reminderProblem],
  retention: reminderRetention,
  personalData: async () => (await import('./personal-data.ts')).reminderData,
  http: async () => (await import('./http.ts')).reminderRoutes,
  worker: async () => (await import('./worker.ts')).reminderWorker,
});
