import type { Database } from '../database/index.ts';
import type { Logger } from '../observability/index.ts';
import { claimJobs, numberEvents, releaseJobs, type FailPoints } from '../outbox/index.ts';
import type { Producer } from './producer.ts';
import type { Bell } from './ring-consumer.ts';

const EVENT_BATCH = 1_000;
const JOB_BATCH = 100;
/** How long the relay sleeps when nobody rings: short after work, longer when idle. */
const POLL_MS = { least: 25, most: 500 };

export interface RelayOptions {
  database: Database;
  producer: Producer;
  bell: Bell;
  failPoint: FailPoints;
  log: Logger;
  onBeat: () => void;
}

export interface Relay {
  wake(): void;
  stop(): Promise<void>;
}

/** Carries committed messages from PostgreSQL to BullMQ. Any number of relays may run beside each other. */
export function startRelay(options: RelayOptions): Relay {
  const { database, producer, bell, failPoint, log, onBeat } = options;
  let stopping = false;
  let pause = POLL_MS.least;
  let wakeUp: (() => void) | undefined;
  let rung = false;

  // Each tells how much of its batch was there: what is not full leaves nothing to look for at once.
  const relayEvents = async (): Promise<number> => {
    const numbered = await numberEvents(database.fork(), EVENT_BATCH);
    if (!numbered) return 0;
    await failPoint('relay.after-number');
    await bell.ring(numbered.lastSeq);
    return (numbered.lastSeq - numbered.firstSeq + 1) / EVENT_BATCH;
  };

  const relayJobs = async (): Promise<number> => {
    const claimed = await claimJobs(database.fork(), JOB_BATCH);
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
      rung = false;
      onBeat();
      try {
        // While Redis is away there is nobody to hand work to; PostgreSQL keeps it.
        const share = producer.reachable()
          ? Math.max(...(await Promise.all([relayEvents(), relayJobs()])))
          : 0;
        pause = share > 0 ? POLL_MS.least : Math.min(pause * 2, POLL_MS.most);
        if (share === 1) continue;
      } catch (error) {
        pause = POLL_MS.most;
        log.warn({ err: error }, 'the relay could not hand over work; it tries again');
      }
      if (!rung && !stopping) await sleep(pause);
    }
  };
  const running = run();

  return {
    wake: () => {
      rung = true;
      wakeUp?.();
    },
    stop: async () => {
      stopping = true;
      wakeUp?.();
      await running;
    },
  };
}
