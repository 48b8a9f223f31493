import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { followReports } from './follow-report.ts';
import { runDueSchedules } from './run-due-schedules.ts';
import { runScheduleHandler, type RunScheduleDependencies } from './run-schedule.job.ts';
import { sendReportHandler, type SendReportDependencies } from './send-report.job.ts';
import { warnOfSkipsHandler } from './warn-of-skips.job.ts';

/** Asks for reports when their schedules are due, mails them, and tells when a schedule makes none any more. */
export function reportScheduleWorker(dependencies: RunScheduleDependencies & SendReportDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [
      runScheduleHandler(dependencies),
      sendReportHandler(dependencies),
      warnOfSkipsHandler(dependencies),
    ],
    consumers: [followReports()],
    schedules: [runDueSchedules()],
  };
}
