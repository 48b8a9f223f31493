import { DriverException, type EntityManager } from '@mikro-orm/postgresql';
import { isDatabaseUnavailable } from '../database/index.ts';
import { knowsEvent, subjectOf, type EventRecord, type MessageRegistry } from '../messages/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import {
  advanceCursor,
  finishReplay,
  recordEventFailure,
  takeEvents,
  takeReplay,
  type FailPoints,
  type RaiseDeadLetter,
} from '../outbox/index.ts';
import { backgroundContext, transaction, type UnitOfWork } from '../transaction/index.ts';
import { errorText } from './error-text.ts';
import { ConsumerUnavailable, passedBy, type EventConsumer } from './event-consumer.ts';

const BATCH = 1_000;

/** How often a consumer may refuse an event before it is set aside, and the first pause, which doubles each time. */
export interface Patience {
  tries: number;
  firstPauseMs: number;
}

/** Half a minute: what passes by itself has passed by then, and what waits behind does not wait for ever. */
export const PATIENCE: Patience = { tries: 6, firstPauseMs: 1_000 };

export interface EventHostOptions {
  unitOfWork: UnitOfWork;
  registry: MessageRegistry;
  patience: Patience;
  raise: RaiseDeadLetter;
  failPoint: FailPoints;
  metrics: Metrics;
  log: Logger;
}

/** A newer version publishes this event: the consumer waits for a worker of that version. */
export class EventUnknown extends Error {
  constructor({ name, version, seq }: EventRecord) {
    super(
      `event ${name}, version ${version} (seq ${seq}), is not declared in this worker; run workers of the version ` +
        `that publishes it`,
    );
    this.name = 'EventUnknown';
  }
}

/** The consumer refused this event and is to try it again. */
export class EventRefused extends Error {
  readonly retryInMs: number;

  constructor({ name, seq }: EventRecord, retryInMs: number, cause: unknown) {
    super(`event ${name} (seq ${seq}): ${errorText(cause)}`, { cause });
    this.name = 'EventRefused';
    this.retryInMs = retryInMs;
  }
}

/** Whether nothing can be said about single events: the way is blocked for all of them. */
const blamesNobody = (error: unknown): boolean =>
  error instanceof ConsumerUnavailable || error instanceof EventUnknown || isDatabaseUnavailable(error);

/**
 * Delivers what a consumer has not had yet, batch by batch, up to `toSeq` at least. A batch that fails is tried event
 * by event; an event that its handler keeps refusing is set aside as dead.
 * @returns the place in the log that the consumer has reached
 * @throws EventUnknown, EventRefused, ConsumerUnavailable, or the database's error: the cursor stays, try again later
 */
export async function deliverUpTo(
  consumer: EventConsumer,
  toSeq: number,
  options: EventHostOptions,
): Promise<number> {
  for (;;) {
    const reached = await deliverBatch(consumer, BATCH, options).catch((error: unknown) => {
      if (blamesNobody(error)) throw error;
      return deliverSingly(consumer, options);
    });
    // Nothing was left: another process has delivered it.
    if (reached === null) return toSeq;
    if (reached >= toSeq) return reached;
  }
}

/**
 * @param onTaken told which events are about to be delivered
 * @returns the place that it has reached, or null when there was nothing
 */
async function deliverBatch(
  consumer: EventConsumer,
  limit: number,
  options: EventHostOptions,
  onTaken?: (events: readonly EventRecord[]) => void,
): Promise<number | null> {
  const { unitOfWork, registry, log, metrics, failPoint } = options;
  const { name, reads } = consumer;
  const passOn = async (
    em: EntityManager,
    deliver: (events: readonly EventRecord[]) => Promise<void>,
  ): Promise<{ delivered: number; reached: number | null }> => {
    const taken = await takeEvents(em, name, limit, passedBy(consumer, registry));
    const unknown = taken.events.findIndex((event) => !knowsEvent(registry, event));
    const [known, reached] =
      unknown < 0
        ? [taken.events, taken.reached]
        : [taken.events.slice(0, unknown), taken.events[unknown - 1]?.seq ?? null];
    if (reached === null) {
      if (taken.events[0]) throw new EventUnknown(taken.events[0]);
      return { delivered: 0, reached };
    }
    const events = reads ? known.filter((event) => reads.has(event.name)) : known;
    onTaken?.(events);
    if (events.length > 0) await deliver(events);
    await advanceCursor(em, name, reached, consumer.kind === 'repeatable');
    return { delivered: events.length, reached };
  };
  const { delivered, reached } =
    consumer.kind === 'repeatable'
      ? await passOn(unitOfWork.database.fork(), consumer.deliver)
      : await transaction(unitOfWork, backgroundContext(log, `consumer:${name}`), (tx) =>
          passOn(tx.em, (events) => consumer.deliver(tx, events)),
        );
  if (delivered > 0) {
    metrics.eventsDelivered.inc({ consumer: name }, delivered);
    await failPoint(`consumer.${name}.after-effect`);
  }
  return reached;
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
      if (blamesNobody(error) || !failing) throw error;
      await countRefusal(consumer, failing, error, options);
      reached = failing.seq;
    }
  }
  return reached;
}

