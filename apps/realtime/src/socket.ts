import { displayRoom } from '@antrean/pos';
import type { UserPrincipal } from '@antrean/platform/auth';
import { sessionRoom, type STREAM_EVENT, type StreamBatch } from '@antrean/platform/realtime';
import type { Wish } from './handshake.ts';
import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';

/** What lets a socket in: it ends with it. */
export interface Pass {
  kind: 'session' | 'display';
  id: string;
}

/** The room that is emptied when a pass ends. */
export const passRoom = ({ kind, id }: Pass): string =>
  kind === 'session' ? sessionRoom(id) : displayRoom(id);

/** What the handshake found out about a socket. */
export interface SocketData {
  /** Who is connected, as the database knew them at the handshake; null for a screen. */
  user: UserPrincipal | null;
  /** Null for a screen without a token, which nothing ends. */
  pass: Pass | null;
  /** The rooms that it is entitled to. */
  rooms: ReadonlySet<string>;
  /** What it asked for. */
  wish: Wish;
  /** Whom it counts for: a user, a display, or else an address. */
  client: string;
  address: string;
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
