import type { AnyTokenVerifier, Principal } from '@antrean/platform/auth';
import { roomsOfGrants, type Hearing } from '@antrean/platform/messages';
import { HandshakeRefused, roomsThatEnd, type Feed, type Guest } from '@antrean/platform/realtime';
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
  all: readonly AnyTokenVerifier[],
): Door {
  const verifiers = feed.kinds.flatMap((kind) => all.find((verifier) => verifier.kind === kind) ?? []);

  const enter = (guest: Guest | null, request: ConnectionRequest): Admission => {
    if (guest) feed.admit?.(guest);
    // A display sees what its token lets it see, however open the feed is.
    const principal = guest?.kind === 'display' ? guest : (feed.visitor ?? guest);
    if (!principal) throw new HandshakeRefused('token_missing', 'Log in first.');
    const rooms = [
      ...(feed.rooms?.(guest, request) ?? []),
      ...(guest ? roomsThatEnd(guest) : []),
      ...roomsOfGrants(principal, hearings, request),
    ];
    return { guest, principal, rooms: new Set(rooms) };
  };
  return {
    admit: async (request) => {
      const isNobody = request.token === null && feed.visitor !== undefined;
      return enter(isNobody ? null : await identify(request.token, verifiers), request);
    },
    roomsOfToday: async (guest, request) => {
      const today = await renew(guest, verifiers);
      return today && enter(today, request).rooms;
    },
  };
}

async function renew(guest: Guest, verifiers: readonly AnyTokenVerifier[]): Promise<Guest | null> {
  for (const verifier of verifiers) {
    if (verifier.kind === 'user' && guest.kind === 'user') return verifier.renew(guest);
    if (verifier.kind === 'display' && guest.kind === 'display') return verifier.renew(guest);
  }
  return null;
}
