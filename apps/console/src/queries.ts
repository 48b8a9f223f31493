import { ApiProblem } from '@antrean/client';
import { QueryCache, QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useFeed, useFeedState } from './badge.tsx';

/**
 * A connection that comes back may have other rights: the server ends it when they change. Then the menu is asked for
 * anew. A gap means that more was missed than is told: everything shown is read again.
 */
export function useRefreshAfterAbsence(ask: () => Promise<void>): void {
  const feed = useFeed();
  const { kind } = useFeedState();
  const queries = useQueryClient();
  const wasAway = useRef(false);
  useEffect(() => {
    if (kind === 'away' || kind === 'refused') wasAway.current = true;
    if (kind !== 'live' || !wasAway.current) return;
    wasAway.current = false;
    void ask();
  }, [kind, ask]);
  useEffect(() => {
    if (kind === 'refused') void ask();
  }, [kind, ask]);
  useEffect(() => feed?.onGap(() => void queries.invalidateQueries()), [feed, queries]);
}

/**
 * What was read, for as long as the page shows it.
 * @param tellStale told when what is shown could not be read again, until it can; a screen that has nothing to show says so
 *   itself. `why`: the api's own words, if it answered
 */
export function newQueries(tellStale: (why: string | null, again: () => void) => void): QueryClient {
  /** How old that was of which it has been told. */
  const told = new Map<string, number>();
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryHash, queryKey, state: { data, dataUpdatedAt } }) => {
        if (data === undefined || told.get(queryHash) === dataUpdatedAt) return;
        told.set(queryHash, dataUpdatedAt);
        const why = error instanceof ApiProblem ? (error.problem.detail ?? error.problem.title) : null;
        tellStale(why, () => void queries.refetchQueries({ queryKey, exact: true }));
      },
    }),
    defaultOptions: {
      queries: {
        // Events keep what is shown up to date.
        staleTime: 30_000,
        retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.problem.status < 500),
      },
    },
  });
  return queries;
}
