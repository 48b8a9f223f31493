import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { followReports } from './follow-report.ts';
import { generateReportHandler, type GenerateReportDependencies } from './generate-report.job.ts';
import { reportFileRetention } from './report-file.retention.ts';
import { reportTurns } from './report-turn.schedule.ts';
import { runDueSchedules } from './run-due-schedules.ts';
import { runScheduleHandler } from './run-schedule.job.ts';
import { sendReportHandler, type SendReportDependencies } from './send-report.job.ts';
import { warnOfSkipsHandler } from './warn-of-skips.job.ts';

/** Makes the files of reports, when their schedules are due too, mails them, and removes them when their time is over. */
export function reportWorker(dependencies: GenerateReportDependencies & SendReportDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [
      generateReportHandler(dependencies),
      runScheduleHandler(dependencies),
      sendReportHandler(dependencies),
      warnOfSkipsHandler(dependencies),
    ],
    consumers: [followReports()],
    schedules: [reportFileRetention(), runDueSchedules(), reportTurns()],
  };
}
