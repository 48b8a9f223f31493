import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { organizationEntities } from './index.ts';
import { organizationMessages } from './messages.ts';
import { organizationPermissions, organizationRoleDefaults } from './organization.policy.ts';
import { organizationRetention } from './organization.retention.ts';

/** Who works where: departments, positions, shifts, outlets, employees. */
export const organization = defineDomain({
  name: 'organization',
  entities: organizationEntities,
  messages: organizationMessages,
  actionWords,
  permissions: organizationPermissions,
  roleDefaults: organizationRoleDefaults,
  retention: organizationRetention,
  views: ['departments_v', 'shifts_v', 'outlets_v', 'employees_v'],
  http: async () => (await import('./http.ts')).organizationRoutes,
});
