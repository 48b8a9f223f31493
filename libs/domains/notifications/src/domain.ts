import { defineDomain } from '@antrean/platform/domain';
import { notificationMessages } from './messages.ts';
import { notificationPermissions, notificationRoleDefaults } from './notification.policy.ts';
import { notificationRetention } from './notifications.retention.ts';

/** Tells people what the notifications of all domains declare, each of them once for one cause on each channel. */
export const notifications = defineDomain({
  name: 'notifications',
  messages: notificationMessages,
  permissions: notificationPermissions,
  roleDefaults: notificationRoleDefaults,
  retention: notificationRetention,
  views: ['deliveries_v'],
  personalData: async () => (await import('./personal-data.ts')).notificationData,
  http: async () => (await import('./http.ts')).notificationRoutes,
  worker: async () => (await import('./worker.ts')).notificationWorker,
});
