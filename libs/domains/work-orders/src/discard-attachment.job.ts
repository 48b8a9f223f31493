import type { Database } from '@antrean/platform/database';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { FileStorage } from '@antrean/platform/files';
import { discardAttachment } from './attachment.messages.ts';
import { WorkOrderAttachment } from './work-order.entity.ts';

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
