import { logFailure, type Database } from '../database/index.ts';
import type { MessageRegistry } from '../messages/index.ts';
import { createProgress, type Logger } from '../observability/index.ts';
import {
  claimJobs,
  numberEvents,
  releaseJobs,
  type FailPoints,
  type NumberedEvents,
} from '../outbox/index.ts';
import type { Producer } from './producer.ts';

const EVENT_BATCH = 1_000;
const JOB_BATCH = 100;
/** How long the relay sleeps when nobody wakes it: short after work, longer when idle. */
const POLL_MS = { least: 25, most: 500 };
const MAX_SILENCE_MS = 30_000;

export interface RelayOptions {
  database: Database;
  registry: MessageRegistry;
  producer: Producer;
  onNumbered: (numbered: NumberedEvents) => void;
  /** Sends what was claimed and never handed over on its way again. */
  sweepEnqueued: () => Promise<void>;
  failPoint: FailPoints;
  log: Logger;
}

export interface Relay {
  wake(): void;
  /** @throws when it is stuck */
  check(): void;
  stop(): Promise<void>;
}

/**
 * Numbers committed events for the consumers, and carries jobs from PostgreSQL to BullMQ; neither waits for the other.
 * Any number of relays may run beside each other.
 */
export function startRelay(options: RelayOptions): Relay {
  const { database, registry, producer, onNumbered, sweepEnqueued, failPoint, log } = options;

  // Each tells how much of its batch was there: what is not full leaves nothing to look for at once.
  const relayEvents = async (): Promise<number> => {
    const numbered = await numberEvents(database.fork(), EVENT_BATCH);
    if (!numbered) return 0;
    await failPoint('relay.after-number');
    onNumbered(numbered);
    return (numbered.lastSeq - numbered.firstSeq + 1) / EVENT_BATCH;
  };

  /** A claim whose answer was lost may have been done: nobody else would look after its jobs for a while. */
  let unsure = false;
  const relayJobs = async (): Promise<number> => {
    // While Redis is away there is nobody to hand jobs to; PostgreSQL keeps them.
    if (!producer.reachable()) return 0;
    if (unsure) await sweepEnqueued();
    unsure = true;
    const claimed = await claimJobs(database.fork(), registry, JOB_BATCH);
    unsure = false;
    if (claimed.length === 0) return 0;
    await failPoint('relay.after-claim');
    try {
      await producer.addJobs(claimed);
    } catch (error) {
      await releaseJobs(database.fork(), claimed);
      throw error;
    }
    await failPoint('relay.after-add');
    return claimed.length / JOB_BATCH;
  };

  const loops = [startLoop(relayEvents, 'numbered', log), startLoop(relayJobs, 'handed to Redis', log)];
  return {
    wake: () => loops.forEach((loop) => loop.wake()),
    check: () => loops.forEach((loop) => loop.check()),
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}

/** Repeats `work` when it is woken or has slept; `work` tells which share of a batch there was to do. */
function startLoop(work: () => Promise<number>, done: string, log: Logger): Relay {
  const progress = createProgress({ maxSilenceMs: MAX_SILENCE_MS });
  let stopping = false;
  let failing = false;
  let pause = POLL_MS.least;
  let wakeUp: (() => void) | undefined;
  let woken = false;

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!stopping) {
      woken = false;
      progress.beat();
      try {
        const share = await work();
        if (failing) log.info(`messages are being ${done} again`);
        failing = false;
        pause = share > 0 ? POLL_MS.least : Math.min(pause * 2, POLL_MS.most);
        if (share === 1) continue;
      } catch (error) {
        pause = POLL_MS.most;
        if (!failing) logFailure(log, error, `messages cannot be ${done}; trying again`);
        failing = true;
      }
      if (!woken && !stopping) await sleep(pause);
    }
  };
  const running = run();

  return {
    wake: () => {
      woken = true;
      wakeUp?.();
    },
    check: () => progress.check(),
    stop: async () => {
      stopping = true;
      wakeUp?.();
      await running;
    },
  };
}
