import type { z } from 'zod';
import type { JsonObject } from './json.ts';
import { hearingOf, roomsOfReader, type Hearing, type Reader } from './reader.ts';
import { userRoom, watchersOf } from './user-room.ts';

/** What the auditor writes about an event. `detail` is a sentence for people; it must hold no secret. */
export interface AuditText {
  /** What it happened to, for example an order code; the trail is searched by it. */
  subject?: string | null;
  detail: string;
  /** The user concerned when it is not the actor, for example who failed to log in. */
  userId?: number | null;
}

/**
 * What the auditor writes, by the action's name. An event has one record: of several actions the first that has
 * something to say is the event's; none when all say null.
 */
export type AuditDeclaration<P> = Readonly<Record<string, (payload: P) => AuditText | null>>;

interface Audience<P> {
  namespace: string;
  /** The wire name; the event's own name when absent. */
  name?: string;
  /** Rooms by which processes of an older version find the event in the log; see ADR 0024. */
  formerRooms?: (payload: P) => readonly string[];
}

/** Who hears of an event, under which name and in which shape. Rooms are a union: nobody gets two copies. */
export interface RealtimeAudience<P> extends Audience<P> {
  rooms: (payload: P) => readonly string[];
  /** What sockets must hold to be in these rooms. */
  hearings: readonly Hearing[];
  /** The wire payload's, as it is documented; the event's own when absent. */
  schema?: z.ZodType;
  /** Makes the wire payload; it is the event's own when absent. */
  payload?: (payload: P, place: Pick<EventRecord, 'seq'>) => JsonObject;
}

/**
 * An audience as it is declared. On the wire goes the event's own payload; or the part of it that `schema` describes; or
 * what `payload` makes of it and of its place in the log, for which `schema` is required, so that it is documented.
 */
export type DeclaredAudience<P, K extends keyof P, W> = Audience<P> & {
  /** Who hears of it: by the permissions and scopes that decide who may read the thing. */
  readers: readonly Reader<P>[];
  /** Persons who hear of it as well, because it is theirs whatever they may do else. */
  users?: (payload: P) => readonly number[];
  /** Whoever watches these ({@link watchersOf}): a request on the socket let them, or what they may read does. */
  watchers?: (payload: P) => readonly string[];
} & (
    | { schema?: never; payload?: never }
    | { schema: z.ZodType<Pick<P, K>>; payload?: never }
    | {
        schema: z.ZodType<W>;
        payload: (payload: P, place: Pick<EventRecord, 'seq'>) => W & JsonObject;
      }
  );

/** Rooms whose sockets must end because of an event, such as those of a revoked session. */
export interface RealtimeDisconnect<P> {
  rooms: (payload: P) => readonly string[];
}

export interface EventDefinition<P extends JsonObject = JsonObject> {
  readonly kind: 'event';
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  /** The part of the log that consumers find it in; its domain when absent. */
  readonly stream?: string;
  readonly schema: z.ZodType<P>;
  readonly realtime?: RealtimeAudience<P>;
  readonly disconnects?: RealtimeDisconnect<P>;
  readonly audit?: AuditDeclaration<P>;
}

/**
 * Declares an event: its payload, who may hear it, and what the auditor writes about it.
 * Payloads must be JSON: dates travel as ISO strings. Evolution is additive; anything else is a new version.
 */
export function defineEvent<P extends JsonObject, K extends keyof P = keyof P, W = unknown>(
  definition: Omit<EventDefinition<P>, 'kind' | 'realtime'> & { realtime?: DeclaredAudience<P, K, W> },
): EventDefinition<P> {
  const { realtime, ...rest } = definition;
  return { kind: 'event', ...rest, ...(realtime ? { realtime: wireAudience(realtime) } : {}) };
}

/** An audience with what makes the wire payload. */
export function wireAudience<P extends JsonObject, K extends keyof P, W>(
  declared: DeclaredAudience<P, K, W>,
): RealtimeAudience<P> {
  const { readers, users, watchers, ...rest } = declared;
  const heard = {
    hearings: readers.map(hearingOf),
    rooms: (payload: P): string[] => [
      ...readers.flatMap((reader) => roomsOfReader(reader, payload)),
      ...(users?.(payload) ?? []).map(userRoom),
      ...(watchers?.(payload) ?? []).map(watchersOf),
    ],
  };
  if (!rest.schema || rest.payload) return { ...rest, ...heard };
  const { schema } = rest;
  return { ...rest, ...heard, payload: (payload) => schema.parse(payload) };
}

/** An event of any payload, as registries and consumers hold it. */
export type AnyEvent = Omit<EventDefinition, 'schema' | 'realtime' | 'disconnects' | 'audit'> & {
  readonly schema: z.ZodType;
  readonly realtime?: RealtimeAudience<never>;
  readonly disconnects?: RealtimeDisconnect<never>;
  readonly audit?: AuditDeclaration<never>;
};

/** An event as it was committed. `seq` grows by one in delivery order; `id` names it for deduplication. */
export interface EventRecord {
  seq: number;
  id: string;
  at: string;
  name: string;
  version: number;
  payload: JsonObject;
  actorId: number | null;
  correlationId: string | null;
}
