import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { logFailure } from '@antrean/platform/database';
import type { SignalRecord } from '@antrean/platform/messages';
import type { Logger } from '@antrean/platform/observability';
import { watchersOf, type Telling } from '@antrean/platform/realtime';
import type { AppServer } from './socket.ts';

/**
 * Tells the sockets of this instance what they watch, each telling with its own pause, and asks nothing while nobody is
 * there to hear it. What fails is tried again at the next turn.
 * @returns to stop it: resolves when no turn is under way
 */
export function startTelling({
  io,
  tellings,
  deliver,
  log,
}: {
  io: AppServer;
  tellings: readonly Telling[];
  deliver: (signals: readonly SignalRecord[]) => void;
  log: Logger;
}): { stop(): Promise<void> } {
  const stopping = new AbortController();

  const turn = async ({ signal, prefix, read }: Telling): Promise<void> => {
    const { rooms } = io.of(signal.realtime.namespace).adapter;
    const watched = [...rooms.keys()]
      .filter((room) => room.startsWith(watchersOf(prefix)))
      .map((room) => room.slice(watchersOf('').length));
    const { name, version } = signal;
    const told = watched.length === 0 ? [] : await read(watched);
    const at = new Date().toISOString();
    deliver(told.map((payload) => ({ id: randomUUID(), at, name, version, payload })));
  };

  const repeat = async (telling: Telling): Promise<void> => {
    const { name, everyMs } = telling.signal;
    while (!stopping.signal.aborted) {
      await delay(everyMs, undefined, { signal: stopping.signal, ref: false }).catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
      });
      if (stopping.signal.aborted) return;
      await turn(telling).catch((error: unknown) => logFailure(log, error, `${name} could not be told`));
    }
  };

  const loops = tellings.map(repeat);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
