import type { Database } from '@antrean/platform/database';
import type { FileStorage } from '@antrean/platform/files';
import { type EventConsumer, type JobHandler, type Schedule, handleJob } from '@antrean/platform/queue';
import { discardAttachment } from './messages.ts';
import { WorkOrderAttachment } from './work-order.entity.ts';

/** Finishes what processes of before began: files that no work order has are the platform's to remove. */
export function workOrderWorker(dependencies: { database: Database; storage: FileStorage }): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return { handlers: [discardAttachmentHandler(dependencies)], consumers: [], schedules: [] };
}

/** Removes a file that no attachment has: it was taken off its order, or never became one's. */
export function discardAttachmentHandler({
  database,
  storage,
}: {
  database: Database;
  storage: FileStorage;
}): JobHandler {
  return handleJob(discardAttachment, async (run) => {
    const { key } = run.payload;
    const isAttached = await database.fork().count(WorkOrderAttachment, { fileKey: key });
    if (isAttached === 0) await storage.remove(key);
    await run.finish(async () => undefined);
  });
}
