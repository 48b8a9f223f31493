import { setTimeout as delay } from 'node:timers/promises';
import { logFailure, type Database } from '../database/index.ts';
import type { MessageRegistry } from '../messages/index.ts';
import { createProgress, type Logger } from '../observability/index.ts';
import {
  claimJobs,
  nextJobDueInMs,
  numberEvents,
  releaseJobs,
  type FailPoints,
  type NumberedEvents,
} from '../outbox/index.ts';
import type { Committed } from '../transaction/index.ts';
import type { Producer } from './producer.ts';

const EVENT_BATCH = 1_000;
const JOB_BATCH = 100;
/** When nobody wakes it, it looks for what a lost wake-up would have told, or at the time when the next job is due. */
const LOOK_MS = 1_000;
/** Under load, turns begin no faster than this, so that each does the work of several commits. */
const GATHER_MS = 20;
/** While Redis is away, or after a failure. */
const RETRY_MS = 500;
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
  wake(committed: Committed): void;
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

  // Each tells for how long there is nothing to do, if nobody wakes it.
  const relayEvents = async (): Promise<number> => {
    const numbered = await numberEvents(database.fork(), EVENT_BATCH);
    if (!numbered) return LOOK_MS;
    await failPoint('relay.after-number');
    onNumbered(numbered);
    return numbered.lastSeq - numbered.firstSeq + 1 === EVENT_BATCH ? 0 : LOOK_MS;
  };

  /** A claim whose answer was lost may have been done: nobody else would look after its jobs for a while. */
  let unsure = false;
  const relayJobs = async (): Promise<number> => {
    // While Redis is away there is nobody to hand jobs to; PostgreSQL keeps them.
    if (!producer.reachable()) return RETRY_MS;
    if (unsure) await sweepEnqueued();
    unsure = true;
    const claimed = await claimJobs(database.fork(), registry, JOB_BATCH);
    unsure = false;
    if (claimed.length > 0) {
      await failPoint('relay.after-claim');
      try {
        await producer.addJobs(claimed);
      } catch (error) {
        await releaseJobs(database.fork(), claimed);
        throw error;
      }
      await failPoint('relay.after-add');
      if (claimed.length === JOB_BATCH) return 0;
    }
    const dueInMs = (await nextJobDueInMs(database.fork(), registry)) ?? LOOK_MS;
    // One that is due already is another relay's, which is about to commit that it has taken it.
    return Math.min(LOOK_MS, Math.max(GATHER_MS, dueInMs));
  };

  const events = startLoop(relayEvents, 'numbered', log);
  const jobs = startLoop(relayJobs, 'handed to Redis', log);
  return {
    wake: (committed) => {
      if (committed !== 'jobs') events.wake();
      if (committed !== 'events') jobs.wake();
    },
    check: () => [events, jobs].forEach((loop) => loop.check()),
    stop: async () => void (await Promise.all([events.stop(), jobs.stop()])),
  };
}

interface Loop {
  wake(): void;
  check(): void;
  stop(): Promise<void>;
}

/** Repeats `work` when it is woken or has slept for as long as it said. */
function startLoop(work: () => Promise<number>, done: string, log: Logger): Loop {
  const progress = createProgress({ maxSilenceMs: MAX_SILENCE_MS });
  let stopping = false;
  let failing = false;
  let woken = false;
  let wakeUp: (() => void) | undefined;

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
      const begun = performance.now();
      const restMs = await work().then(
        (ms) => {
          if (failing) log.info(`messages are being ${done} again`);
          failing = false;
          return ms;
        },
        (error: unknown) => {
          if (!failing) logFailure(log, error, `messages cannot be ${done}; trying again`);
          failing = true;
          return RETRY_MS;
        },
      );
      if (restMs > 0 && !woken && !stopping) await sleep(restMs);
      const early = begun + GATHER_MS - performance.now();
      if (restMs > 0 && early > 0) await delay(early);
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
