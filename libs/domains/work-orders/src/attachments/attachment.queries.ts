import { findRow, offsetOf, query, type Database } from '@antrean/platform/database';
import { downloadFile, findThumbnails, type FileStorage } from '@antrean/platform/files';
import { problem, toPage, type Page, type Reply } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import { attachmentToWire, type AttachmentView } from './attachment.contract.ts';
import { WorkOrderAttachment } from '../work-order.entity.ts';
import { findWorkOrder } from '../work-order.queries.ts';

/**
 * The files of an order and those that it shares with the one it was split from, newest first.
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
  const [attachments, total] = await em.findAndCount(WorkOrderAttachment, await ofOrder(em, orderId), {
    orderBy: { id: 'desc' },
    limit: paging.limit,
    offset,
  });
  const thumbnails = await findThumbnails(
    em,
    attachments.map(({ fileKey }) => fileKey),
  );
  return toPage(
    attachments.map((attachment) =>
      attachmentToWire(attachment, orderId, thumbnails.has(attachment.fileKey)),
    ),
    total,
    paging,
  );
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
  const attachment = await findAttachment(database.fork(), actor, { orderId, attachmentId });
  const { fileKey: key, fileName: name, contentType, sha256 } = attachment;
  const file = await downloadFile(storage, { key, name, contentType, sha256 });
  if (!file) throw problem('not_found');
  return file;
}

/**
 * The thumbnail of an image.
 * @throws problem `not_found` when the actor may not know of the order, or there is none yet
 */
export async function downloadThumbnail(
  { database, storage }: { database: Database; storage: FileStorage },
  actor: UserPrincipal,
  which: { orderId: number; attachmentId: number },
): Promise<Reply<never>> {
  const em = database.fork();
  const { fileKey } = await findAttachment(em, actor, which);
  const thumbnail = (await findThumbnails(em, [fileKey])).get(fileKey);
  const file = thumbnail && (await downloadFile(storage, thumbnail));
  if (!file) throw problem('not_found');
  return file;
}

async function findAttachment(
  em: EntityManager,
  actor: UserPrincipal,
  { orderId, attachmentId }: { orderId: number; attachmentId: number },
): Promise<WorkOrderAttachment> {
  await findWorkOrder(em, actor, orderId);
  return findRow(em, WorkOrderAttachment, {
    $and: [{ id: attachmentId }, await ofOrder(em, orderId)],
  });
}

/** What was attached to an order, and to the one that it was split from, before that. */
async function ofOrder(em: EntityManager, orderId: number): Promise<QBFilterQuery<WorkOrderAttachment>> {
  const shared = await query<{ id: number }>(
    em,
    `select attachment_id as id from work_order_shared_files where work_order_id = ?`,
    [orderId],
  );
  return { $or: [{ workOrderId: orderId }, { id: { $in: shared.map(({ id }) => id) } }] };
}
