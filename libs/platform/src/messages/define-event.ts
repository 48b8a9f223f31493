import type { z } from 'zod';
import type { JsonObject } from './json.ts';

/** What the auditor writes about an event. `detail` is a sentence for people; it must hold no secret. */
export interface AuditEntry {
  action: string;
  /** What it happened to, for example an order code; the trail is searched by it. */
  subject?: string | null;
  detail: string;
  /** The user concerned when it is not the actor, for example who failed to log in. */
  userId?: number | null;
}

/** Who hears of an event, under which name and in which shape. Rooms are a union: nobody gets two copies. */
export interface RealtimeAudience<P> {
  namespace: string;
  rooms: (payload: P) => readonly string[];
  /** The wire payload; the event's own payload when absent. */
  payload?: (payload: P) => JsonObject;
  /** The wire name; the event's own name when absent. */
  name?: string;
}

/** Rooms whose sockets must end because of an event, such as those of a revoked session. */
export interface RealtimeDisconnect<P> {
  rooms: (payload: P) => readonly string[];
}

export interface EventDefinition<P extends JsonObject = JsonObject> {
  readonly kind: 'event';
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  readonly schema: z.ZodType<P>;
  readonly realtime?: RealtimeAudience<P>;
  readonly disconnects?: RealtimeDisconnect<P>;
  readonly audit?: (payload: P) => AuditEntry | null;
}

/**
 * Declares an event: its payload, who may hear it, and what the auditor writes about it.
 * Payloads must be JSON: dates travel as ISO strings. Evolution is additive; anything else is a new version.
 */
export function defineEvent<P extends JsonObject>(
  definition: Omit<EventDefinition<P>, 'kind'>,
): EventDefinition<P> {
  return { kind: 'event', ...definition };
}

/** An event of any payload, as registries and consumers hold it. */
export type AnyEvent = Omit<EventDefinition, 'schema' | 'realtime' | 'disconnects' | 'audit'> & {
  readonly schema: z.ZodType;
  readonly realtime?: RealtimeAudience<never>;
  readonly disconnects?: RealtimeDisconnect<never>;
  readonly audit?: (payload: never) => AuditEntry | null;
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
