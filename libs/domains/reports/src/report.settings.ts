import { defineSettings, duration } from '@antrean/platform/config';
import { z } from 'zod';

export interface ReportSettings {
  /** How long a request waits for its file before it is told where to ask for it. */
  readonly waitMs: number;
  /** How long files are kept. */
  readonly retentionMs: number;
}

export const reportSettings = defineSettings(
  z.object({
    REPORT_WAIT_MS: z.coerce.number().int().min(0).max(60_000).default(10_000),
    REPORT_RETENTION: duration.default(30 * 24 * 3_600_000),
  }),
  (env): ReportSettings => ({ waitMs: env.REPORT_WAIT_MS, retentionMs: env.REPORT_RETENTION }),
);