/** What the database refuses, it may take when it is repaired: such an event is never given up. */
const isFinal = (error: unknown): boolean => {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof DriverException) return false;
  }
  return true;
};

/**
 * Counts a refusal. After the last one the event is dead, the cursor passes it, and somebody is told, in one
 * transaction.
 * @throws EventRefused until then
 */
async function countRefusal(
  consumer: EventConsumer,
  event: EventRecord,
  error: unknown,
  { unitOfWork, registry, patience, raise, metrics, log }: EventHostOptions,
): Promise<void> {
  const { name } = consumer;
  const tries = isFinal(error) ? patience.tries : Infinity;
  const { attempts, dead } = await transaction(unitOfWork, backgroundContext(log, event.id), async (tx) => {
    const {
      events: [next],
    } = await takeEvents(tx.em, name, 1, passedBy(consumer, registry));
    // Another process has passed it: it was delivered there, or set aside.
    if (next?.seq !== event.seq) return { attempts: 0, dead: true };
    const failure = await recordEventFailure(
      tx.em,
      { consumer: name, event, subject: subjectOf(registry, event), error: errorText(error) },
      { tries, firstPauseMs: patience.firstPauseMs },
    );
    if (failure.dead) {
      await advanceCursor(tx.em, name, event.seq, false);
      raise(tx, {
        id: `event:${name}:${event.seq}`,
        kind: 'event',
        name: event.name,
        where: name,
        error: errorText(error),
      });
    }
    return failure;
  });
  if (!dead) throw new EventRefused(event, patience.firstPauseMs * 2 ** Math.min(attempts - 1, 5), error);
  if (attempts === 0) return;
  metrics.eventsDead.inc({ consumer: name, event: event.name });
  log.error(
    { err: error, consumer: name, event: event.name, seq: event.seq },
    `consumer ${name} refused event ${event.name} (seq ${event.seq}) ${attempts} times; it was set aside as dead`,
  );
}

/**
 * Delivers dead events again that somebody asked for, each in one transaction with its being resolved. Refused again,
 * it is dead again.
 */
export async function replayEvents(consumer: EventConsumer, options: EventHostOptions): Promise<void> {
  const { unitOfWork, registry, raise, metrics, log } = options;
  const { name } = consumer;
  for (;;) {
    let replayed: EventRecord | undefined;
    try {
      const found = await transaction(unitOfWork, backgroundContext(log, `replay:${name}`), async (tx) => {
        const event = await takeReplay(tx.em, name);
        if (!event) return false;
        if (!knowsEvent(registry, event)) throw new EventUnknown(event);
        replayed = event;
        if (consumer.kind === 'repeatable') await consumer.deliver([event]);
        else await consumer.deliver(tx, [event]);
        await finishReplay(tx.em, name, event.seq, { resolved: true });
        return true;
      });
      if (!found) return;
      metrics.eventsDelivered.inc({ consumer: name });
    } catch (error) {
      if (blamesNobody(error) || !replayed) throw error;
      const { seq, name: event, id } = replayed;
      const text = errorText(error);
      await transaction(unitOfWork, backgroundContext(log, id), async (tx) => {
        await finishReplay(tx.em, name, seq, { resolved: false, error: text });
        raise(tx, { id: `event:${name}:${seq}`, kind: 'event', name: event, where: name, error: text });
      });
      metrics.eventsDead.inc({ consumer: name, event });
      log.error({ err: error, consumer: name, event, seq }, `consumer ${name} refused event ${event} again`);
    }
  }
}
