import type { EventRecord } from '../messages/index.ts';
import type { Tx } from '../outbox/index.ts';

/** Thrown by a consumer whose outside world is away: the batch waits, no event is blamed. */
export class ConsumerUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConsumerUnavailable';
  }
}

/**
 * Someone who reads the event log in order. What it does with a batch and how far it has come commit together, so
 * that every event has its effect exactly once. One delivery per consumer runs at a time, across all processes.
 */
export interface EventConsumer {
  /** Names its cursor and its queue; never rename it. */
  readonly name: string;
  readonly deliver: (tx: Tx, events: readonly EventRecord[]) => Promise<void>;
  /** Its effects are outside of the database and may come again, after a crash of PostgreSQL. */
  readonly mayRedeliver: boolean;
}

export function consumeEvents(
  name: string,
  deliver: EventConsumer['deliver'],
  { mayRedeliver = false } = {},
): EventConsumer {
  return { name, deliver, mayRedeliver };
}
