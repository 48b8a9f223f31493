import { flushCompileCache } from 'node:module';
import type { Logger } from '../observability/index.ts';
import { runStopStep, type StopStep } from './stop-step.ts';

export interface Lifecycle {
  /**
   * Registers what must be stopped, right after it has started. Steps run in reverse order of registration, one
   * after the other, each within its own time; one that fails does not keep the others from running.
   */
  onStop(name: string, stop: StopStep['stop'], options?: { timeoutMs?: number }): void;
  /** Aborts when stopping begins: for loops, and for a readiness check that should turn the traffic away. */
  readonly signal: AbortSignal;
  /** Stops everything, once; later calls wait for the first. Never rejects: false when a step failed. */
  stop(reason: string): Promise<boolean>;
  /**
   * Starts a process with `main`, which resolves when everything runs, and ends the process in order: at SIGTERM
   * or SIGINT with exit code 0 (1 when a step failed), at an unhandled error or when `main` fails with 1. A second
   * signal ends it at once with 1.
   */
  run(main: () => Promise<unknown> | unknown): void;
}

/**
 * The start and the end of a process.
 *
 * @param options.graceMs how long each step may take to stop, unless it says otherwise; also how long a `main`
 *   that is still starting is waited for
 */
export function createLifecycle({ log, graceMs }: { log: Logger; graceMs: number }): Lifecycle {
  const steps: StopStep[] = [];
  const stopping = new AbortController();
  let starting: Promise<unknown> = Promise.resolve();
  let stopped: Promise<boolean> | undefined;
  let failed = false;

  const stopAll = async (reason: string): Promise<boolean> => {
    log.info({ reason }, 'Stopping');
    stopping.abort();
    // What `main` is just starting must be registered before it can be stopped. Its own failure is run()'s to tell.
    const start = { name: 'start', stop: () => Promise.allSettled([starting]), timeoutMs: graceMs };
    let clean = await runStopStep(start, log);
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      clean = (await runStopStep(step, log)) && clean;
    }
    log.info({ clean }, 'Stopped');
    return clean;
  };
  const stop = (reason: string) => (stopped ??= stopAll(reason));

  const stopAndExit = async (reason: string): Promise<void> => {
    const clean = await stop(reason);
    process.exit(failed || !clean ? 1 : 0);
  };
  const fail = (what: string) => (error: unknown) => {
    log.fatal({ err: error }, what);
    failed = true;
    void stopAndExit(what);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopped !== undefined) {
      log.warn({ signal }, 'Second signal: ending at once');
      process.exit(1);
    }
    void stopAndExit(signal);
  };

  return {
    signal: stopping.signal,
    stop,
    onStop(name, stopStep, { timeoutMs = graceMs } = {}) {
      steps.push({ name, stop: stopStep, timeoutMs });
    },
    run(main) {
      process.on('SIGTERM', onSignal);
      process.on('SIGINT', onSignal);
      process.on('uncaughtException', fail('Uncaught exception'));
      process.on('unhandledRejection', fail('Unhandled rejection'));
      starting = Promise.try(main);
      // What was compiled for this start is there for the next, even when this process is killed.
      starting
        .then(() => flushCompileCache())
        .catch((error: unknown) => {
          // A start that waited, for the database say, and was called off.
          const calledOff = stopping.signal.aborted && error instanceof Error && error.name === 'AbortError';
          if (!calledOff) fail('Could not start')(error);
        });
    },
  };
}
