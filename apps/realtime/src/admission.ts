import { passOf, type Principal, type TokenVerifier } from '@antrean/platform/auth';
import { roomsOfGrants, type Hearing } from '@antrean/platform/messages';
import {
  HandshakeRefused,
  roomsThatEnd,
  watchersOf,
  type Feed,
  type Guest,
  type Telling,
} from '@antrean/platform/realtime';
import { identify, type ConnectionRequest } from './handshake.ts';

/** Who was let into a feed, and what they are entitled to. */
export interface Admission {
  /** Null for somebody without a token. */
  readonly guest: Guest | null;
  /** Whose rights count: the guest's own, or those that the feed gives everybody. */
  readonly principal: Principal;
  readonly rooms: ReadonlySet<string>;
}

/** Decides who comes into a feed, and in which rooms they are: by what they may read by REST. */
export interface Door {
  /** @throws {HandshakeRefused} */
  admit(request: ConnectionRequest): Promise<Admission>;
  /** The rooms of today; null when the guest is over. @throws {HandshakeRefused} */
  roomsOfToday(guest: Guest, request: ConnectionRequest): Promise<ReadonlySet<string> | null>;
}

export function createDoor(
  feed: Feed,
  /** What can be heard in its namespace. */
  hearings: readonly Hearing[],
  /** What is told there again and again. */
  tellings: readonly Telling[],
  verifiers: readonly TokenVerifier[],
): Door {
  const enter = (guest: Guest | null, request: ConnectionRequest): Admission => {
    if (guest && !feed.kinds.includes(guest.kind)) {
      throw new HandshakeRefused('forbidden', `A ${guest.kind} does not come in here.`);
    }
    if (guest?.kind === 'display' && guest.feed !== feed.namespace) {
      throw new HandshakeRefused('forbidden', `This display hears ${guest.feed}.`);
    }
    if (guest) feed.admit?.(guest);
    // Who is no user in a session sees what the token lets it see, however open the feed is.
    const isBound = guest !== null && passOf(guest).kind !== 'session';
    const principal = isBound ? guest : (feed.visitor ?? guest);
    if (!principal) throw new HandshakeRefused('token_missing', 'Log in first.');
    const rooms = [
      ...(feed.rooms?.(principal, request) ?? []),
      ...(guest ? roomsThatEnd(guest) : []),
      ...roomsOfGrants(principal, hearings, request),
      ...tellings.flatMap(({ watches }) => watches(principal) ?? []).map(watchersOf),
    ];
    return { guest, principal, rooms: new Set(rooms) };
  };
  return {
    admit: async (request) => {
      const isNobody = request.token === null && feed.visitor !== undefined;
      return enter(isNobody ? null : await identify(request.token, verifiers), request);
    },
    roomsOfToday: async (guest, request) => {
      const { kind } = passOf(guest);
      const today = await verifiers.find(({ pass }) => pass === kind)?.renew(guest);
      return today ? enter(today, request).rooms : null;
    },
  };
}
