import { enqueue } from '@antrean/platform/outbox';
import { planNotification, type AnyNotification } from '@antrean/platform/notifications';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { planDeliveries, takeOverDelivery } from './delivery.queries.ts';
import { sendMail, sendUrgentMail } from './messages.ts';

/** Finds who is to be told. Deliveries and their jobs commit together; who has one for this cause gets no other. */
export function planNotificationHandler({
  notifications,
}: {
  notifications: readonly AnyNotification[];
}): JobHandler {
  return handleJob(planNotification, async (run) => {
    const { cause, facts, takesOver } = run.payload;
    const notification = named(notifications, run.payload.notification);
    const job = notification.isUrgent ? sendUrgentMail : sendMail;
    await run.finish(async (tx) => {
      const wanted = { notification, cause, facts };
      const planned = takesOver
        ? await takeOverDelivery(tx.em, wanted, takesOver)
        : await planDeliveries(tx.em, wanted, await notification.recipients(tx.em, facts));
      for (const deliveryId of planned) enqueue(tx, job, { deliveryId });
    });
  });
}

/** @throws for one that this worker does not have: another one, of the version that declares it, tries again */
export function named(notifications: readonly AnyNotification[], name: string): AnyNotification {
  const found = notifications.find((notification) => notification.name === name);
  if (!found)
    throw new Error(`This worker knows no notification "${name}"; run the version that declares it.`);
  return found;
}
