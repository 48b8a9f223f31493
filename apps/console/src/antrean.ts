import { createClient, createTokenClient, type Feed } from '@antrean/client';
import { takeWallToken } from './displays/wall-link.ts';
import { readLanguage } from './settings.ts';

const people = createClient({ language: readLanguage });
const token = takeWallToken();

/** With the session of all tabs. */
export const { session } = people;
/** The api of this page's origin: for who is logged in, or for the screen on a wall that this is. */
export const { api, openFeed } =
  token === null ? people : createTokenClient({ token, language: readLanguage });

type Notifications = Feed<'/notifications'>;
let feed: Notifications | null = null;
const watchers = new Set<() => void>();

/** The one connection of this tab; null while nobody is logged in. */
export const currentFeed = (): Notifications | null => feed;

export function setFeedOpen(isOpen: boolean): void {
  if (isOpen === (feed !== null)) return;
  feed?.close();
  feed = isOpen ? openFeed('/notifications') : null;
  for (const watcher of [...watchers]) watcher();
}

export function watchFeed(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}
