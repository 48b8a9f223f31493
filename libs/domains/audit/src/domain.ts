import { defineDomain } from '@antrean/platform/domain';
import { auditPermissions, auditRoleDefaults } from './audit.policy.ts';
import { auditRetention } from './audit.retention.ts';
import { auditMessages } from './messages.ts';
import { auditReports } from './report.ts';

/** The trail of what happened, and the proof that it is what was written. */
export const audit = defineDomain({
  name: 'audit',
  messages: auditMessages,
  permissions: auditPermissions,
  roleDefaults: auditRoleDefaults,
  retention: auditRetention,
  views: ['audit_lines_v'],
  reports: auditReports,
  personalData: async () => (await import('./personal-data.ts')).auditData,
  http: async () => (await import('./http.ts')).auditRoutes,
  worker: async () => (await import('./worker.ts')).auditWork,
});
