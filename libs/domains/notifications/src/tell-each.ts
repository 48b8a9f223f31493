import type { JsonObject } from '@antrean/platform/messages';
import type { AnyNotification, Notification } from '@antrean/platform/notifications';
import { enqueue } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { planDeliveries, type PlannedDelivery, type Told } from './delivery.queries.ts';
import { deliveryJobs, MAILS_TOGETHER, sendMails } from './messages.ts';

/**
 * Tells people of many causes at once, who are known to the caller: as `notify` would of each, but their deliveries are on
 * record with this transaction, by one statement, and the mails of several causes share a job.
 */
export async function tellEach<Facts extends JsonObject>(
  tx: Tx,
  notification: Notification<Facts>,
  told: readonly (Told & { readonly facts: NoInfer<Facts> })[],
): Promise<void> {
  if (told.length === 0) return;
  const checked = told.map((each) => ({ ...each, facts: notification.checkFacts(each.facts) }));
  enqueueDeliveries(tx, notification, await planDeliveries(tx.em, notification, checked));
}

/** Gives deliveries that were put on record the jobs that bring them to their readers. */
export function enqueueDeliveries(
  tx: Tx,
  { isUrgent }: Pick<AnyNotification, 'isUrgent'>,
  planned: readonly PlannedDelivery[],
): void {
  // What many are told at once is mailed by jobs of several: a job of its own for each costs more than its mail.
  const isTogether = ({ channel, sendAt }: PlannedDelivery): boolean =>
    channel === 'email' && sendAt === null && !isUrgent;
  const together = planned.filter(isTogether).map(({ id }) => id);
  const groups = together.length > MAILS_TOGETHER ? chunk(together, MAILS_TOGETHER) : [];
  for (const deliveryIds of groups) enqueue(tx, sendMails, { deliveryIds });
  const single = groups.length > 0 ? planned.filter((each) => !isTogether(each)) : planned;
  for (const { id: deliveryId, channel, sendAt } of single) {
    const job = deliveryJobs[channel][isUrgent ? 'urgent' : 'calm'];
    if (sendAt) enqueue(tx, job, { deliveryId, together: true }, { runAt: sendAt });
    else enqueue(tx, job, { deliveryId });
  }
}

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
}
