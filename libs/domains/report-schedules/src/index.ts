import { ReportSchedule, ReportScheduleRun } from './report-schedule.entity.ts';

export const reportScheduleEntities = [ReportSchedule, ReportScheduleRun] as const;
