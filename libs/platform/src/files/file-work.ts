import type { Database } from '../database/index.ts';
// Not through the door of the queue: the api, which stores files, loads none of its clients.
import type { EventConsumer } from '../queue/event-consumer.ts';
import { handleJob, type JobHandler } from '../queue/job-handler.ts';
import type { Schedule } from '../queue/schedule.ts';
import { discardUnkept } from './file.messages.ts';
import { DRAFT_ABANDONED_AFTER_MS, type FileStorage } from './file-storage.ts';
import { makeThumbnailHandler } from './make-thumbnail.ts';
import { removeUnkept } from './unkept-file.ts';

const SWEEP_EVERY_MS = 600_000;

/** Keeps the storage free of files that nobody has, and of drafts of writers that died. */
export function fileWorker({ database, storage }: { database: Database; storage: FileStorage }): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [
      handleJob(discardUnkept, ({ payload: { key } }) => removeUnkept(database, storage, key)),
      makeThumbnailHandler({ database, storage }),
    ],
    consumers: [],
    schedules: [
      {
        name: 'files.sweep-drafts',
        everyMs: SWEEP_EVERY_MS,
        run: async () => void (await storage.sweepTemporary(DRAFT_ABANDONED_AFTER_MS)),
      },
    ],
  };
}
