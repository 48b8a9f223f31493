import type { AnyTokenVerifier, Principal } from '@antrean/platform/auth';
import type { Feed } from '@antrean/platform/realtime';
import { identify, type Wish } from './handshake.ts';

/** Who was let into a feed, and the rooms that they are entitled to. */
export interface Admission {
  readonly principal: Principal | null;
  readonly rooms: ReadonlySet<string>;
}

/** Decides who comes into a feed, from what a client asks. */
export interface Admit {
  /** @throws {HandshakeRefused} */
  (wish: Wish): Promise<Admission>;
  /** The rooms of today; null when the principal is over. @throws {HandshakeRefused} */
  again(principal: Principal, wish: Wish): Promise<ReadonlySet<string> | null>;
}

export function createAdmission(feed: Feed, all: readonly AnyTokenVerifier[]): Admit {
  const verifiers = feed.kinds.flatMap((kind) => all.find((verifier) => verifier.kind === kind) ?? []);
  const admit = async (wish: Wish): Promise<Admission> => {
    const isNobody = wish.token === null && feed.isPublic === true;
    const principal = isNobody ? null : await identify(wish.token, verifiers);
    return { principal, rooms: new Set(await feed.roomsOf(principal, wish)) };
  };
  const again: Admit['again'] = async (principal, wish) => {
    const today = await renew(principal, verifiers);
    return today && new Set(await feed.roomsOf(today, wish));
  };
  return Object.assign(admit, { again });
}

async function renew(
  principal: Principal,
  verifiers: readonly AnyTokenVerifier[],
): Promise<Principal | null> {
  for (const verifier of verifiers) {
    if (verifier.kind === 'user' && principal.kind === 'user') return verifier.renew(principal);
    if (verifier.kind === 'display' && principal.kind === 'display') return verifier.renew(principal);
  }
  return null;
}
