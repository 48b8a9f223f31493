import type { Logger } from '../observability/index.ts';

/** Named places at which a test may stop a process for good, to kill it there. */
export type FailPoints = (name: string) => Promise<void>;

/**
 * Arms fail points. An armed one logs `fail point reached: <name>` and never returns, so that the test can kill
 * the process exactly there. Unarmed ones cost a set look-up.
 */
export function createFailPoints(armed: readonly string[], log: Logger): FailPoints {
  const names = new Set(armed);
  return async (name) => {
    if (!names.has(name)) return;
    log.warn({ failPoint: name }, `fail point reached: ${name}`);
    await new Promise<never>(() => undefined);
  };
}
