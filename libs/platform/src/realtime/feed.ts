import type { Principal, SystemPrincipal, TokenHolder } from '../auth/index.ts';
import type {
  AnySignal,
  AnySocketRequest,
  JsonObject,
  Narrowing,
  SignalDefinition,
  SocketRequest,
} from '../messages/index.ts';
import type { Delivery } from './audience.ts';

/** A connection that is refused. The client gets `connect_error` with this message and `data.code`. */
export class HandshakeRefused extends Error {
  readonly data: { code: string };
  constructor(code: string, message: string) {
    super(message);
    this.name = 'HandshakeRefused';
    this.data = { code };
  }
}

/** Who can come to a socket with a token. */
export type Guest = TokenHolder;

/** A namespace: who may connect to it, and what they hear there, which is what they may read by REST. */
export interface Feed {
  readonly namespace: string;
  /** Whose tokens it takes. */
  readonly kinds: readonly Guest['kind'][];
  /** Whose rights everybody has here, also without a token; absent where a token is needed. */
  readonly visitor?: SystemPrincipal;
  /** Refuses some of them; asked again when what they may do has changed. @throws {HandshakeRefused} */
  readonly admit?: (guest: Guest) => void;
  /** Rooms beside those that somebody is in by what they may read. */
  readonly rooms?: (principal: Principal, narrowing: Narrowing) => readonly string[];
  /** What to log of a broadcast; null for most. */
  readonly broadcastLine?: (delivery: Delivery) => string | null;
}

/** Who asks something on a socket. */
export interface Asker {
  readonly principal: Principal;
  /** The rooms that it is entitled to. */
  readonly rooms: ReadonlySet<string>;
  /**
   * From now on the socket hears of a thing, by the name that events give their `watchers`, until it ends or no longer
   * watches. Whether it may is for the answer to ask. @returns false when it watches too many already
   */
  readonly watch: (thing: string) => boolean;
  readonly unwatch: (thing: string) => void;
}

/** A request together with what answers it. */
export interface SocketAnswer {
  readonly request: AnySocketRequest;
  /** @throws {ZodError} when the input does not fit its schema */
  readonly answer: (asker: Asker, input: unknown) => Promise<unknown>;
}

/** Answers a request that clients send on their socket; its reply is typed by the declaration. */
export const answerRequest = <Input, Reply>(
  request: SocketRequest<Input, Reply>,
  answer: (asker: Asker, input: Input) => Promise<Reply>,
): SocketAnswer => ({
  request,
  answer: (asker, input) => answer(asker, request.input.parse(input)),
});

/** A signal that the realtime processes give of themselves, to those who are there to hear it. */
export interface Telling {
  readonly signal: AnySignal;
  /** What the names of its things begin with. */
  readonly prefix: string;
  /** What somebody watches by what they may read, as the signal names its `watchers`; null for nothing. */
  readonly watches: (principal: Principal) => string | null;
  /** What to tell those who watch these here. It is asked every `everyMs` of the signal, and not while nobody does. */
  readonly read: (watched: readonly string[]) => Promise<readonly JsonObject[]>;
}

/** Tells those who watch something how it is, again and again; what is told is typed by the signal. */
export const tellWatchers = <P extends JsonObject>(telling: {
  readonly signal: SignalDefinition<P>;
  readonly prefix: string;
  readonly watches: Telling['watches'];
  readonly read: (watched: readonly string[]) => Promise<readonly P[]>;
}): Telling => telling;

/** What a process does of itself again and again while it serves: short, and right in any number of processes. */
export interface Serving {
  /** For the log: `following blocks`. */
  readonly what: string;
  /** The pause between two turns. */
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

/** What a domain brings to sockets. */
export interface Realtime {
  readonly feeds: readonly Feed[];
  readonly answers: readonly SocketAnswer[];
  readonly tellings: readonly Telling[];
  /** What the names of its own rooms begin with, up to the colon. */
  readonly rooms: readonly string[];
  /** The versions of roles, by key: sockets of one that changed without an event are looked at again. */
  readonly roleVersions: readonly (() => Promise<ReadonlyMap<string, number>>)[];
  /** What the process does of itself again and again while it serves. */
  readonly serving: readonly Serving[];
}
