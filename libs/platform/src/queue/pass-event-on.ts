import type { RepeatableConsumer } from './event-consumer.ts';
import { deliverUpTo, type EventHostOptions } from './event-host.ts';

const RETRY_MS = { least: 100, most: 2_000 };

/** A repeatable consumer at work in this process, beside the relay and without a queue between them. */
export interface Passing {
  wake(toSeq: number): void;
  /** Its cursor lies behind: look again, also where this process believes that it has delivered it. */
  wakeAgain(toSeq: number): void;
  stop(): Promise<void>;
}

/**
 * Passes events on as soon as they are numbered. Every process that numbers events does so for its own; what a killed
 * one left, and what failed here, is caught up with.
 */
export function startPassing(
  consumer: RepeatableConsumer,
  onBeat: () => void,
  options: EventHostOptions,
): Passing {
  let wanted = 0;
  let reached = 0;
  let stopping = false;
  let running: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let pause = RETRY_MS.least;

  const catchUp = async (): Promise<void> => {
    try {
      while (wanted > reached && !stopping) {
        onBeat();
        reached = await deliverUpTo(consumer, wanted, options);
      }
      pause = RETRY_MS.least;
    } catch (error) {
      options.log.warn(
        { err: error, consumer: consumer.name },
        'events could not be passed on; trying again',
      );
      if (!stopping) retry = setTimeout(start, pause);
      pause = Math.min(2 * pause, RETRY_MS.most);
    }
    running = undefined;
  };
  const start = (): void => {
    retry = undefined;
    running ??= catchUp();
  };
  const wake = (toSeq: number): void => {
    wanted = Math.max(wanted, toSeq);
    // With nothing to do, catchUp would end before `running` is set, and stay there for ever.
    if (wanted > reached && retry === undefined && !stopping) start();
  };

  return {
    wake,
    wakeAgain: (toSeq) => {
      reached = Math.min(reached, toSeq - 1);
      wake(toSeq);
    },
    stop: async () => {
      stopping = true;
      clearTimeout(retry);
      await running;
    },
  };
}
