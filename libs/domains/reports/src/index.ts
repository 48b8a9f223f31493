import { ReportJob } from './report-job.entity.ts';
import { ReportSchedule, ReportScheduleRun } from './report-schedule.entity.ts';

export { reportPermissions, reportRoleDefaults } from './report-job.policy.ts';
export { reportRetention } from './report.retention.ts';

export const reportEntities = [ReportJob, ReportSchedule, ReportScheduleRun] as const;
