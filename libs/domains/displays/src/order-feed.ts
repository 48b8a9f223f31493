import { cataloguePermissions } from '@antrean/catalogue';
import { EVERYWHERE, holds, type Principal } from '@antrean/platform/auth';
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
  if (holds(guest, cataloguePermissions.read)) return;
  throw new HandshakeRefused(
    'forbidden',
    `Your roles do not include "${cataloguePermissions.read}", which reading orders takes.`,
  );
}

/** The rooms of the outlets that are watched, or of all: by them orders of older versions are found in the log. */
export function outletsOf(principal: Principal, { outletId }: Pick<Narrowing, 'outletId'>): string[] {
  const reach = principal.grants.get(cataloguePermissions.read)?.outlets ?? new Set<number>();
  if (reach === 'all') return [outletId === null ? everyOutletRoom : outletRoom(outletId)];
  return [...reach].filter((id) => outletId === null || id === outletId).map(outletRoom);
}

/** Whose orders these rooms of the order feed hear: all outlets', or those of some. */
export function heardOutlets(rooms: ReadonlySet<string>): readonly number[] | 'all' {
  if (rooms.has(everyOutletRoom)) return 'all';
  return [...rooms].flatMap((room) => /^outlet:(\d+)$/.exec(room)?.[1] ?? []).map(Number);
}
