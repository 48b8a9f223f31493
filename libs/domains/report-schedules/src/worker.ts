import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { earlierMailHandlers } from './earlier-mail.job.ts';
import { followReports } from './follow-report.ts';
import { runDueSchedules } from './run-due-schedules.ts';
import { runScheduleHandler, type RunScheduleDependencies } from './run-schedule.job.ts';

/** Asks for reports when their schedules are due, has them mailed, and tells when a schedule makes none any more. */
export function reportScheduleWorker(dependencies: RunScheduleDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [runScheduleHandler(dependencies), ...earlierMailHandlers],
    consumers: [followReports()],
    schedules: [runDueSchedules()],
  };
}
