import { tmpdir } from 'node:os';
import { createDiskStorage } from '@antrean/platform/files';
import { createSmsSender } from '@antrean/platform/sms';
import type { DeliveryDependencies } from './send-delivery.job.ts';
import { notificationWorker } from './worker.ts';

export { notificationMessages } from './messages.ts';

type Given = Pick<DeliveryDependencies, 'database' | 'config' | 'mailer' | 'notifications'>;

/** What the worker does about notifications, for tests in which none needs a file or a report. */
export const testNotifications = (dependencies: Given & Partial<DeliveryDependencies>) =>
  notificationWorker({
    storage: createDiskStorage({ root: tmpdir() }),
    sms: createSmsSender(dependencies),
    reports: [],
    failPoint: async () => undefined,
    ...dependencies,
  });
