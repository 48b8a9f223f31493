import { createClient, type Feed } from '@antrean/client';
import { readLanguage } from './settings.ts';

/** The api of this page's origin, with the session of all tabs. */
export const { api, session, openFeed } = createClient({ language: readLanguage });

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
