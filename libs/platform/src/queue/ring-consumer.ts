import type { Logger } from '../observability/index.ts';
import type { EventConsumer } from './event-consumer.ts';
import type { Producer } from './producer.ts';

type Ringable = Pick<EventConsumer, 'name' | 'gatherMs'>;

/** Rings consumers for new events: those that gather no more often than they want, all others at once. */
export interface Bell {
  ring(toSeq: number): Promise<void>;
  /** Rings for what was still being gathered. */
  stop(): Promise<void>;
}

export function createBell(consumers: readonly Ringable[], producer: Producer, log: Logger): Bell {
  const hasty = consumers.filter(({ gatherMs }) => gatherMs === 0).map(({ name }) => name);
  const gathering = new Map<string, NodeJS.Timeout>();
  let latest = 0;

  const ringNow = (names: readonly string[]): Promise<void> =>
    producer.ringConsumers(names, { toSeq: latest, again: false });
  const ringLate = (names: readonly string[]): Promise<void> =>
    ringNow(names).catch((error: unknown) =>
      log.warn({ err: error, consumers: names }, 'consumers could not be rung for; the sweeper will'),
    );

  return {
    ring: async (toSeq) => {
      latest = Math.max(latest, toSeq);
      for (const { name, gatherMs } of consumers) {
        if (gatherMs === 0 || gathering.has(name)) continue;
        const timer = setTimeout(() => {
          gathering.delete(name);
          void ringLate([name]);
        }, gatherMs);
        gathering.set(name, timer);
      }
      await ringNow(hasty);
    },
    stop: async () => {
      const names = [...gathering.keys()];
      for (const timer of gathering.values()) clearTimeout(timer);
      gathering.clear();
      await ringLate(names);
    },
  };
}
