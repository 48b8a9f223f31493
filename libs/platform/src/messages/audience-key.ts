import type { EventDefinition } from './define-event.ts';
import type { JsonObject } from './json.ts';

/** May concern anybody: what was published before events told whom they concern, or by an old process. */
const ANYBODY = '*';
const roomKey = (namespace: string, room: string): string => `${namespace} ${room}`;
const endKey = (room: string): string => `end ${room}`;

/** Whom an event concerns, for the index of the log: who hears of it, and whose sockets end. Empty for nobody. */
export function audienceKeys<P extends JsonObject>(event: EventDefinition<P>, payload: P): string[] {
  const { realtime, disconnects } = event;
  const heard = realtime?.rooms(payload).map((room) => roomKey(realtime.namespace, room)) ?? [];
  const before = realtime?.formerRooms?.(payload).map((room) => roomKey(realtime.namespace, room)) ?? [];
  const ended = disconnects?.rooms(payload).map(endKey) ?? [];
  return [...new Set([...heard, ...before, ...ended])];
}

/** What concerns a socket that is in these rooms of a namespace. */
export const keysOfRooms = (namespace: string, rooms: readonly string[]): string[] => [
  ...rooms.flatMap((room) => [roomKey(namespace, room), endKey(room)]),
  ANYBODY,
];
