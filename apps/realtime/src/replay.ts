import type { Database } from '@antrean/platform/database';
import type { EventRecord } from '@antrean/platform/messages';
import { readEventsAfter } from '@antrean/platform/outbox';
import { readHistory, type EventStream } from '@antrean/platform/realtime';
import { endSocket, type SocketEffect } from './deliver.ts';
import type { AppSocket } from './socket.ts';

const PAGE = 500;

export interface ReplayOptions {
  database: Database;
  stream: EventStream;
  readEvent: (record: EventRecord) => SocketEffect;
}

/**
 * Brings a socket that has just connected to where the others are, then lets it into its rooms: what it missed comes
 * first, in order, then `stream.position { seq }`, then live events, with no event between them lost or doubled.
 *
 * The log may move while a page is read, so pages are read until this instance's position is reached; the rooms are
 * joined in that same tick, in which no live event can be delivered.
 *
 * @returns false when the socket was ended meanwhile, by itself or because its session ended
 */
export async function replayAndJoin(socket: AppSocket, options: ReplayOptions): Promise<boolean> {
  const { database, stream, readEvent } = options;
  const { since, checkedAt, rooms } = socket.data;
  const entitled = new Set(rooms);
  const concerns = (audience: readonly string[]): boolean => audience.some((room) => entitled.has(room));
  const deliverAfter = since ?? stream.position();

  if (since !== null) {
    // Another instance may have been ahead of this one.
    if (since > stream.position()) await stream.catchUp();
    await announceGap(socket, since, options);
  }

  let place = Math.min(deliverAfter, checkedAt);
  while (place < stream.position()) {
    const target = stream.position();
    const events = await readEventsAfter(database.fork(), place, PAGE, target);
    for (const event of events) {
      const { delivery, ends } = readEvent(event);
      if (event.seq > deliverAfter && delivery?.namespace === socket.nsp.name && concerns(delivery.rooms)) {
        socket.emit(delivery.name, delivery.payload, delivery.meta);
      }
      if (event.seq > checkedAt && concerns(ends)) {
        endSocket(socket, ends);
        return false;
      }
    }
    place = events.at(-1)?.seq ?? target;
    if (socket.connected) await whenSent(socket);
    if (!socket.connected) return false;
  }
  // Joining after the disconnection would leave the rooms' memory behind.
  if (!socket.connected) return false;
  void socket.join([...rooms]);
  socket.emit('stream.position', { seq: stream.position() });
  return true;
}

/** Tells a client that events between its last one and the oldest kept are gone, so that it loads its lists anew. */
async function announceGap(
  socket: AppSocket,
  since: number,
  { database, stream }: ReplayOptions,
): Promise<void> {
  if (since === stream.position()) return;
  const { oldestSeq, headSeq } = await readHistory(database.fork());
  const oldest = oldestSeq ?? headSeq + 1;
  // A place beyond the log is one from another log, such as before a restore.
  if (oldest > since + 1 || since > headSeq) socket.emit('replay.gap', { since, oldestSeq: oldest });
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
