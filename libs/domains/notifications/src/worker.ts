import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { planNotificationHandler } from './plan-notification.job.ts';
import { deliveryHandlers, type DeliveryDependencies } from './send-delivery.job.ts';
import { sendMailsHandler } from './send-mails.job.ts';

/** Gives each recipient of a notification a delivery, and sends it. */
export function notificationWorker(dependencies: DeliveryDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [
      planNotificationHandler(dependencies),
      sendMailsHandler(dependencies),
      ...deliveryHandlers(dependencies),
    ],
    consumers: [],
    schedules: [],
  };
}
