import type { Logger } from './logger.ts';

/** Whether something outside answers, told to the log once per change. */
export interface Availability {
  /** It did not answer. */
  away(error: unknown): void;
  /** It answered. */
  back(): void;
}

/**
 * Tells `PostgreSQL is away: …` the first time that it does not answer, and `PostgreSQL is back after 4 s` the first
 * time that it does again. Every request and every loop may say what it finds; the log stays short.
 *
 * @param what its name as people know it
 */
export function createAvailability(what: string, log: Logger): Availability {
  let awaySince: number | undefined;
  return {
    away: (error) => {
      if (awaySince !== undefined) return;
      awaySince = performance.now();
      log.warn(`${what} is away: ${reasonOf(error)}`);
    },
    back: () => {
      if (awaySince === undefined) return;
      const seconds = Math.round((performance.now() - awaySince) / 1_000);
      awaySince = undefined;
      log.info({ seconds }, `${what} is back after ${seconds} s`);
    },
  };
}

/**
 * What an error says, for a log that tells a change of state: without the stack, which says only who met it first.
 * Node tries the addresses of a name one after the other, and its error for all of them has no text of its own.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
