import { keep, readKept } from '../settings.ts';

/** What hangs on walls: the screens that a display's token may be for. */
export const WALLS = ['kitchen', 'orders', 'dashboard', 'machines', 'sales'] as const;
export type WallScreen = (typeof WALLS)[number];

const ADDRESS = '/app/wall/';
const keptAs = (screen: string): string => `antrean.wall.${screen}`;

/** The screen that the address names; null for a page of people. */
export function wallScreen(): WallScreen | null {
  if (!location.pathname.startsWith(ADDRESS)) return null;
  const name = location.pathname.slice(ADDRESS.length).split('/')[0];
  return WALLS.find((each) => each === name) ?? null;
}

/** What somebody opens on the screen. The part behind `#` is sent to no server, and so is in no log. */
export const wallLink = (screen: WallScreen, token: string): string =>
  `${location.origin}${ADDRESS}${screen}#${token}`;

/**
 * The token of the screen on a wall that this page is: that of its link, which is kept and taken out of the address, or
 * else the one that was kept. It is empty when there is none, and null for a page of people.
 */
export function takeWallToken(): string | null {
  const screen = wallScreen();
  if (screen === null) return null;
  const shown = location.hash.slice(1);
  if (shown !== '') {
    keep(keptAs(screen), shown);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return readKept(keptAs(screen)) ?? '';
}
