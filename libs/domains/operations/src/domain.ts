import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { deadLetterMessages } from './messages.ts';
import { operationsPermissions, operationsRoleDefaults } from './operations.policy.ts';
import { operationsProblem } from './operations.problem.ts';

/** What needs a person: dead events and jobs. */
export const operations = defineDomain({
  name: 'operations',
  messages: deadLetterMessages,
  actionWords,
  permissions: operationsPermissions,
  roleDefaults: operationsRoleDefaults,
  problems: [operationsProblem],
  http: async () => (await import('./http.ts')).operationsRoutes,
});
