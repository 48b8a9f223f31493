import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { operationsMessages } from './messages.ts';
import { operationsPermissions, operationsRoleDefaults } from './operations.policy.ts';
import { operationsProblem } from './operations.problem.ts';

/** What whoever runs the system looks at, and what needs a person: dead events and jobs, queues, processes. */
export const operations = defineDomain({
  name: 'operations',
  messages: operationsMessages,
  actionWords,
  permissions: operationsPermissions,
  roleDefaults: operationsRoleDefaults,
  problems: [operationsProblem],
  trace: async () => (await import('./trace.ts')).jobTrace,
  pages: async () => (await import('./pages.ts')).operationsPages,
  http: async () => (await import('./http.ts')).operationsRoutes,
});
