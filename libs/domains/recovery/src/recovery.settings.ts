import { defineSettings } from '@antrean/platform/config';
import { z } from 'zod';

export interface RecoverySettings {
  /** How long after an approval the factors stay, in hours: so long their owner can object. */
  readonly coolDownHours: number;
}

export const recoverySettings = defineSettings(
  z.object({ RECOVERY_COOL_DOWN_HOURS: z.coerce.number().int().min(1).max(720).default(24) }),
  (env): RecoverySettings => ({ coolDownHours: env.RECOVERY_COOL_DOWN_HOURS }),
);
