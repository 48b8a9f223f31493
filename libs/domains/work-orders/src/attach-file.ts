import type { IncomingMessage } from 'node:http';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { FileStorage } from '@antrean/platform/files';
import { publish } from '@antrean/platform/outbox';
import type { Context, TransactionHost } from '@antrean/platform/transaction';
import { receiveUpload } from '@antrean/platform/uploads';
import { attachmentToWire, type AttachmentView } from './attachment.contract.ts';
import { attachmentKind } from './attachment.kind.ts';
import { attachmentAdded } from './attachment.messages.ts';
import { assertRoom } from './attachment-quota.ts';
import { WorkOrderAttachment } from './work-order.entity.ts';
import { findWorkOrder, lockWorkOrder } from './work-order.queries.ts';

export interface AttachmentDependencies {
  host: TransactionHost;
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
      },
    },
  );
}
