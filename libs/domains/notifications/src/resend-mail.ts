import { query } from '@antrean/platform/database';
import type { AnyNotification } from '@antrean/platform/notifications';
import { enqueue, publish } from '@antrean/platform/outbox';
import { problem } from '@antrean/platform/problem';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { z } from 'zod';
import { readDelivery } from './list-deliveries.ts';
import { deliveryJobs, mailResent } from './messages.ts';
import type { deliveryBody } from './notification.contract.ts';
import { notificationProblem } from './notification.problem.ts';

type Status = z.output<typeof deliveryBody>['status'];

/**
 * Sends a mail again that had come to its end, with those that were told in the same message. One that was sent has another
 * Message-ID from now on, or mailboxes would take it for the first. The job of a dead letter of it finds nothing to do then.
 * @throws problem `not_found`, `mail_under_way`, `mail_out_of_date`
 */
export async function resendMail(
  { unitOfWork, notifications }: { unitOfWork: UnitOfWork; notifications: readonly AnyNotification[] },
  context: Context,
  id: string,
): Promise<z.output<typeof deliveryBody>> {
  return transaction(unitOfWork, context, async (tx) => {
    const [mail] = await query<{
      status: Status;
      notification: string | null;
      userId: number | null;
      digestId: string | null;
      isExpired: boolean;
    }>(
      tx.em,
      `select status, notification, user_id as "userId", digest_id as "digestId",
         coalesce(expires_at <= now(), false) as "isExpired"
       from deliveries where id = ? and channel = 'email' for update`,
      [id],
    );
    if (!mail) throw problem('not_found');
    const { status: before, userId, digestId } = mail;
    if (before === 'planned' || before === 'sending')
      throw notificationProblem('mail_under_way', { parameters: { status: before } });
    const notification = notifications.find(({ name }) => name === mail.notification);
    if (!notification || mail.isExpired) throw notificationProblem('mail_out_of_date');
    const first = digestId ?? id;
    await query(
      tx.em,
      `update deliveries set status = 'planned', attempts = 0, error = null, response = null, skipped_for = null,
         sent_at = null,
         message_id = case when status = 'sent' then '<' || gen_random_uuid() || '@antrean>' else message_id end
       where (id = ? or digest_id = ?) and status in ('sent', 'failed', 'skipped')`,
      [first, first],
    );
    const job = deliveryJobs.email[notification.isUrgent ? 'urgent' : 'calm'];
    enqueue(tx, job, { deliveryId: first, ...(digestId === null ? {} : { together: true }) });
    publish(tx, mailResent, { deliveryId: id, notification: notification.name, userId, before });
    return readDelivery(tx.em, id);
  });
}
