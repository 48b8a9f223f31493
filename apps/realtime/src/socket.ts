import type { Actor } from '@antrean/platform/outbox';
import type { STREAM_EVENT, StreamBatch } from '@antrean/platform/realtime';
import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';

/** What the handshake found out about a socket. */
export interface SocketData {
  /** Who is connected, as the database knew them at the handshake; null for an anonymous screen. */
  user: Actor | null;
  /** The rooms that it is entitled to. */
  rooms: readonly string[];
  /** The last event that the client has had; null when it wants none of the past. */
  since: number | null;
  /** The place in the log at which the database was asked; what came later may have ended the session. */
  checkedAt: number;
}

// Event names and payloads are the domains' (messages); their schemas check them, not these types.
type Events = DefaultEventsMap;
interface StreamEvents {
  [STREAM_EVENT]: (batch: StreamBatch) => void;
}

export type AppServer = Server<Events, Events, StreamEvents, SocketData>;
export type AppNamespace = Namespace<Events, Events, StreamEvents, SocketData>;
export type AppSocket = Socket<Events, Events, StreamEvents, SocketData>;
