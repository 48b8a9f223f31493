import { discardFiles } from '@antrean/platform/files';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type TransactionHost } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { attachmentRemoved } from './attachment.messages.ts';
import { WorkOrderAttachment } from './work-order.entity.ts';
import { assertMayRemove } from './work-order.policy.ts';
import { lockWorkOrder } from './work-order.queries.ts';

/**
 * Takes a file off an order; a job removes its bytes.
 * @throws problem `not_found`; `forbidden` when another one uploaded it and the actor manages no orders
 */
export async function removeAttachment(
  { host }: { host: TransactionHost },
  actor: UserPrincipal,
  context: Context,
  { orderId, attachmentId }: { orderId: number; attachmentId: number },
): Promise<void> {
  await transaction(host, context, async (tx) => {
    const { order } = await lockWorkOrder(tx.em, actor, orderId);
    const attachment = await tx.em.findOne(WorkOrderAttachment, { id: attachmentId, workOrderId: orderId });
    if (!attachment) throw problem('not_found');
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
