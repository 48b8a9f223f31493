import type { AnyEvent, EventRecord, MessageRegistry } from '../messages/index.ts';
import type { CursorStart } from '../outbox/index.ts';
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
  /** The names of the events that it is given; all when absent. */
  readonly reads?: ReadonlySet<string>;
  /** Where it begins when it is new. */
  readonly start: CursorStart;
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

interface ConsumerOptions {
  /**
   * The events that it reads; all when absent. It walks over the streams that hold them, and whatever else happens costs
   * it nothing. Name them unless what it does is said by the events' declarations, as the audit trail's is.
   */
  reads?: readonly Pick<AnyEvent, 'name'>[];
  /** A new one begins with the oldest event that is kept, or with what happens from now on. */
  start?: CursorStart;
  /** For so many milliseconds events may wait for others to be delivered with. */
  gatherMs?: number;
}

/** A consumer with effects in the database. One delivery at a time, across all processes. */
export function consumeEvents(
  name: string,
  deliver: TransactionalConsumer['deliver'],
  options: ConsumerOptions = {},
): TransactionalConsumer {
  return { kind: 'transactional', name, deliver, ...read(options) };
}

/** A consumer that passes events on at once. */
export function forwardEvents(
  name: string,
  deliver: RepeatableConsumer['deliver'],
  options: Omit<ConsumerOptions, 'gatherMs'> = {},
): RepeatableConsumer {
  return { kind: 'repeatable', name, deliver, ...read(options) };
}

const read = ({ reads, start = 'oldest', gatherMs = 0 }: ConsumerOptions) => ({
  ...{ start, gatherMs },
  ...(reads ? { reads: new Set(reads.map(({ name }) => name)) } : {}),
});

/** Whether a consumer is to look when events of these names were numbered: it reads one, or one may be for it. */
export const mayConcern = (
  { reads }: EventConsumer,
  names: readonly string[],
  { events }: MessageRegistry,
): boolean => !reads || names.some((name) => reads.has(name) || !events.has(name));

/** The names of the events that a consumer does not read, as far as they are known here; none when it reads all. */
export const passedBy = ({ reads }: EventConsumer, { events }: MessageRegistry): string[] | undefined =>
  reads && [...events.keys()].filter((name) => !reads.has(name));
