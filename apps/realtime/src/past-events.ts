import type { Database } from '@antrean/platform/database';
import type { EventRecord } from '@antrean/platform/messages';
import type { Metrics } from '@antrean/platform/observability';
import { readEvents } from '@antrean/platform/outbox';
import type { RecentEvent, SocketEffect } from './deliver.ts';
import type { createLanes } from '@antrean/platform/realtime';

/** Those who come back together ask for the same events within seconds; what was asked for first is forgotten first. */
const KEPT = 4_000;

/** Events that are in memory no more: read and parsed once for all sockets that come back together. */
export interface PastEvents {
  /** The events of these places that are kept, in order. @throws when PostgreSQL cannot be read */
  read(seqs: readonly number[]): Promise<RecentEvent[]>;
}

export function createPastEvents(options: {
  database: Database;
  readEvent: (record: EventRecord) => SocketEffect;
  lane: ReturnType<typeof createLanes>;
  metrics: Metrics;
}): PastEvents {
  const { database, readEvent, lane, metrics } = options;
  const readings = new Map<number, Promise<RecentEvent | undefined>>();

  const fetch = async (seqs: readonly number[]): Promise<Map<number, RecentEvent>> => {
    const records = await lane(() => readEvents(database.fork(), seqs));
    metrics.realtimeReplayReads.inc(records.length);
    return new Map(records.map((record) => [record.seq, { seq: record.seq, ...readEvent(record) }]));
  };

  return {
    read: async (seqs) => {
      const missing = seqs.filter((seq) => !readings.has(seq));
      const fetched = missing.length === 0 ? undefined : fetch(missing);
      for (const seq of missing) {
        const reading = fetched?.then((events) => events.get(seq));
        if (reading) readings.set(seq, reading);
      }
      const wanted = seqs.map((seq) => readings.get(seq)).filter((reading) => reading !== undefined);
      for (const seq of readings.keys()) {
        if (readings.size <= KEPT) break;
        readings.delete(seq);
      }
      try {
        return (await Promise.all(wanted)).filter((event) => event !== undefined);
      } catch (error) {
        // Whoever asks next reads anew.
        for (const seq of seqs) readings.delete(seq);
        throw error;
      }
    },
  };
}
