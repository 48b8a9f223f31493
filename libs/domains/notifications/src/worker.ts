import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { planNotificationHandler } from './plan-notification.job.ts';
import { sendMailHandlers, type SendMailDependencies } from './send-mail.job.ts';

/** Gives each recipient of a notification a delivery, and sends it. */
export function notificationWorker(dependencies: SendMailDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [planNotificationHandler(dependencies), ...sendMailHandlers(dependencies)],
    consumers: [],
    schedules: [],
  };
}
