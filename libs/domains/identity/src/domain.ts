import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { refuseDevelopmentPasswords, seedDevelopment } from './development-user.ts';
import { identityPermissions, identityRoleDefaults } from './identity.policy.ts';
import { identityProblem } from './identity.problem.ts';
import { identityRetention } from './identity.retention.ts';
import { identityEntities } from './index.ts';
import { identityMessages } from './messages.ts';
import { sessionTokens } from './session-tokens.ts';

/** Users, their sign-in and sessions, roles. */
export const identity = defineDomain({
  name: 'identity',
  entities: identityEntities,
  messages: identityMessages,
  actionWords,
  permissions: identityPermissions,
  roleDefaults: identityRoleDefaults,
  problems: [identityProblem],
  retention: identityRetention,
  views: ['users_v', 'user_roles_v', 'user_permissions_v', 'served_departments_v'],
  assertProduction: refuseDevelopmentPasswords,
  seedDevelopment,
  tokens: sessionTokens,
  http: async () => (await import('./http.ts')).identityRoutes,
  realtime: async () => (await import('./realtime.ts')).identityRealtime,
  worker: async () => (await import('./worker.ts')).identityWorker,
});
