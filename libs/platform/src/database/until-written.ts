import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../observability/index.ts';
import { logFailure } from './log-failure.ts';
import { isDatabaseUnavailable } from './trouble.ts';

const PAUSE_MS = { least: 50, most: 1_000 };

/**
 * Writes what must not be forgotten, such as the outcome of something that cannot be taken back: again and again while
 * the database is away or busy. `write` must bear repetition, because a COMMIT without an answer may have been done.
 * @param what for the log: "the outcome of a mail"
 * @returns what `write` gave, and how often it had to be repeated
 * @throws any other error of `write`; the last one when the signal aborts
 */
export async function untilWritten<T>(
  what: string,
  write: () => Promise<T>,
  { log, signal }: { log: Logger; signal?: AbortSignal },
): Promise<{ value: T; repeated: number }> {
  for (let repeated = 0; ; repeated += 1) {
    try {
      const value = await write();
      if (repeated > 0) log.info({ repeated }, `${what} is written, after ${repeated} tries that failed`);
      return { value, repeated };
    } catch (error) {
      if (!isDatabaseUnavailable(error) || signal?.aborted) throw error;
      if (repeated === 0) logFailure(log, error, `${what} could not be written; trying again`);
      await delay(Math.min(PAUSE_MS.least * 2 ** repeated, PAUSE_MS.most));
    }
  }
}
