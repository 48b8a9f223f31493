import { Worker } from 'bullmq';
import type { EventRecord } from '../messages/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import {
  advanceCursor,
  backgroundContext,
  lockCursor,
  readEventsAfter,
  recordEventFailure,
  transaction,
  type FailPoints,
} from '../outbox/index.ts';
import type { TransactionHost } from '../outbox/transaction.ts';
import type { Redis } from '../redis/index.ts';
import { ConsumerUnavailable, type EventConsumer } from './event-consumer.ts';
import { QUEUE_PREFIX, queueName } from './queue-name.ts';

const BATCH = 500;
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
 * Delivers what a consumer has not had yet, batch by batch, until it has all there is.
 * A batch that fails is tried event by event; an event that keeps failing is recorded as dead and passed over.
 */
export async function deliverPending(consumer: EventConsumer, options: EventHostOptions): Promise<number> {
  let total = 0;
  for (;;) {
    const delivered = await deliverBatch(consumer, BATCH, options).catch((error: unknown) => {
      if (error instanceof ConsumerUnavailable) throw error;
      options.log.warn(
        { err: error, consumer: consumer.name },
        'a batch failed; trying its events one by one',
      );
      return deliverSingly(consumer, options);
    });
    total += delivered;
    if (delivered < BATCH) return total;
  }
}

async function deliverBatch(
  consumer: EventConsumer,
  limit: number,
  options: EventHostOptions,
): Promise<number> {
  const { host, log, metrics, failPoint } = options;
  const count = await transaction(host, backgroundContext(log, `consumer:${consumer.name}`), async (tx) => {
    const cursor = await lockCursor(tx.em, consumer.name);
    const events = await readEventsAfter(tx.em, cursor, limit);
    const last = events.at(-1);
    if (!last) return 0;
    await consumer.deliver(tx, events);
    await advanceCursor(tx.em, consumer.name, last.seq);
    return events.length;
  });
  if (count > 0) {
    metrics.eventsDelivered.inc({ consumer: consumer.name }, count);
    await failPoint(`consumer.${consumer.name}.after-effect`);
  }
  return count;
}

async function deliverSingly(consumer: EventConsumer, options: EventHostOptions): Promise<number> {
  let delivered = 0;
  for (; delivered < BATCH; delivered += 1) {
    let failing: EventRecord | undefined;
    const one: EventConsumer = {
      name: consumer.name,
      deliver: async (tx, events) => {
        failing = events[0];
        await consumer.deliver(tx, events);
      },
    };
    try {
      if ((await deliverBatch(one, 1, options)) === 0) return delivered;
    } catch (error) {
      if (error instanceof ConsumerUnavailable || !failing) throw error;
      await blame(consumer, failing, error, options);
    }
  }
  return delivered;
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
    const cursor = await lockCursor(tx.em, consumer.name);
    const failure = await recordEventFailure(tx.em, consumer.name, event.seq, text, MAX_ATTEMPTS);
    if (failure.dead && cursor < event.seq) await advanceCursor(tx.em, consumer.name, event.seq);
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
  consumer: EventConsumer,
  connection: Redis,
  onBeat: () => void,
  options: EventHostOptions,
): Worker {
  const worker = new Worker(
    queueName(consumer.name),
    async () => {
      onBeat();
      await deliverPending(consumer, options);
    },
    { connection, prefix: QUEUE_PREFIX, concurrency: 1, ...STALL },
  );
  worker.on('error', (error) =>
    options.log.warn({ err: error, queue: consumer.name }, `queue ${consumer.name}: ${error.message}`),
  );
  return worker;
}
