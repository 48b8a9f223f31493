import type { Principal, UserPrincipal } from '@antrean/platform/auth';
import type { SignalRecord } from '@antrean/platform/messages';
import type {
  COUNT_EVENT,
  CountQuestion,
  Guest,
  SIGNALS_EVENT,
  STREAM_EVENT,
  StreamBatch,
} from '@antrean/platform/realtime';
import type { ConnectionRequest } from './handshake.ts';
import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';

/** What the handshake found out about a socket. */
export interface SocketData {
  /** Who is connected, as the database knew them at the handshake; null for who came without a token. */
  guest: Guest | null;
  /** Whose rights count. */
  principal: Principal;
  /** The same when it is a person (seed 003). */
  user: UserPrincipal | null;
  /** The rooms that it is entitled to. */
  rooms: ReadonlySet<string>;
  /** What it asked for. */
  request: ConnectionRequest;
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
  [SIGNALS_EVENT]: (signals: readonly SignalRecord[]) => void;
  [COUNT_EVENT]: (question: CountQuestion) => void;
}

export type AppServer = Server<Events, Events, StreamEvents, SocketData>;
export type AppNamespace = Namespace<Events, Events, StreamEvents, SocketData>;
export type AppSocket = Socket<Events, Events, StreamEvents, SocketData>;
