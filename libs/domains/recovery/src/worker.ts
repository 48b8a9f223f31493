import type { Work } from '@antrean/platform/domain';
import { defineSchedule } from '@antrean/platform/queue';
import { watchRecoveries } from './watch-recoveries.ts';

const MINUTE = 60_000;

/** Cool-downs end, and what nobody decides or completes. */
export const recoveryWorker = (): Work => ({
  handlers: [],
  consumers: [],
  schedules: [defineSchedule({ name: 'recovery.watch', everyMs: MINUTE, run: watchRecoveries })],
});
