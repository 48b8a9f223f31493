import { defineDomain } from '@antrean/platform/domain';
import { notificationMessages } from './messages.ts';
import { notificationRetention } from './notifications.retention.ts';

/** Tells people what the notifications of all domains declare, each of them once for one cause on each channel. */
export const notifications = defineDomain({
  name: 'notifications',
  messages: notificationMessages,
  retention: notificationRetention,
  worker: async () => (await import('./worker.ts')).notificationWorker,
});
