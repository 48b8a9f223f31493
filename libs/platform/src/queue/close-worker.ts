import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'bullmq';

const CLOSE_MS = 2_000;

/**
 * Closes a BullMQ worker within two seconds, whatever Redis does.
 * @param options.force do not wait for what it is at
 */
export async function closeWorker(worker: Worker, { force }: { force: boolean }): Promise<void> {
  const enough = new AbortController();
  const timeout = delay(CLOSE_MS, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([worker.close(force), timeout]);
  enough.abort();
}
