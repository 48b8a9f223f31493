import { defineDomain } from '@antrean/platform/domain';
import { accountPermissions, accountRoleDefaults } from './account.policy.ts';
import { accountProblem } from './account.problem.ts';
import { accountRetention } from './account.retention.ts';
import { actionWords } from './action.words.ts';
import { refuseDevelopmentPasswords, seedDevelopment } from './development-user.ts';
import { accountEntities } from './index.ts';
import { userEvents } from './messages.ts';

/** The users: who they are, which roles they have, whether they may come in at all. */
export const accounts = defineDomain({
  name: 'accounts',
  entities: accountEntities,
  messages: userEvents,
  actionWords,
  permissions: accountPermissions,
  roleDefaults: accountRoleDefaults,
  problems: [accountProblem],
  retention: accountRetention,
  views: ['users_v', 'user_names_v', 'user_contacts_v'],
  assertProduction: refuseDevelopmentPasswords,
  seedDevelopment,
  personalData: async () => (await import('./personal-data.ts')).accountData,
  search: async () => (await import('./search.ts')).userSearch,
  http: async () => (await import('./http.ts')).accountRoutes,
});
