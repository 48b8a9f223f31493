import { planNotification, type AnyNotification } from '@antrean/platform/notifications';
import { handleJob, UnknownToWorker, type JobHandler } from '@antrean/platform/queue';
import { planDeliveries, takeOverDelivery } from './delivery.queries.ts';
import { enqueueDeliveries } from './tell-each.ts';

/** Finds who is to be told. Deliveries and their jobs commit together; who has one for this cause gets no other. */
export function planNotificationHandler({
  notifications,
}: {
  notifications: readonly AnyNotification[];
}): JobHandler {
  return handleJob(planNotification, async (run) => {
    const { cause, facts, takesOver, channels } = run.payload;
    const notification = named(notifications, run.payload.notification);
    const told = { cause, facts, channels };
    await run.finish(async (tx) => {
      const planned = takesOver
        ? await takeOverDelivery(tx.em, notification, { ...told, recipients: [takesOver] })
        : await planDeliveries(tx.em, notification, [
            { ...told, recipients: await notification.recipients(tx.em, facts) },
          ]);
      enqueueDeliveries(tx, notification, planned);
    });
  });
}

/** @throws {UnknownToWorker} for one that a newer version declares */
export function named(notifications: readonly AnyNotification[], name: string): AnyNotification {
  const found = notifications.find((notification) => notification.name === name);
  if (!found) throw new UnknownToWorker(`the notification "${name}"`);
  return found;
}
