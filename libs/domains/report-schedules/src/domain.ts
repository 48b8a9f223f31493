import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { reportScheduleEntities } from './index.ts';
import { scheduleMessages } from './messages.ts';
import { scheduleProblem } from './report-schedule.problem.ts';
import { scheduleStalledNotice } from './schedule-stalled.notification.ts';
import { scheduledReport } from './scheduled-report.notification.ts';
import { reportScheduleRetention } from './report-schedule.retention.ts';

/** Reports that are made and mailed again and again. */
export const reportSchedules = defineDomain({
  name: 'report-schedules',
  entities: reportScheduleEntities,
  messages: scheduleMessages,
  actionWords,
  notifications: [scheduledReport, scheduleStalledNotice],
  problems: [scheduleProblem],
  retention: reportScheduleRetention,
  personalData: async () => (await import('./personal-data.ts')).reportScheduleData,
  http: async () => (await import('./http.ts')).reportScheduleRoutes,
  worker: async () => (await import('./worker.ts')).reportScheduleWorker,
});
