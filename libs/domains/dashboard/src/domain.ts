import { defineDomain } from '@antrean/platform/domain';
import { dashboardRetention } from './dashboard.retention.ts';
import { dashboardRoleDefaults, permissions } from './dashboard.policy.ts';
import { dashboardMessages } from './messages.ts';

/** What a dashboard shows of all domains, by the views that they publish (seed 000). */
export const dashboard = defineDomain({
  name: 'dashboard',
  messages: dashboardMessages,
  permissions,
  roleDefaults: dashboardRoleDefaults,
  retention: dashboardRetention,
  http: async () => (await import('./http.ts')).dashboardRoutes,
  realtime: async () => (await import('./realtime.ts')).dashboardRealtime,
});
