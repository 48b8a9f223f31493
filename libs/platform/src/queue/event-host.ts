import type { EntityManager } from '@mikro-orm/postgresql';
import { Worker } from 'bullmq';
import type { EventRecord } from '../messages/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import {
  advanceCursor,
  backgroundContext,
  recordEventFailure,
  takeEvents,
  transaction,
  type FailPoints,
} from '../outbox/index.ts';
import type { TransactionHost } from '../outbox/transaction.ts';
import type { Redis } from '../redis/index.ts';
import { ConsumerUnavailable, type EventConsumer, type TransactionalConsumer } from './event-consumer.ts';
import type { DeliveryTicket } from './producer.ts';
import { QUEUE_PREFIX, queueName } from './queue-name.ts';

const BATCH = 1_000;
/** After so many failures an event is left behind as dead, so that one bad event does not stop all others. */
const MAX_ATTEMPTS = 5;
const STALL = { lockDuration: 5_000, stalledInterval: 2_500, maxStalledCount: 1_000 };

export interface EventHostOptions {
  host: TransactionHost;
  failPoint: FailPoints;
  metrics: Metrics;
  log: Logger;
}

/**
 * Delivers what a consumer has not had yet, batch by batch, up to `toSeq` at least.
 * A batch that fails is tried event by event; an event that keeps failing is recorded as dead and passed over.
 * @returns the place in the log that the consumer has reached
 */
export async function deliverUpTo(
  consumer: EventConsumer,
  toSeq: number,
  options: EventHostOptions,
): Promise<number> {
  for (;;) {
    const reached = await deliverBatch(consumer, BATCH, options).catch((error: unknown) => {
      if (error instanceof ConsumerUnavailable) throw error;
      options.log.warn(
        { err: error, consumer: consumer.name },
        'a batch failed; trying its events one by one',
      );
      return deliverSingly(consumer, options);
    });
    // Nothing was left: another process has delivered it.
    if (reached === null) return toSeq;
    if (reached >= toSeq) return reached;
  }
}

/**
 * @param onTaken told which events are about to be delivered
 * @returns the seq of the last event that it delivered, or null when there was none
 */
async function deliverBatch(
  consumer: EventConsumer,
  limit: number,
  options: EventHostOptions,
  onTaken?: (events: readonly EventRecord[]) => void,
): Promise<number | null> {
  const { host, log, metrics, failPoint } = options;
  const passOn = async (
    em: EntityManager,
    deliver: (events: readonly EventRecord[]) => Promise<void>,
  ): Promise<EventRecord[]> => {
    const events = await takeEvents(em, consumer.name, limit);
    const last = events.at(-1);
    if (!last) return events;
    onTaken?.(events);
    await deliver(events);
    await advanceCursor(em, consumer.name, last.seq, consumer.kind === 'repeatable');
    return events;
  };
  const events =
    consumer.kind === 'repeatable'
      ? await passOn(host.database.fork(), consumer.deliver)
      : await transaction(host, backgroundContext(log, `consumer:${consumer.name}`), (tx) =>
          passOn(tx.em, (taken) => consumer.deliver(tx, taken)),
        );
  if (events.length > 0) {
    metrics.eventsDelivered.inc({ consumer: consumer.name }, events.length);
    await failPoint(`consumer.${consumer.name}.after-effect`);
  }
  return events.at(-1)?.seq ?? null;
}

async function deliverSingly(consumer: EventConsumer, options: EventHostOptions): Promise<number | null> {
  let reached: number | null = null;
  for (let delivered = 0; delivered < BATCH; delivered += 1) {
    let failing: EventRecord | undefined;
    try {
      const seq = await deliverBatch(consumer, 1, options, ([event]) => (failing = event));
      if (seq === null) return reached;
      reached = seq;
    } catch (error) {
      if (error instanceof ConsumerUnavailable || !failing) throw error;
      await blame(consumer, failing, error, options);
      reached = failing.seq;
    }
  }
  return reached;
}

/** @throws the error again until the event has failed often enough to be passed over */
async function blame(
  consumer: EventConsumer,
  event: EventRecord,
  error: unknown,
  { host, log }: EventHostOptions,
): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  const { dead } = await transaction(host, backgroundContext(log, event.id), async (tx) => {
    const failure = await recordEventFailure(tx.em, consumer.name, event.seq, text, MAX_ATTEMPTS);
    const [next] = await takeEvents(tx.em, consumer.name, 1);
    if (failure.dead && next?.seq === event.seq) await advanceCursor(tx.em, consumer.name, event.seq, false);
    return failure;
  });
  if (!dead) throw error;
  log.error(
    { err: error, consumer: consumer.name, event: event.name, seq: event.seq },
    `consumer ${consumer.name} cannot take event ${event.name} (seq ${event.seq}); it was passed over`,
  );
}

/** Delivers to one consumer whenever its queue rings. */
export function startEventWorker(
  consumer: TransactionalConsumer,
  connection: Redis,
  onBeat: () => void,
  options: EventHostOptions,
): Worker {
  let reached = 0;
  const worker = new Worker<DeliveryTicket>(
    queueName(consumer.name),
    async ({ data: { toSeq, again } }) => {
      onBeat();
      // Under load a batch takes along what several rings were for.
      if (toSeq > reached || again) reached = await deliverUpTo(consumer, toSeq, options);
    },
    { connection, prefix: QUEUE_PREFIX, concurrency: 1, ...STALL },
  );
  worker.on('error', (error) =>
    options.log.warn({ err: error, queue: consumer.name }, `queue ${consumer.name}: ${error.message}`),
  );
  return worker;
}
