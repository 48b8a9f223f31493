import { Worker } from 'bullmq';
import type { Redis } from '../redis/index.ts';
import { closeWorker } from './close-worker.ts';
import type { RunningConsumer } from './consumer-loop.ts';
import { createConsumerTurns, type Turn } from './consumer-turn.ts';
import type { TransactionalConsumer } from './event-consumer.ts';
import type { EventHostOptions } from './event-host.ts';
import type { Producer } from './producer.ts';
import { DRAIN_DELAY_S, QUEUE_PREFIX, queueName } from './queue-name.ts';

const STALL = { lockDuration: 5_000, stalledInterval: 2_500, maxStalledCount: 1_000 };

/**
 * Delivers to a consumer whenever its queue wakes it, when events have gathered. A wake-up that nothing came of is not tried
 * again by BullMQ: the sweeper wakes whoever stands behind, and the next free worker takes it, perhaps a newer one.
 */
export function startQueuedConsumer(
  consumer: TransactionalConsumer,
  { producer, connection, ...options }: EventHostOptions & { producer: Producer; connection: Redis },
): RunningConsumer {
  const { log } = options;
  const { name, gatherMs } = consumer;
  const turns = createConsumerTurns(consumer, options);
  let latest = 0;
  let gathering: NodeJS.Timeout | undefined;

  const worker = new Worker<Turn>(queueName(name), async ({ data }) => void (await turns.take(data)), {
    connection,
    prefix: QUEUE_PREFIX,
    concurrency: 1,
    ...STALL,
    drainDelay: DRAIN_DELAY_S,
  });
  worker.on('error', (error) => log.warn({ err: error, queue: name }, `queue ${name}: ${error.message}`));

  const wakeUp = (turn: Turn): Promise<void> =>
    producer
      .wake(name, turn)
      .catch((error: unknown) =>
        log.debug({ err: error, consumer: name }, 'a consumer could not be woken; the sweeper will do it'),
      );
  const ringGathered = (): Promise<void> => {
    gathering = undefined;
    return wakeUp({ toSeq: latest, again: false });
  };

  return {
    wake: (toSeq) => {
      latest = Math.max(latest, toSeq);
      gathering ??= setTimeout(() => void ringGathered(), gatherMs);
    },
    wakeAgain: (toSeq) => void wakeUp({ toSeq, again: true }),
    wakeToReplay: () => void wakeUp({ toSeq: 0, again: false, replay: true }),
    notice: (place) => turns.notice(place),
    check: () => {
      if (!worker.isRunning() || worker.isPaused()) throw new Error(`queue ${name} is not being worked on`);
      turns.check();
    },
    stop: async () => {
      clearTimeout(gathering);
      if (gathering) await ringGathered();
      await closeWorker(worker, { force: false });
    },
  };
}
