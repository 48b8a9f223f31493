import { defineSettings } from '@antrean/platform/config';
import { z } from 'zod';

export interface WorkOrderSettings {
  /** How many per cent more than ordered may be made. */
  readonly overproductionPercent: number;
}

export const workOrderSettings = defineSettings(
  z.object({ OVERPRODUCTION_PERCENT: z.coerce.number().min(0).max(100).default(0) }),
  (env): WorkOrderSettings => ({ overproductionPercent: env.OVERPRODUCTION_PERCENT }),
);
