import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5000;
const HEALTHY_AFTER_MS = 30_000;

/** A running process. */
export type Running = {
  /** Resolves, never rejects, with how it ended. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
  kill(): void;
};

/** A part of the system that has been started and can be ended. */
export type Part = { readonly name: string; stop(): Promise<void>; kill(): void };

/**
 * Starts a process again whenever it ends without having been told to: at once almost, then ever later up to 5 s,
 * and at once again after one that lived for 30 s. A start that fails is said and tried again.
 *
 * @param options.onEnded is told of each end that nobody asked for.
 */
export function keepAlive(options: {
  name: string;
  running: Running;
  startAgain(): Promise<Running>;
  say(line: string): void;
  onEnded?(how: string): void;
}): Part {
  const { name, say } = options;
  const stopping = new AbortController();
  const told = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  let current: Running | undefined = options.running;

  const restart = async () => {
    try {
      const running = await options.startAgain();
      say(`[start] ${name} runs again`);
      return running;
    } catch (error) {
      say(
        `[start] ${name} could not be started again: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  };
  const watch = async () => {
    let delay = FIRST_DELAY_MS;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      if (current !== undefined) {
        const how = await Promise.race([current.exited, told]);
        if (how === undefined) break;
        say(`[start] ${name} ended (${how}) and is started again`);
        options.onEnded?.(how);
        if (performance.now() - startedAt > HEALTHY_AFTER_MS) delay = FIRST_DELAY_MS;
      }
      await Promise.race([sleep(delay), told]);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
      current = stopping.signal.aborted ? undefined : await restart();
    }
    await current?.stop();
  };
  const watched = watch();

  return {
    name,
    kill: () => current?.kill(),
    stop: () => {
      stopping.abort();
      return watched;
    },
  };
}
