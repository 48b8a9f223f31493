import { setTimeout as delay } from 'node:timers/promises';
import type { ConsumerPlace } from '../outbox/index.ts';
import { createConsumerTurns } from './consumer-turn.ts';
import type { RepeatableConsumer } from './event-consumer.ts';
import type { EventHostOptions } from './event-host.ts';

/** A consumer at work in this process. */
export interface RunningConsumer {
  /** There are events up to this one. */
  wake(toSeq: number): void;
  /** Its cursor lies behind: look again, also where this process believes that it has delivered it. */
  wakeAgain(toSeq: number): void;
  /** Somebody asked for dead events to be delivered again. */
  wakeToReplay(): void;
  /** Told where it stands, which other processes change, too. */
  notice(place: ConsumerPlace): void;
  /** @throws with the reason when it stands still */
  check(): void;
  stop(): Promise<void>;
}

/**
 * Passes events on as soon as they are numbered, beside the relay and without a queue between them. Every process that
 * numbers events does so for its own; what a killed one left, and what one could not take, is caught up with.
 */
export function startConsumerLoop(consumer: RepeatableConsumer, options: EventHostOptions): RunningConsumer {
  const turns = createConsumerTurns(consumer, options);
  const stopping = new AbortController();
  let wanted = 0;
  let done = 0;
  let again = false;
  let replay = false;
  let wakeUp: (() => void) | undefined;

  const sleep = (ms: number): Promise<void> =>
    delay(ms, undefined, { signal: stopping.signal }).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    });
  const woken = (): Promise<void> => new Promise((resolve) => (wakeUp = resolve));

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (wanted <= done && !again && !replay) await woken();
      if (stopping.signal.aborted) return;
      const turn = { toSeq: wanted, again, replay };
      [again, replay] = [false, false];
      const pauseMs = await turns.take(turn);
      if (pauseMs === 0) done = Math.max(done, turn.toSeq);
      else {
        [again, replay] = [true, turn.replay];
        await sleep(pauseMs);
      }
    }
  };
  const running = run();

  return {
    wake: (toSeq) => {
      wanted = Math.max(wanted, toSeq);
      if (wanted > done) wakeUp?.();
    },
    wakeAgain: (toSeq) => {
      wanted = Math.max(wanted, toSeq);
      again = true;
      wakeUp?.();
    },
    wakeToReplay: () => {
      replay = true;
      wakeUp?.();
    },
    notice: (place) => turns.notice(place),
    check: () => turns.check(),
    stop: async () => {
      stopping.abort();
      wakeUp?.();
      await running;
    },
  };
}
