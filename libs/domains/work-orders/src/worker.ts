import type { Database } from '@antrean/platform/database';
import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import type { FileStorage } from '@antrean/platform/files';
import { discardAttachmentHandler } from './discard-attachment.job.ts';

/** Finishes what processes of before began: files that no work order has are the platform's to remove. */
export function workOrderWorker(dependencies: { database: Database; storage: FileStorage }): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return { handlers: [discardAttachmentHandler(dependencies)], consumers: [], schedules: [] };
}
