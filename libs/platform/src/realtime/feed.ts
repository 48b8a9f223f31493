import type { Principal, SystemPrincipal, TokenHolder } from '../auth/index.ts';
import type { AnySocketRequest, Narrowing, SocketRequest } from '../messages/index.ts';
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

/** What a domain brings to sockets. */
export interface Realtime {
  readonly feeds: readonly Feed[];
  readonly answers: readonly SocketAnswer[];
  /** What the names of its own rooms begin with, up to the colon. */
  readonly rooms: readonly string[];
  /** The versions of roles, by key: sockets of one that changed without an event are looked at again. */
  readonly roleVersions: readonly (() => Promise<ReadonlyMap<string, number>>)[];
}
