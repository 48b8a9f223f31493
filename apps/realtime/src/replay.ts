import { logFailure, type Database } from '@antrean/platform/database';
import { keysOfRooms, type EventRecord } from '@antrean/platform/messages';
import type { Logger, Metrics } from '@antrean/platform/observability';
import { findMissed, readHistory, type EventHistory, type EventStream } from '@antrean/platform/realtime';
import { createBudget } from './budget.ts';
import { endSocket, type RecentEvent, type SocketEffect } from './deliver.ts';
import type { Limits } from './limits.ts';
import { createPastEvents } from './past-events.ts';
import type { RecentEvents } from './recent-events.ts';
import type { AppSocket } from './socket.ts';
import { createLanes, createTurns } from '@antrean/platform/realtime';

/** Events that are written to one client before others have their turn. */
const PAGE = 50;
/** Searches and reads of the log that run at a time. */
const LANES = 4;

export interface ReplayOptions {
  database: Database;
  stream: EventStream;
  recent: RecentEvents;
  readEvent: (record: EventRecord) => SocketEffect;
  limits: Limits['replay'];
  metrics: Metrics;
  log: Logger;
}

/** Brings a socket to where the others are and lets it into its rooms; false when it was ended meanwhile. */
export type ReplayAndJoin = (socket: AppSocket) => Promise<boolean>;

/** The places of what a socket missed; `too much` when it is to load its lists anew. */
type Missed = readonly number[] | 'too much';

/**
 * What a socket missed comes first, in order, then `stream.position { seq }`, then live events, with no event between
 * them lost or doubled. It is in memory for those who were away shortly, and else found by the index of the log, within
 * a budget; beyond it comes `replay.gap`, and the client reads by REST.
 *
 * Rooms are joined in the tick in which the last recent event was looked at, in which no live event can be delivered.
 */
