import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { reportEntities } from './index.ts';
import { reportMessages } from './messages.ts';
import { reportPermissions, reportRoleDefaults } from './report-job.policy.ts';
import { reportProblem } from './report-job.problem.ts';
import { scheduleProblem } from './report-schedule.problem.ts';
import { reportRetention } from './report.retention.ts';
import { reportSettings } from './report.settings.ts';

/** The reports of all domains at their addresses, the jobs that make their files, and schedules that ask for them. */
export const reports = defineDomain({
  name: 'reports',
  entities: reportEntities,
  messages: reportMessages,
  actionWords,
  permissions: reportPermissions,
  roleDefaults: reportRoleDefaults,
  problems: [reportProblem, scheduleProblem],
  retention: reportRetention,
  settings: reportSettings,
  http: async () => (await import('./http.ts')).reportRoutes,
  worker: async () => (await import('./worker.ts')).reportWorker,
});
