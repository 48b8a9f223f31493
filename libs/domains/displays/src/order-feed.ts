import { cataloguePermissions } from '@antrean/catalogue';
import { EVERYWHERE, may } from '@antrean/platform/auth';
import type { Narrowing } from '@antrean/platform/messages';
import {
  everyOutletRoom,
  HandshakeRefused,
  outletRoom,
  type Feed,
  type Guest,
} from '@antrean/platform/realtime';
import { broadcastLine } from '@antrean/sales/messages';

/**
 * `/`, the feed of point-of-sale orders: for users who may list the orders by REST and for displays, or for everybody
 * when the feed is public (decision 07).
 */
export const orderFeed = (isPublic: boolean): Feed => ({
  namespace: '/',
  kinds: ['display', 'user'],
  ...(isPublic
    ? { visitor: { kind: 'system', grants: new Map([[cataloguePermissions.read, EVERYWHERE]]) } }
    : { admit: assertMayRead }),
  rooms: outletsOf,
  broadcastLine,
});

function assertMayRead(guest: Guest): void {
  if (may(guest, cataloguePermissions.read)) return;
  throw new HandshakeRefused(
    'forbidden',
    `Your roles do not include "${cataloguePermissions.read}", which reading orders takes.`,
  );
}

/** The room of the outlet that is watched, or of all: by it orders of older versions are found in the log. */
export function outletsOf(guest: Guest | null, { outletId }: Pick<Narrowing, 'outletId'>): string[] {
  const own = guest?.kind === 'display' ? guest.grants.get(cataloguePermissions.read)?.outlets : 'all';
  if (own === undefined || own === 'all') return [outletId === null ? everyOutletRoom : outletRoom(outletId)];
  return [...own].filter((id) => outletId === null || id === outletId).map(outletRoom);
}

/** Whose orders these rooms of the order feed hear: all outlets', one's, or nobody's. */
export function heardOutlet(rooms: ReadonlySet<string>): number | 'all' | null {
  if (rooms.has(everyOutletRoom)) return 'all';
  const ids = [...rooms].flatMap((room) => /^outlet:(\d+)$/.exec(room)?.[1] ?? []);
  return ids[0] === undefined ? null : Number(ids[0]);
}
