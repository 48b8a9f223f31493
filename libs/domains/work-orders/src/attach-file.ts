import { randomUUID } from 'node:crypto';
import { Problem } from '@antrean/platform/http';
import { enqueue, publish } from '@antrean/platform/outbox';
import { transaction, type Context, type TransactionHost } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { FileStorage, WrittenFile } from '@antrean/platform/storage';
import { ATTACHMENT_LIMIT, attachmentToWire, type AttachmentView } from './attachment.contract.ts';
import { attachmentAdded, discardFile } from './attachment.messages.ts';
import { assertRoom } from './attachment-quota.ts';
import { fileNameFor, inspectFile, type FileKind } from './file-kind.ts';
import { inspectImage } from './inspect-image.ts';
import { WorkOrderAttachment } from './work-order.entity.ts';
import { workOrderProblem } from './work-order.problem.ts';
import { findWorkOrder, lockWorkOrder } from './work-order.queries.ts';

/** Far longer than the server lets an upload take. */
const ABANDONED_AFTER_MS = 3_600_000;

export interface AttachmentDependencies {
  host: TransactionHost;
  storage: FileStorage;
}

/**
 * Attaches a file to an order, as its bytes arrive. Before the first one is stored a job is committed that discards
 * the file later on unless it became an attachment, so that nothing stays behind whenever this process dies.
 * @throws problem `not_found`, `attachment_too_large`, `attachment_type_refused`, `attachment_incomplete`,
 *   `attachment_image_damaged`, `attachment_image_too_large`, `work_order_attachments_full`, `attachment_quota_exceeded`
 */
export async function attachFile(
  { host, storage }: AttachmentDependencies,
  actor: UserPrincipal,
  context: Context,
  upload: { orderId: number; filename: string; bytes: AsyncIterable<unknown>; signal: AbortSignal },
): Promise<AttachmentView> {
  const { orderId, signal } = upload;
  const key = `work-orders/${orderId}/${randomUUID()}`;
  await transaction(host, context, async (tx) => {
    await findWorkOrder(tx.em, actor, orderId);
    await assertRoom(tx.em, { orderId, userId: actor.userId, size: 0 });
    enqueue(tx, discardFile, { key }, { runAt: new Date(Date.now() + ABANDONED_AFTER_MS) });
  });
  const { bytes, kind } = inspectFile(upload.bytes, ATTACHMENT_LIMIT);
  const file = await storage.write(key, bytes).catch((error: unknown) => {
    // The client went away in the middle: not our failure, and there is nobody left to answer.
    throw signal.aborted ? workOrderProblem('attachment_incomplete') : error;
  });
  try {
    if (kind().contentType.startsWith('image/')) await inspectImage(storage, key);
    return await claim(host, actor, context, { orderId, filename: upload.filename, file, kind: kind() });
  } catch (error) {
    // Of any other failure it is not certain that nothing was committed: then the job decides.
    if (error instanceof Problem) await storage.remove(key);
    throw error;
  }
}

/** Makes a stored file an attachment. */
async function claim(
  host: TransactionHost,
  actor: UserPrincipal,
  context: Context,
  { orderId, filename, file, kind }: { orderId: number; filename: string; file: WrittenFile; kind: FileKind },
): Promise<AttachmentView> {
  return transaction(host, context, async (tx) => {
    // Once more: the order may have been given to somebody else while the file arrived.
    const { order } = await lockWorkOrder(tx.em, actor, orderId);
    await assertRoom(tx.em, { orderId, userId: actor.userId, size: file.size });
    const attachment = tx.em.create(WorkOrderAttachment, {
      workOrderId: orderId,
      fileKey: file.key,
      fileName: fileNameFor(filename, kind),
      contentType: kind.contentType,
      size: file.size,
      sha256: file.sha256,
      uploadedBy: actor.userId,
    });
    await tx.em.flush();
    publish(tx, attachmentAdded, {
      id: orderId,
      number: order.number,
      operator_id: order.operatorId,
      attachment_id: attachment.id,
      filename: attachment.fileName,
    });
    return attachmentToWire(attachment);
  });
}
