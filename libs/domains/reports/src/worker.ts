import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { generateReportHandler, type GenerateReportDependencies } from './generate-report.job.ts';

/** Makes the files of reports. */
export function reportWorker(dependencies: GenerateReportDependencies): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return { handlers: [generateReportHandler(dependencies)], consumers: [], schedules: [] };
}
