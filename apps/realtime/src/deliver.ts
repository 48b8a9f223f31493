import { RegistryError, type EventRecord, type MessageRegistry } from '@antrean/platform/messages';
import type { Logger, Metrics } from '@antrean/platform/observability';
import { audienceOf, disconnectsOf, passRoom, type Delivery, type Feed } from '@antrean/platform/realtime';
import type { AppNamespace, AppServer, AppSocket } from './socket.ts';

/** What an event means for sockets: what goes out to whom, and the rooms whose sockets end. */
export interface SocketEffect {
  delivery: Delivery | null;
  ends: readonly string[];
}

export interface RecentEvent extends SocketEffect {
  seq: number;
}

const NO_EFFECT: SocketEffect = { delivery: null, ends: [] };

/** Reads events by their declarations. One that does not fit its declaration is logged and passed over. */
export function createEventReader(
  registry: MessageRegistry,
  log: Logger,
): (record: EventRecord) => SocketEffect {
  return (record) => {
    const event = registry.events.get(record.name);
    if (!event) return NO_EFFECT;
    try {
      return { delivery: audienceOf(event, record), ends: disconnectsOf(event, record) };
    } catch (error) {
      log.error(
        { err: error, event: record.name, seq: record.seq },
        `event ${record.name} (seq ${record.seq}) does not fit its declaration; no socket hears of it`,
      );
      return NO_EFFECT;
    }
  };
}

/**
 * Ends a socket because of an event. When its session or its display token is over, so is the connection. When only its
 * roles or departments changed, the transport alone is closed: the client comes back by itself and is put into the rooms
 * of today.
 */
export function endSocket(socket: AppSocket, ends: readonly string[]): void {
  const { guest } = socket.data;
  if (guest && ends.includes(passRoom(guest))) socket.disconnect(true);
  else socket.conn.close();
}

/** The sockets of this instance that are in any of these rooms. */
export function socketsIn({ adapter, sockets }: AppNamespace, rooms: readonly string[]): AppSocket[] {
  const ids = new Set(rooms.flatMap((room) => [...(adapter.rooms.get(room) ?? [])]));
  return [...ids].map((id) => sockets.get(id)).filter((socket) => socket !== undefined);
}

/** Gives one event to the sockets of this instance: one copy each, in however many of its rooms they are. */
export function createDelivery(options: {
  io: AppServer;
  feeds: readonly Feed[];
  readEvent: (record: EventRecord) => SocketEffect;
  /** Told of each event and what it means. */
  remember: (event: RecentEvent) => void;
  metrics: Metrics;
  log: Logger;
}): (record: EventRecord) => void {
  const { io, feeds, readEvent, remember, metrics, log } = options;
  const byNamespace = new Map(feeds.map((feed) => [feed.namespace, feed]));
  const namespaces = [...byNamespace.keys()];
  return (record) => {
    const effect = readEvent(record);
    const { delivery, ends } = effect;
    remember({ seq: record.seq, ...effect });
    // Socket.IO takes "to no room" for "to everybody".
    if (delivery && delivery.rooms.length > 0) {
      const { namespace, rooms, name, payload, meta } = delivery;
      io.of(namespace)
        .local.to([...rooms])
        .emit(name, payload, meta);
      const line = byNamespace.get(namespace)?.broadcastLine?.(delivery) ?? null;
      const trace = { eventId: meta.id, seq: meta.seq, correlationId: record.correlationId };
      if (line !== null) log.info(trace, line);
      else log.debug(trace, `delivered ${name}`);
      metrics.realtimeDelivery.observe(Math.max(0, Date.now() - Date.parse(record.at)) / 1_000);
    }
    for (const socket of namespaces.flatMap((namespace) => socketsIn(io.of(namespace), ends)))
      endSocket(socket, ends);
  };
}

/** @throws {RegistryError} when an event or a signal goes to a namespace that nobody could connect to */
export function assertNamespacesAreOpen(registry: MessageRegistry, namespaces: readonly string[]): void {
  const declared = [...registry.events.values(), ...registry.signals.values()];
  const problems = declared.flatMap(({ kind, name, realtime }) =>
    realtime && !namespaces.includes(realtime.namespace)
      ? [`${kind} "${name}" goes to namespace "${realtime.namespace}"; open are ${namespaces.join(' and ')}`]
      : [],
  );
  if (problems.length > 0) throw new RegistryError(problems);
}
