import { isDatabaseUnavailable } from '../database/index.ts';
import type { ConsumerPlace } from '../outbox/index.ts';
import { ConsumerUnavailable, type EventConsumer } from './event-consumer.ts';
import {
  deliverUpTo,
  EventRefused,
  EventUnknown,
  replayEvents,
  type EventHostOptions,
} from './event-host.ts';

const RETRY_MS = { least: 100, most: 2_000 };

/** What a consumer is asked for. */
export interface Turn {
  toSeq: number;
  /** Its cursor lies behind: look again, also where this process believes that it has delivered it. */
  again?: boolean | undefined;
  /** Somebody asked for dead events to be delivered again. */
  replay?: boolean | undefined;
}

/** How a consumer fares in this process. */
export interface ConsumerTurns {
  /**
   * Delivers; never rejects. What this worker does not know, or the database refuses, waits with nothing locked, so
   * that another worker may take it.
   * @returns for how many milliseconds it is better left alone; 0 when all was delivered
   */
  take(turn: Turn): Promise<number>;
  /** Told where the consumer stands: what one process waited before, another may have delivered. */
  notice(place: ConsumerPlace): void;
  /** @throws with the reason when it stands still */
  check(): void;
}

type Reason = 'unknown' | 'refused' | 'database' | 'unavailable' | 'error';

function reasonOf(error: unknown): Reason {
  if (error instanceof EventUnknown) return 'unknown';
  if (error instanceof EventRefused) return 'refused';
  if (error instanceof ConsumerUnavailable) return 'unavailable';
  return isDatabaseUnavailable(error) ? 'database' : 'error';
}

export function createConsumerTurns(consumer: EventConsumer, options: EventHostOptions): ConsumerTurns {
  const { log, metrics } = options;
  const { name } = consumer;
  let reached = 0;
  let waiting: { reason: Reason; message: string; until: number } | undefined;
  /** Where it stood when it was first looked at while it waited. */
  let waitsAt: number | undefined;
  let pause = RETRY_MS.least;

  const goOn = (): void => {
    if (waiting) {
      metrics.consumerWaiting.remove({ consumer: name, reason: waiting.reason });
      log.info({ consumer: name }, `consumer ${name} goes on`);
    }
    [waiting, waitsAt] = [undefined, undefined];
    pause = RETRY_MS.least;
  };
  const wait = (error: unknown): number => {
    const reason = reasonOf(error);
    if (reason !== waiting?.reason) {
      if (waiting) metrics.consumerWaiting.remove({ consumer: name, reason: waiting.reason });
      metrics.consumerWaiting.set({ consumer: name, reason }, 1);
      log.error({ err: error, consumer: name, reason }, `consumer ${name} waits: ${String(error)}`);
    }
    const ms = error instanceof EventRefused ? error.retryInMs : pause;
    pause = Math.min(2 * pause, RETRY_MS.most);
    waiting = { reason, message: String(error), until: performance.now() + ms };
    return ms;
  };

  return {
    take: async ({ toSeq, again, replay }) => {
      const early = (waiting?.until ?? 0) - performance.now();
      if (early > 0) return early;
      try {
        if (replay) await replayEvents(consumer, options);
        if (again || toSeq > reached) reached = await deliverUpTo(consumer, toSeq, options);
        goOn();
        return 0;
      } catch (error) {
        return wait(error);
      }
    },
    notice: ({ deliveredSeq, headSeq, replay }) => {
      if (!waiting || replay) return;
      waitsAt ??= deliveredSeq;
      if (deliveredSeq > waitsAt || deliveredSeq >= headSeq) goOn();
    },
    check: () => {
      if (waiting) throw new Error(`consumer ${name} waits: ${waiting.message}`);
    },
  };
}
