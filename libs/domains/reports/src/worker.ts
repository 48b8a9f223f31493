import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { generateReportHandler, type GenerateReportDependencies } from './generate-report.job.ts';
import { reportFileRetention } from './report-file.retention.ts';

/** Makes the files of reports and removes them when their time is over. */
export function reportWorker(dependencies: GenerateReportDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [generateReportHandler(dependencies)],
    consumers: [],
    schedules: [reportFileRetention(dependencies.storage)],
  };
}
