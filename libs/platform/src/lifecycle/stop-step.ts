import type { Logger } from '../observability/index.ts';

export interface StopStep {
  name: string;
  stop: () => Promise<unknown> | unknown;
  timeoutMs: number;
}

/** Runs one step within its time. Logs a failure and answers false, so that the steps behind it still run. */
export async function runStopStep({ name, stop, timeoutMs }: StopStep, log: Logger): Promise<boolean> {
  const started = performance.now();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`It did not stop within ${timeoutMs} ms; going on without it.`));
  }, timeoutMs);
  try {
    await Promise.race([Promise.try(stop), tooLate]);
    log.debug({ step: name, ms: Math.round(performance.now() - started) }, 'Stopped');
    return true;
  } catch (error) {
    log.error({ err: error, step: name }, 'Could not stop in order');
    return false;
  } finally {
    clearTimeout(timer);
  }
}
