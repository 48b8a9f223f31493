import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { identitySchedules } from './identity.schedule.ts';
import { handleSecurityMail, type SecurityMailOptions } from './send-security-mail.job.ts';

export interface IdentityWork {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: readonly Schedule[];
}

/** What identity does in the background. */
export function identityWorker(options: SecurityMailOptions): IdentityWork {
  return { handlers: [handleSecurityMail(options)], consumers: [], schedules: identitySchedules };
}
