import type { Database } from '@antrean/platform/database';
import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import type { FileStorage } from '@antrean/platform/storage';
import { discardFileHandler } from './discard-file.job.ts';

/** Keeps the storage free of files that no work order has. */
export function workOrderWorker(dependencies: { database: Database; storage: FileStorage }): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return { handlers: [discardFileHandler(dependencies)], consumers: [], schedules: [] };
}
