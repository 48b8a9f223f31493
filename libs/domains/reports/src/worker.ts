import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { generateReportHandler, type GenerateReportDependencies } from './generate-report.job.ts';
import { reportFileRetention } from './report-file.retention.ts';
import { runDueSchedules } from './run-due-schedules.ts';
import { sendReportHandler, type SendReportDependencies } from './send-report.job.ts';

/** Makes the files of reports, when their schedules are due too, mails them, and removes them when their time is over. */
export function reportWorker(dependencies: GenerateReportDependencies & SendReportDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [generateReportHandler(dependencies), sendReportHandler(dependencies)],
    consumers: [],
    schedules: [reportFileRetention(dependencies.storage), runDueSchedules(dependencies)],
  };
}
