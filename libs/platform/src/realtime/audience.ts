import type { AnyEvent, EventRecord, JsonObject } from '../messages/index.ts';

/** What goes out for an event: the documented payload first, our own meta second. */
export interface Delivery {
  namespace: string;
  rooms: readonly string[];
  name: string;
  payload: JsonObject;
  meta: { id: string; seq: number; at: string; name: string };
}

// Declarations are held without their payload type; the schema restores it before they are asked.
const parsed = (event: Pick<AnyEvent, 'schema'>, record: Pick<EventRecord, 'payload'>): never =>
  event.schema.parse(record.payload) as never;

/**
 * Who hears of an event or a signal, and what; null when nobody does.
 * @throws when the payload does not fit its declaration
 */
export function audienceOf(
  event: Pick<AnyEvent, 'name' | 'schema' | 'realtime'>,
  record: Pick<EventRecord, 'id' | 'seq' | 'at' | 'payload'> & Partial<EventRecord>,
): Delivery | null {
  const { realtime } = event;
  if (!realtime) return null;
  const payload = parsed(event, record);
  const name = realtime.name ?? event.name;
  return {
    namespace: realtime.namespace,
    rooms: [...new Set(realtime.rooms(payload))],
    name,
    payload: realtime.payload ? realtime.payload(payload, record) : record.payload,
    meta: { id: record.id, seq: record.seq, at: record.at, name },
  };
}

/** The rooms whose sockets must end because of an event. */
export function disconnectsOf(event: AnyEvent, record: EventRecord): readonly string[] {
  return event.disconnects ? event.disconnects.rooms(parsed(event, record)) : [];
}
