/** npm passes on a signal that the terminal has sent to this process as well: one Ctrl-C, two signals. */
const SAME_KEYPRESS_MS = 500;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into two wishes: the first asks to end in order, one that comes later to end at
 * once.
 */
export function listenForEnd(): { ending: AbortSignal; forced: AbortSignal } {
  const ending = new AbortController();
  const forced = new AbortController();
  let firstAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      firstAt ??= performance.now();
      if (performance.now() - firstAt > SAME_KEYPRESS_MS) forced.abort();
      else ending.abort();
    });
  }
  return { ending: ending.signal, forced: forced.signal };
}
