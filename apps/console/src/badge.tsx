import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { FeedState } from '@antrean/client';
import { currentFeed, watchFeed } from './antrean.ts';

/** How often is asked while nothing is told. */
export const POLL_MS = 10_000;
/** The server says something every 20 seconds; who has heard nothing for so long does not know. */
const STALE_MS = 30_000;
const CONNECTING: FeedState = { kind: 'connecting' };

export const useFeed = () => useSyncExternalStore(watchFeed, currentFeed);

export function useFeedState(): FeedState {
  const feed = useFeed();
  return useSyncExternalStore(
    (watcher) => feed?.onState(watcher) ?? (() => undefined),
    () => feed?.state ?? CONNECTING,
  );
}

export type Freshness = Exclude<FeedState['kind'], 'away'> | 'polling' | 'offline' | 'stale';

/** How fresh what is shown is: the socket and HTTP are told apart, and `live` is never a guess. */
export function useFreshness(): Freshness {
  const feed = useFeed();
  const state = useFeedState();
  const [isStale, setStale] = useState(false);
  useEffect(() => {
    const look = (): void => setStale(feed !== null && Date.now() - feed.heardAt > STALE_MS);
    look();
    const timer = setInterval(look, 2_000);
    return () => clearInterval(timer);
  }, [feed, state]);
  const reachable = useQuery({
    queryKey: ['reachable'],
    queryFn: async ({ signal }) => (await fetch('/api/health/live', { signal })).ok,
    enabled: state.kind === 'away' || state.kind === 'connecting',
    networkMode: 'always',
    refetchInterval: POLL_MS,
    retry: false,
  });
  if (state.kind === 'away') return reachable.isError ? 'offline' : 'polling';
  return isStale && state.kind === 'live' ? 'stale' : state.kind;
}

export function Badge() {
  const t = useTranslations('badge');
  const format = useFormatter();
  const state = useFeedState();
  const freshness = useFreshness();
  const at =
    state.kind === 'away' ? format.dateTime(state.since, { hour: '2-digit', minute: '2-digit' }) : '';
  const message = state.kind === 'refused' ? state.message : '';
  return (
    <span className="badge" data-state={freshness} role="status">
      {t(freshness, { at, message })}
    </span>
  );
}
