import type { EventName, Feed, Listeners, Namespace } from './feed.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** Without a live connection the list is read after so long all the same. */
const PATIENCE_MS = 3_000;

/**
 * Keeps what is read by REST up to date by events. First the connection, then `load`, then the events that came in
 * between, then live ones: nothing is missed in between. After a gap, or an absence before the first connection, `load`
 * runs again. An event may tell what `load` already knew: go by the `version`, or bear it twice.
 *
 * @param options.load reads the list; it is tried again, later and later, until it succeeds
 * @param options.onError is told each time that it failed
 * @returns to follow no more
 */
export function follow<N extends Namespace>(
  feed: Feed<N>,
  {
    load,
    on,
    onError = () => undefined,
  }: { load: () => Promise<void>; on: Listeners<N>; onError?: (error: unknown) => void },
): () => void {
  let held: (() => void)[] | null = [];
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE_MS;

  const start = async (mine: number): Promise<void> => {
    held ??= [];
    try {
      await load();
      if (mine !== turn) return;
      const events = held;
      held = null;
      pause = FIRST_PAUSE_MS;
      for (const apply of events) apply();
    } catch (error) {
      if (mine !== turn) return;
      onError(error);
      timer = setTimeout(begin, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };
  const begin = (): void => {
    clearTimeout(timer);
    turn += 1;
    void start(turn);
  };

  const listen = <E extends EventName<N>>(name: E): (() => void) =>
    feed.on(name, (payload, meta) => {
      const apply = () => on[name]?.(payload, meta);
      if (held) held.push(apply);
      else apply();
    });

  let wasLive = feed.state.kind === 'live';
  if (wasLive) begin();
  else timer = setTimeout(begin, PATIENCE_MS);
  const ends = [
    feed.onGap(begin),
    feed.onState(({ kind }) => {
      if (kind !== 'live' || wasLive) return;
      wasLive = true;
      begin();
    }),
  ];
  const isOurs = (name: string): name is EventName<N> => Object.hasOwn(on, name);
  ends.push(...Object.keys(on).filter(isOurs).map(listen));
  return () => {
    turn += 1;
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
