import { findRow, offsetOf, type Database } from '@antrean/platform/database';
import { downloadFile, type FileStorage } from '@antrean/platform/files';
import { problem, toPage, type Page, type Reply } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import { attachmentToWire, type AttachmentView } from './attachment.contract.ts';
import { WorkOrderAttachment } from './work-order.entity.ts';
import { findWorkOrder } from './work-order.queries.ts';

/**
 * The files of an order, newest first.
 * @throws problem `not_found` when there is no such order that the actor may know of, `page_not_counted`
 */
export async function listAttachments(
  database: Database,
  actor: UserPrincipal,
  orderId: number,
  paging: { page: number; limit: number },
): Promise<Page<AttachmentView>> {
  const offset = offsetOf(paging);
  const em = database.fork();
  await findWorkOrder(em, actor, orderId);
  const [attachments, total] = await em.findAndCount(
    WorkOrderAttachment,
    { workOrderId: orderId },
    { orderBy: { id: 'desc' }, limit: paging.limit, offset },
  );
  return toPage(attachments.map(attachmentToWire), total, paging);
}

/**
 * The bytes of a file, always to be saved and never shown in the page.
 * @throws problem `not_found` when the actor may not know of the order, or it has no such file
 */
export async function downloadAttachment(
  { database, storage }: { database: Database; storage: FileStorage },
  actor: UserPrincipal,
  { orderId, attachmentId }: { orderId: number; attachmentId: number },
): Promise<Reply<never>> {
  const em = database.fork();
  await findWorkOrder(em, actor, orderId);
  const attachment = await findRow(em, WorkOrderAttachment, { id: attachmentId, workOrderId: orderId });
  const { fileKey: key, fileName: name, contentType, sha256 } = attachment;
  const file = await downloadFile(storage, { key, name, contentType, sha256 });
  if (!file) throw problem('not_found');
  return file;
}
