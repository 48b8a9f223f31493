import type { Work } from '@antrean/platform/domain';
import { handleSecurityMail, type SecurityMailOptions } from './send-security-mail.job.ts';

/** The mails about passwords. */
export const signInWorker = (options: SecurityMailOptions): Work => ({
  handlers: [handleSecurityMail(options)],
  consumers: [],
  schedules: [],
});
