import type { Work, WorkDependencies } from '@antrean/platform/domain';
import { defineSchedule, MORE } from '@antrean/platform/queue';
import { eraseRemainsHandler } from './erase-remains.job.ts';
import { removeExpired } from './export/export.ts';
import { makeExportHandler } from './export/make-export.job.ts';

const EVERY_MS = 600_000;

/** Makes exports and removes them when their time is over; erases what a deletion could not see. */
export const peopleWorker = (
  dependencies: Pick<WorkDependencies, 'database' | 'storage' | 'personalData' | 'failPoint'>,
): Work => ({
  handlers: [makeExportHandler(dependencies), eraseRemainsHandler(dependencies)],
  consumers: [],
  schedules: [
    defineSchedule({
      name: 'people.expired-exports',
      everyMs: EVERY_MS,
      run: async (tx) => ((await removeExpired(tx)) ? MORE : undefined),
    }),
  ],
});
