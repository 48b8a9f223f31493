import type { Logger } from '../observability/index.ts';
import type { TransactionalConsumer } from './event-consumer.ts';
import type { Passing } from './pass-event-on.ts';
import type { Producer } from './producer.ts';

/** Tells the consumers of new events: those here at once, those behind BullMQ by a ring, when they have gathered. */
export interface Bell {
  ring(toSeq: number): Promise<void>;
  /** For consumers whose cursor lies behind although they were rung for. */
  ringAgain(names: readonly string[], toSeq: number): Promise<void>;
  /** Rings for what was still being gathered. */
  stop(): Promise<void>;
}

export function createBell(options: {
  consumers: readonly Pick<TransactionalConsumer, 'name' | 'gatherMs'>[];
  passings: ReadonlyMap<string, Passing>;
  producer: Producer;
  log: Logger;
}): Bell {
  const { consumers, passings, producer, log } = options;
  const hasty = consumers.filter(({ gatherMs }) => gatherMs === 0).map(({ name }) => name);
  const gathering = new Map<string, NodeJS.Timeout>();
  let latest = 0;

  const ringLate = (names: readonly string[]): Promise<void> =>
    producer
      .ringConsumers(names, { toSeq: latest, again: false })
      .catch((error: unknown) =>
        log.warn({ err: error, consumers: names }, 'consumers could not be rung for; the sweeper will'),
      );

  return {
    ring: async (toSeq) => {
      latest = Math.max(latest, toSeq);
      for (const passing of passings.values()) passing.wake(toSeq);
      for (const { name, gatherMs } of consumers) {
        if (gatherMs === 0 || gathering.has(name)) continue;
        const timer = setTimeout(() => {
          gathering.delete(name);
          void ringLate([name]);
        }, gatherMs);
        gathering.set(name, timer);
      }
      await producer.ringConsumers(hasty, { toSeq, again: false });
    },
    ringAgain: async (names, toSeq) => {
      for (const name of names) passings.get(name)?.wakeAgain(toSeq);
      await producer.ringConsumers(
        names.filter((name) => !passings.has(name)),
        { toSeq, again: true },
      );
    },
    stop: async () => {
      const names = [...gathering.keys()];
      for (const timer of gathering.values()) clearTimeout(timer);
      gathering.clear();
      await ringLate(names);
    },
  };
}
