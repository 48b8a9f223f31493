import { enqueue } from '@antrean/platform/outbox';
import { planNotification, type AnyNotification } from '@antrean/platform/notifications';
import { handleJob, UnknownToWorker, type JobHandler } from '@antrean/platform/queue';
import { planDeliveries, takeOverDelivery, type PlannedDelivery } from './delivery.queries.ts';
import { deliveryJobs, MAILS_TOGETHER, sendMails } from './messages.ts';

/** Finds who is to be told. Deliveries and their jobs commit together; who has one for this cause gets no other. */
export function planNotificationHandler({
  notifications,
}: {
  notifications: readonly AnyNotification[];
}): JobHandler {
  return handleJob(planNotification, async (run) => {
    const { cause, facts, takesOver, channels } = run.payload;
    const declared = named(notifications, run.payload.notification);
    const notification = channels
      ? { ...declared, channels: declared.channels.filter((channel) => channels.includes(channel)) }
      : declared;
    await run.finish(async (tx) => {
      const wanted = { notification, cause, facts };
      const planned = takesOver
        ? await takeOverDelivery(tx.em, wanted, takesOver)
        : await planDeliveries(tx.em, wanted, await notification.recipients(tx.em, facts));
      // What many are told at once is mailed by jobs of several: a job of its own for each costs more than its mail.
      const isTogether = ({ channel, sendAt }: PlannedDelivery): boolean =>
        channel === 'email' && sendAt === null && !notification.isUrgent;
      const together = planned.filter(isTogether).map(({ id }) => id);
      const groups = together.length > MAILS_TOGETHER ? chunk(together, MAILS_TOGETHER) : [];
      for (const deliveryIds of groups) enqueue(tx, sendMails, { deliveryIds });
      const single = groups.length > 0 ? planned.filter((each) => !isTogether(each)) : planned;
      for (const { id: deliveryId, channel, sendAt } of single) {
        const job = deliveryJobs[channel][notification.isUrgent ? 'urgent' : 'calm'];
        if (sendAt) enqueue(tx, job, { deliveryId, together: true }, { runAt: sendAt });
        else enqueue(tx, job, { deliveryId });
      }
    });
  });
}

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
}

/** @throws {UnknownToWorker} for one that a newer version declares */
export function named(notifications: readonly AnyNotification[], name: string): AnyNotification {
  const found = notifications.find((notification) => notification.name === name);
  if (!found) throw new UnknownToWorker(`the notification "${name}"`);
  return found;
}