export function createReplay(options: ReplayOptions): ReplayAndJoin {
  const { database, stream, recent, readEvent, limits, metrics, log } = options;
  const turn = createTurns();
  const lane = createLanes(LANES);
  const past = createPastEvents({ database, readEvent, lane, metrics });
  const budgets = { client: createBudget(limits.perClient), address: createBudget(limits.perAddress) };
  /** Searches under way: who asks for the same gets the same. */
  const searches = new Map<string, Promise<Missed>>();

  // One read for all who ask at the same time: connections to PostgreSQL that a thousand clients wait for are missing to
  // the stream, and with it live events would wait.
  let reading: Promise<EventHistory> | undefined;
  const history = (): Promise<EventHistory> =>
    (reading ??= lane(() => readHistory(database.fork())).finally(() => {
      reading = undefined;
    }));

  const tellGap = (socket: AppSocket, since: number, oldestSeq: number): void => {
    metrics.realtimeReplays.inc({ outcome: 'gap' });
    socket.emit('replay.gap', { since, oldestSeq });
  };

  const mayHave = ({ data }: AppSocket, events: number): boolean =>
    budgets.client(data.client, events) && budgets.address(data.address, events);

  const search = (keys: readonly string[], after: number, upTo: number): Promise<Missed> => {
    const wanted = { keys, after, upTo, limit: limits.most + 1 };
    const name = JSON.stringify(wanted);
    const running = searches.get(name);
    if (running) return running;
    const found = lane(() => findMissed(database.fork(), wanted))
      .then((seqs): Missed => (seqs.length > limits.most ? 'too much' : seqs))
      .catch((error: unknown): Missed => {
        logFailure(log, error, 'what a client missed could not be found; it is to load its lists anew');
        return 'too much';
      })
      .finally(() => searches.delete(name));
    searches.set(name, found);
    return found;
  };

  /** Writes events in order until a page is full or the socket is ended by one of them. */
  const write = (socket: AppSocket, events: readonly RecentEvent[], after: number): 'ended' | number => {
    const { rooms, checkedAt } = socket.data;
    const concerns = (audience: readonly string[]): boolean => audience.some((room) => rooms.has(room));
    let written = 0;
    for (const { seq, delivery, ends } of events) {
      if (seq > after && delivery?.namespace === socket.nsp.name && concerns(delivery.rooms)) {
        if (written === PAGE) return seq - 1;
        socket.emit(delivery.name, delivery.payload, delivery.meta);
        written += 1;
      }
      // What is older was known when the socket was let in.
      if (seq > checkedAt && concerns(ends)) {
        endSocket(socket, ends);
        return 'ended';
      }
    }
    return Infinity;
  };

  /** Replays what is not in memory any more. @returns the place that was reached; null when the socket is gone */
  const replayOld = async (socket: AppSocket, since: number): Promise<number | null> => {
    const upTo = stream.position();
    const { oldestSeq, headSeq } = await history();
    const oldest = oldestSeq ?? headSeq + 1;
    // A place beyond the log is one from another log, such as before a restore.
    if (oldest > since + 1 || since > Math.max(headSeq, upTo)) tellGap(socket, since, oldest);
    if (since >= upTo) return upTo;
    const missed = mayHave(socket, limits.search)
      ? await search(keysOfRooms(socket.nsp.name, [...socket.data.rooms]), since, upTo)
      : 'too much';
    if (missed === 'too much' || !mayHave(socket, missed.length)) {
      tellGap(socket, since, upTo + 1);
      return upTo;
    }
    metrics.realtimeReplays.inc({ outcome: 'log' });
    for (let start = 0; start < missed.length; start += PAGE) {
      const events = await past.read(missed.slice(start, start + PAGE));
      await turn();
      if (!socket.connected) return null;
      if (write(socket, events, since) === 'ended') return null;
      await whenSent(socket);
    }
    return upTo;
  };

  /** Of what is in memory: the place that the client names, or the newest when it missed more than it may have. */
  const placeToReplayFrom = (socket: AppSocket, since: number, missed: readonly RecentEvent[]): number => {
    const { rooms } = socket.data;
    const count = missed.filter(
      ({ delivery }) =>
        delivery?.namespace === socket.nsp.name && delivery.rooms.some((room) => rooms.has(room)),
    ).length;
    if (count <= limits.most && mayHave(socket, count)) {
      metrics.realtimeReplays.inc({ outcome: 'memory' });
      return since;
    }
    const place = stream.position();
    tellGap(socket, since, place + 1);
    return place;
  };

  return async (socket) => {
    const {
      checkedAt,
      rooms,
      request: { since },
    } = socket.data;
    let place = since ?? stream.position();
    if (since !== null) {
      // Another instance may have been ahead of this one.
      if (since > stream.position()) await stream.catchUp();
      await turn();
      const missed = since > stream.position() ? null : recent.after(since);
      const reached = missed ? placeToReplayFrom(socket, since, missed) : await replayOld(socket, since);
      if (reached === null) return false;
      place = reached;
    }
    for (;;) {
      // Joining after the disconnection would leave the rooms' memory behind.
      if (!socket.connected) return false;
      const events = recent.after(Math.min(place, checkedAt));
      if (!events) throw new Error('the log went on for too long while this socket was caught up');
      const reached = write(socket, events, place);
      if (reached === 'ended') return false;
      if (reached === Infinity) break;
      place = reached;
      await whenSent(socket);
      await turn();
    }
    void socket.join([...rooms]);
    socket.emit('stream.position', { seq: stream.position() });
    return true;
  };
}

/** Waits until a client has taken what was written, so that a slow one's history does not pile up in memory. */
async function whenSent({ conn }: AppSocket): Promise<void> {
  while (conn.readyState === 'open' && !conn.transport.writable) {
    const { transport } = conn;
    const { promise, resolve } = Promise.withResolvers<void>();
    transport.once('ready', resolve);
    conn.once('upgrade', resolve).once('close', resolve);
    await promise;
    transport.off('ready', resolve);
    conn.off('upgrade', resolve).off('close', resolve);
  }
}
