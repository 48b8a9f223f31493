import type { IncomingMessage } from 'node:http';
import type { UserPrincipal } from '@antrean/platform/auth';
import { findRow, query } from '@antrean/platform/database';
import { discardFiles, type FileStorage } from '@antrean/platform/files';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { receiveUpload } from '@antrean/platform/uploads';
import type { EntityManager } from '@mikro-orm/postgresql';
import { attachmentKind, attachmentToWire, type AttachmentView } from './attachment.contract.ts';
import { attachmentAdded, attachmentRemoved } from '../messages.ts';
import { WorkOrderAttachment } from '../work-order.entity.ts';
import { assertMayRemove } from '../work-order.policy.ts';
import { workOrderProblem } from '../work-order.problem.ts';
import { findWorkOrder, lockWorkOrder } from '../work-order.queries.ts';

export interface AttachmentDependencies {
  unitOfWork: UnitOfWork;
  storage: FileStorage;
}

/**
 * Attaches a file to an order, as its bytes arrive.
 * @throws problem `not_found`, those of {@link attachmentKind}, `work_order_attachments_full`,
 *   `attachment_quota_exceeded`
 */
export function attachFile(
  dependencies: AttachmentDependencies,
  actor: UserPrincipal,
  context: Context,
  upload: { orderId: number; request: IncomingMessage; name: string | undefined; signal: AbortSignal },
): Promise<AttachmentView> {
  const { orderId, ...rest } = upload;
  const { userId } = actor;
  return receiveUpload(
    dependencies,
    context,
    { ...rest, kind: attachmentKind, folder: String(orderId) },
    {
      check: async (tx) => {
        await findWorkOrder(tx.em, actor, orderId);
        await assertRoom(tx.em, { orderId, userId, size: 0 });
      },
      keep: async (tx, { key, name, ...file }) => {
        // Once more: the order may have been given to somebody else while the file arrived.
        const { order } = await lockWorkOrder(tx.em, actor, orderId);
        await assertRoom(tx.em, { orderId, userId, size: file.size });
        const attachment = tx.em.create(WorkOrderAttachment, {
          ...file,
          workOrderId: orderId,
          fileKey: key,
          fileName: name,
          uploadedBy: userId,
          uploadedByName: actor.name,
        });
        await tx.em.flush();
        publish(tx, attachmentAdded, {
          id: orderId,
          number: order.number,
          operator_id: order.operatorId,
          attachment_id: attachment.id,
          filename: attachment.fileName,
        });
        return attachmentToWire(attachment, orderId, false);
      },
    },
  );
}

/**
 * Takes a file off an order; a job removes its bytes.
 * @throws problem `not_found`; `forbidden` when another one uploaded it and the actor manages no orders
 */
export async function removeAttachment(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { orderId, attachmentId }: { orderId: number; attachmentId: number },
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const { order } = await lockWorkOrder(tx.em, actor, orderId);
    const attachment = await findRow(tx.em, WorkOrderAttachment, { id: attachmentId, workOrderId: orderId });
    assertMayRemove(actor, attachment);
    tx.em.remove(attachment);
    publish(tx, attachmentRemoved, {
      id: orderId,
      number: order.number,
      operator_id: order.operatorId,
      attachment_id: attachmentId,
      filename: attachment.fileName,
    });
    await discardFiles(tx, [attachment.fileKey]);
  });
}

export const FILES_PER_ORDER = 50;
/** Bytes that one person may attach in 24 hours: a photograph every three minutes of a day's work has room. */
export const BYTES_PER_USER = 1024 * 1024 * 1024;

/**
 * Makes sure that an order and a person have room for a file of so many bytes. Nobody else takes that room before the
 * transaction ends.
 * @throws problem `work_order_attachments_full` (409), `attachment_quota_exceeded` (429)
 */
export async function assertRoom(
  em: EntityManager,
  { orderId, userId, size }: { orderId: number; userId: number; size: number },
): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtextextended('attachments of user ' || ?::int, 0))`, [
    userId,
  ]);
  const [taken] = await query<{ files: number; bytes: string }>(
    em,
    `select (select count(*)::int from work_order_attachments where work_order_id = ?)
            + (select count(*)::int from work_order_shared_files where work_order_id = ?) as files,
            (select coalesce(sum(size), 0) from work_order_attachments
             where uploaded_by = ? and created_at > now() - interval '24 hours') as bytes`,
    [orderId, orderId, userId],
  );
  if (!taken) throw new Error('a select without from returned no row');
  if (taken.files >= FILES_PER_ORDER) {
    throw workOrderProblem('work_order_attachments_full', { parameters: { limit: FILES_PER_ORDER } });
  }
  if (Number(taken.bytes) + size > BYTES_PER_USER) {
    throw workOrderProblem('attachment_quota_exceeded', { parameters: { limit: BYTES_PER_USER } });
  }
}
