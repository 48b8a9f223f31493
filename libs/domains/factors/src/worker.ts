import type { Work, WorkDependencies } from '@antrean/platform/domain';
import { sendSmsCodeHandler } from './sms/send-sms-code.job.ts';

/** Sends codes by SMS. */
export const factorWorker = (dependencies: Pick<WorkDependencies, 'database' | 'config' | 'sms'>): Work => ({
  handlers: [sendSmsCodeHandler(dependencies)],
  consumers: [],
  schedules: [],
});
