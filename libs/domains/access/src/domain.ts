import { defineDomain } from '@antrean/platform/domain';
import { accessPermissions, accessRoleDefaults } from './access.policy.ts';
import { accessProblem } from './access.problem.ts';
import { accessRetention } from './access.retention.ts';
import { actionWords } from './action.words.ts';
import { accessEntities } from './index.ts';
import { roleEvents } from './messages.ts';

/** What whom may do: roles, their permissions, the departments that somebody serves. */
export const access = defineDomain({
  name: 'access',
  entities: accessEntities,
  messages: roleEvents,
  actionWords,
  permissions: accessPermissions,
  roleDefaults: accessRoleDefaults,
  problems: [accessProblem],
  retention: accessRetention,
  views: [
    'roles_v',
    'user_roles_v',
    'user_permissions_v',
    'scoped_roles_v',
    'scoped_permissions_v',
    'served_departments_v',
  ],
  http: async () => (await import('./http.ts')).accessRoutes,
  realtime: async () => (await import('./realtime.ts')).accessRealtime,
});
