import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { onboardingNotifications } from './application.notification.ts';
import { onboardingRoleDefaults, permissions } from './application.policy.ts';
import { onboardingProblem } from './application.problem.ts';
import { onboardingRetention } from './application.retention.ts';
import { lifecycle } from './application.state.ts';
import { documentFile } from './documents/document-kind.ts';
import { onboardingEntities } from './index.ts';
import { onboardingMessages } from './messages.ts';

/** How a clinic comes to be listed: its application, the review, and what it becomes. */
export const onboarding = defineDomain({
  name: 'onboarding',
  entities: onboardingEntities,
  messages: onboardingMessages,
  notifications: onboardingNotifications,
  actionWords,
  permissions,
  roleDefaults: onboardingRoleDefaults,
  problems: [onboardingProblem, documentFile],
  retention: onboardingRetention,
  lifecycles: [lifecycle],
  personalData: async () => (await import('./personal-data.ts')).onboardingData,
  http: async () => (await import('./http.ts')).onboardingRoutes,
  worker: async () => (await import('./worker.ts')).onboardingWorker,
});
