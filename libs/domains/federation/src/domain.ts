import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { federationProblem } from './federation.problem.ts';
import { federationRetention } from './federation.retention.ts';
import { federationSettings } from './federation.settings.ts';
import { identityWasLinked, identityWasUnlinked } from './identity.notification.ts';
import { federationMessages } from './messages.ts';

/** Logging in by Google, Facebook and Apple. */
export const federation = defineDomain({
  name: 'federation',
  messages: federationMessages,
  notifications: [identityWasLinked, identityWasUnlinked],
  actionWords,
  problems: [federationProblem],
  retention: federationRetention,
  personalData: async () => (await import('./personal-data.ts')).federationData,
  settings: federationSettings,
  http: async () => (await import('./http.ts')).federationRoutes,
});
