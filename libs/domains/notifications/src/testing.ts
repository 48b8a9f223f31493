import { tmpdir } from 'node:os';
import { createFileStorage } from '@antrean/platform/files';
import type { SendMailDependencies } from './send-mail.job.ts';
import { notificationWorker } from './worker.ts';

export { notificationMessages } from './messages.ts';

/** What the worker does about notifications, for tests in which none needs a file or a report. */
export const testNotifications = (
  dependencies: Omit<SendMailDependencies, 'storage' | 'reports'> & Partial<SendMailDependencies>,
) => notificationWorker({ storage: createFileStorage({ root: tmpdir() }), reports: [], ...dependencies });
