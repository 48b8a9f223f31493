import type { EventRecord } from '../messages/index.ts';
import type { Tx } from '../transaction/index.ts';

/** Thrown by a consumer whose outside world is away: the batch waits, no event is blamed. */
export class ConsumerUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConsumerUnavailable';
  }
}

interface Consumer {
  /** Names its cursor; never rename it. */
  readonly name: string;
  /** For so many milliseconds events may wait for others to be delivered with. */
  readonly gatherMs: number;
}

/** Its effects and its cursor commit together: each event has its effect exactly once. */
export interface TransactionalConsumer extends Consumer {
  readonly kind: 'transactional';
  readonly deliver: (tx: Tx, events: readonly EventRecord[]) => Promise<void>;
}

/** Its effects are outside of the database, where they may come again: whoever gets them knows an event by its seq. */
export interface RepeatableConsumer extends Consumer {
  readonly kind: 'repeatable';
  readonly deliver: (events: readonly EventRecord[]) => Promise<void>;
}

/** Someone who reads the event log in order. */
export type EventConsumer = TransactionalConsumer | RepeatableConsumer;

/** A consumer with effects in the database. One delivery at a time, across all processes. */
export function consumeEvents(
  name: string,
  deliver: TransactionalConsumer['deliver'],
  { gatherMs = 0 } = {},
): TransactionalConsumer {
  return { kind: 'transactional', name, deliver, gatherMs };
}

/** A consumer that passes events on at once. */
export function passEventsOn(name: string, deliver: RepeatableConsumer['deliver']): RepeatableConsumer {
  return { kind: 'repeatable', name, deliver, gatherMs: 0 };
}
