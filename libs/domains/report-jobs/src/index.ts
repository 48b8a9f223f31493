import { ReportJob } from './report-job.entity.ts';

export {
  BOM,
  csvFields,
  DELIMITER,
  locationOf,
  reportJobParams,
  reportJobView,
  toWire,
  type ReportJobView,
} from './report-job.contract.ts';
export { REPORT_FORMATS, ReportJob, type ReportFormat } from './report-job.entity.ts';
export { assertMayRead, reportPermissions, reportRoleDefaults, seesAllJobs } from './report-job.policy.ts';
export { reportProblem } from './report-job.problem.ts';
export { readReportJob, waitForReportJob } from './report-job.queries.ts';
export {
  beginTry,
  completeJob,
  failJob,
  PROGRESS,
  tellProgress,
  type ReportFile,
  type ReportRound,
  type ReportWork,
} from './report-job.state.ts';
export { assertFits, createReportJob, requestReport, requestReportOnce } from './request-report.ts';
export { resolveBodyParameters } from './resolve-parameters.ts';
export { watchReportJob } from './watch-report-job.ts';

export const reportJobEntities = [ReportJob] as const;
