import { ReportJob } from './report-job.entity.ts';

export { reportPermissions, reportRoleDefaults } from './report-job.policy.ts';

export const reportEntities = [ReportJob] as const;
