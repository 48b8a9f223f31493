import { may, type DisplayPrincipal, type UserPrincipal } from '@antrean/platform/auth';
import {
  everyOutletRoom,
  HandshakeRefused,
  outletRoom,
  passRoom,
  roleRoom,
  userRoom,
  type Feed,
} from '@antrean/platform/realtime';
import { broadcastLine } from './pos-order.messages.ts';
import { permissions } from './pos.policy.ts';

/**
 * `/`, the feed of point-of-sale orders: for users who may list the orders by REST and for displays, or for everybody
 * when the feed is public (decision 07).
 */
export const orderFeed = (isPublic: boolean): Feed => ({
  namespace: '/',
  kinds: ['display', 'user'],
  isPublic,
  roomsOf: async (principal, { outletId }) => {
    if (principal?.kind === 'display') return displayRooms(principal, outletId);
    if (principal && !isPublic && !may(principal, permissions.read)) {
      throw new HandshakeRefused(
        'forbidden',
        `Your roles do not include "${permissions.read}", which reading orders takes.`,
      );
    }
    return orderFeedRooms(principal, outletId);
  },
  broadcastLine,
});

/**
 * The rooms on the order feed `/`: all outlets, or the one that the client names. Nothing is told to the others: they
 * are emptied when what lets the user in has changed.
 */
export function orderFeedRooms(user: UserPrincipal | null, outletId: number | null): string[] {
  return [
    outletId === null ? everyOutletRoom : outletRoom(outletId),
    ...(user ? [...user.roles.map(roleRoom), userRoom(user.userId), passRoom(user)] : []),
  ];
}

/** The rooms of a display on the order feed: its own outlet, whatever else it names. */
export function displayRooms(display: DisplayPrincipal, outletId: number | null): string[] {
  const shown = display.outletId ?? outletId;
  const isForeign = outletId !== null && outletId !== shown;
  return [...(isForeign ? [] : [shown === null ? everyOutletRoom : outletRoom(shown)]), passRoom(display)];
}

/** Whose orders these rooms of the order feed hear: all outlets', one's, or nobody's. */
export function heardOutlet(rooms: ReadonlySet<string>): number | 'all' | null {
  if (rooms.has(everyOutletRoom)) return 'all';
  const ids = [...rooms].flatMap((room) => /^outlet:(\d+)$/.exec(room)?.[1] ?? []);
  return ids[0] === undefined ? null : Number(ids[0]);
}
