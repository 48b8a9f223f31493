import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { recoveryMessages } from './messages.ts';
import { recoveryNotifications } from './recovery.notification.ts';
import { recoveryPermissions, recoveryRoleDefaults } from './recovery.policy.ts';
import { recoveryProblem } from './recovery.problem.ts';
import { recoveryRetention } from './recovery.retention.ts';
import { recoverySettings } from './recovery.settings.ts';
import { lifecycle } from './recovery.state.ts';

/** The way back in for who has lost the second factor. */
export const recovery = defineDomain({
  name: 'recovery',
  messages: recoveryMessages,
  actionWords,
  notifications: recoveryNotifications,
  permissions: recoveryPermissions,
  roleDefaults: recoveryRoleDefaults,
  problems: [recoveryProblem],
  personalData: async () => (await import('./personal-data.ts')).recoveryData,
  settings: recoverySettings,
  lifecycles: [lifecycle],
  retention: recoveryRetention,
  http: async () => (await import('./http.ts')).recoveryRoutes,
  worker: async () => (await import('./worker.ts')).recoveryWorker,
});
