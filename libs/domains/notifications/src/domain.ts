import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { notificationMessages } from './messages.ts';
import { notificationPermissions, notificationRoleDefaults } from './notification.policy.ts';
import { notificationProblem } from './notification.problem.ts';
import { notificationRetention } from './notifications.retention.ts';

/** Tells people what the notifications of all domains declare, each of them once for one cause on each channel. */
export const notifications = defineDomain({
  name: 'notifications',
  messages: notificationMessages,
  actionWords,
  permissions: notificationPermissions,
  roleDefaults: notificationRoleDefaults,
  problems: [notificationProblem],
  retention: notificationRetention,
  views: ['deliveries_v'],
  personalData: async () => (await import('./personal-data.ts')).notificationData,
  http: async () => (await import('./http.ts')).notificationRoutes,
  worker: async () => (await import('./worker.ts')).notificationWorker,
});
