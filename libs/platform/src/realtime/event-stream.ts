import { logFailure, type Database } from '../database/index.ts';
import type { EventRecord } from '../messages/index.ts';
import type { Logger } from '../observability/index.ts';
import { readEventsAfter } from '../outbox/index.ts';
import { readHistory } from './history.ts';

/** The server-side event that carries the log to the realtime instances. */
export const STREAM_EVENT = 'antrean:events';

/** A stretch of the log without gaps; `events` leaves out those that concern no socket. */
export interface StreamBatch {
  fromSeq: number;
  toSeq: number;
  events: readonly EventRecord[];
}

/** One realtime instance's view of the log. */
export interface EventStream {
  /** The last seq that this instance has delivered to its sockets. */
  position(): number;
  receive(batch: StreamBatch): Promise<void>;
  /** Asks PostgreSQL what happened while Redis could not be heard. */
  catchUp(): Promise<void>;
  /** Takes its place at the end of the log; call it before the first `receive`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const CATCH_UP_EVERY_MS = 2_000;
const READ_LIMIT = 1_000;

/**
 * Applies the log in order and once. Redis pub/sub may lose a message or say it twice: a repetition is known by its
 * seq, and a gap is read from PostgreSQL. Whatever happens here never rejects: what failed is caught up with later.
 *
 * @param deliver sends one event to this instance's sockets, at once; must not throw. `position()` covers an event in
 *   the same tick in which it was delivered.
 */
export function createEventStream(options: {
  database: Database;
  deliver: (event: EventRecord) => void;
  log: Logger;
}): EventStream {
  const { database, deliver, log } = options;
  let position = 0;
  let queue: Promise<void> = Promise.resolve();
  let nextCatchUp: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    queue = queue
      .then(work)
      .catch((error: unknown) => logFailure(log, error, 'the event stream stumbled; it catches up'));
    return queue;
  };

  const deliverNew = (events: readonly EventRecord[]): void => {
    for (const event of events) {
      if (event.seq <= position) continue;
      position = event.seq;
      deliver(event);
    }
  };

  const readUpTo = async (seq: number): Promise<void> => {
    while (position < seq) {
      const events = await readEventsAfter(database.fork(), position, READ_LIMIT, seq);
      deliverNew(events);
      // Nothing is left below `seq` then; what is missing was dropped after its 72 hours.
      if (events.length === 0) position = Math.max(position, seq);
    }
  };

  // Not how far the worker has passed the log on: while Redis stands still it cannot, and this is the way around.
  const headSeq = async (): Promise<number> => (await readHistory(database.fork())).headSeq;

  // One waits at most: while PostgreSQL hangs, the timer must not pile them up.
  const catchUp = (): Promise<void> =>
    (nextCatchUp ??= inTurn(async () => {
      nextCatchUp = undefined;
      await readUpTo(await headSeq());
    }));

  return {
    position: () => position,
    receive: (batch) =>
      inTurn(async () => {
        if (batch.fromSeq > position + 1) await readUpTo(batch.fromSeq - 1);
        deliverNew(batch.events);
        position = Math.max(position, batch.toSeq);
      }),
    catchUp,
    start: async () => {
      position = await headSeq();
      timer = setInterval(() => void catchUp(), CATCH_UP_EVERY_MS);
    },
    stop: async () => {
      clearInterval(timer);
      await queue;
    },
  };
}
