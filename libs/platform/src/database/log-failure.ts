import type { Logger } from '../observability/index.ts';
import { databaseTrouble } from './trouble.ts';

/**
 * Logs what failed in the background and is tried again. That the database is away is told once, by its connections:
 * from here it would be a line for each try.
 */
export function logFailure(
  log: Logger,
  error: unknown,
  message: string,
  about: Readonly<Record<string, unknown>> = {},
): void {
  if (databaseTrouble(error) === 'away') log.debug({ ...about, reason: String(error) }, message);
  else log.warn({ ...about, err: error }, message);
}
