import type { Database } from '@antrean/platform/database';
import type { EventRecord } from '@antrean/platform/messages';
import { readEventsAfter } from '@antrean/platform/outbox';
import type { RecentEvent, SocketEffect } from './deliver.ts';

/** How many of the last events are kept: those of a short absence, such as a restart of an instance. */
const KEPT = 2_000;
const READ_AT_START = 1_000;

/**
 * What this instance has delivered last, without what concerns no socket. Sockets that come back together are replayed from here: the events were read
 * once for all of them.
 */
export interface RecentEvents {
  /** Call it for each event in order, in the tick in which it is delivered. */
  remember(event: RecentEvent): void;
  /** Everything after a place up to the newest; null when it does not reach that far back. */
  after(seq: number): readonly RecentEvent[] | null;
  /** Reads what came before `position`, for those who lost their connection when an instance was restarted. */
  start(position: number): Promise<void>;
}

/** Nobody may be let in before `start` has resolved. */
export function createRecentEvents(
  database: Database,
  readEvent: (record: EventRecord) => SocketEffect,
): RecentEvents {
  let events: RecentEvent[] = [];
  /** Everything after this place is in `events`. */
  let from = 0;

  return {
    remember: (event) => {
      if (concernsNobody(event)) return;
      events.push(event);
      if (events.length <= 2 * KEPT) return;
      events = events.slice(-KEPT);
      from = (events[0]?.seq ?? event.seq) - 1;
    },
    after: (seq) => (seq < from ? null : events.slice(firstAfter(events, seq))),
    start: async (position) => {
      const before = await readEventsAfter(
        database.fork(),
        Math.max(0, position - READ_AT_START),
        READ_AT_START,
        position,
      );
      from = (before[0]?.seq ?? position + 1) - 1;
      // Some may have been delivered while this was read.
      const read = before.map((record) => ({ seq: record.seq, ...readEvent(record) }));
      events = [...read.filter((event) => !concernsNobody(event)), ...events];
    },
  };
}

/** What no socket hears of and what ends none takes no room from what they may miss. */
const concernsNobody = ({ delivery, ends }: RecentEvent): boolean =>
  (delivery?.rooms.length ?? 0) === 0 && ends.length === 0;

/** The index of the first event after a place, by halving. */
function firstAfter(events: readonly RecentEvent[], seq: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
