import { defineSettings } from '@antrean/platform/config';
import { z } from 'zod';

export interface MachineSettings {
  /** How often a machine is to give a sign of life, at the least. */
  readonly reportEveryS: number;
  /** How long a machine may be silent before it is OFFLINE. */
  readonly offlineAfterS: number;
}

const seconds = z.coerce.number().int().min(1).max(86_400);

/** One report that gets lost must make nobody OFFLINE. */
export const machineSettings = defineSettings(
  z
    .object({ RVM_REPORT_EVERY_S: seconds.default(20), RVM_OFFLINE_AFTER_S: seconds.default(60) })
    .refine(({ RVM_REPORT_EVERY_S: every, RVM_OFFLINE_AFTER_S: after }) => after > 2 * every, {
      path: ['RVM_OFFLINE_AFTER_S'],
      error: 'must be more than twice RVM_REPORT_EVERY_S, or one report that is lost makes a machine OFFLINE',
    }),
  (env): MachineSettings => ({
    reportEveryS: env.RVM_REPORT_EVERY_S,
    offlineAfterS: env.RVM_OFFLINE_AFTER_S,
  }),
);
