import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { reportJobEntities } from './index.ts';
import { reportJobMessages } from './messages.ts';
import { lifecycle } from './report-job.entity.ts';
import { reportPermissions, reportRoleDefaults } from './report-job.policy.ts';
import { reportProblem } from './report-job.problem.ts';
import { reportJobRetention } from './report-job.retention.ts';

/** Reports that somebody asked for: whose turn it is, how far they are, and which file became of them. */
export const reportJobs = defineDomain({
  name: 'report-jobs',
  entities: reportJobEntities,
  messages: reportJobMessages,
  actionWords,
  permissions: reportPermissions,
  roleDefaults: reportRoleDefaults,
  problems: [reportProblem],
  retention: reportJobRetention,
  lifecycles: [lifecycle],
  views: ['report_jobs_v'],
  personalData: async () => (await import('./personal-data.ts')).reportJobData,
  trace: async () => (await import('./trace.ts')).reportTrace,
  http: async () => (await import('./http.ts')).reportJobRoutes,
  worker: async () => (await import('./worker.ts')).reportJobWorker,
});
