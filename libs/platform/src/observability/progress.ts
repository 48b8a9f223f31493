export interface Progress {
  /** Call whenever the worker has got on, also when it looked for work and found none. */
  beat(): void;
  /** A health check: throws when the last beat is longer ago than allowed. */
  check(): void;
}

/**
 * Tells a worker that is alive from one that is stuck: the loop beats, the health check asks.
 *
 * @param options.maxSilenceMs how long the loop may go without a beat
 * @param options.now a monotonic clock in milliseconds
 */
export function createProgress({
  maxSilenceMs,
  now = () => performance.now(),
}: {
  maxSilenceMs: number;
  now?: () => number;
}): Progress {
  let last = now();
  return {
    beat() {
      last = now();
    },
    check() {
      const silence = Math.round(now() - last);
      if (silence > maxSilenceMs) {
        throw new Error(`No progress for ${silence} ms; ${maxSilenceMs} ms are allowed.`);
      }
    },
  };
}
