import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFeed } from '../badge.tsx';
import { dropWorkOrder, findWorkOrder, OPERATORS, putWorkOrder, WORK_ORDERS } from './work-order-data.ts';

/** Changes that come together are asked for together. */
const TOGETHER_MS = 40;
/** More than so many are one reading of the lists. */
const MOST_SINGLY = 20;
/** What everybody has before them is added up anew at most so often. */
const LOAD_MS = 1_000;

/**
 * Keeps whatever shows work orders up to date, while its screen is open. An event says which order is concerned; its
 * state is read by REST, so that order and repetition of events do not matter.
 */
export function useWorkOrderEvents(): void {
  const feed = useFeed();
  const queries = useQueryClient();
  useEffect(() => {
    if (!feed) return undefined;
    const changed = new Set<number>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let loadTimer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      timer = undefined;
      const batch = [...changed];
      changed.clear();
      loadTimer ??= setTimeout(() => {
        loadTimer = undefined;
        void queries.invalidateQueries({ queryKey: OPERATORS });
      }, LOAD_MS);
      const readAnew = (): void => void queries.invalidateQueries({ queryKey: WORK_ORDERS });
      if (batch.length > MOST_SINGLY) return readAnew();
      // Lists that are read anew make up for what could not be read alone.
      for (const id of batch) bringUpToDate(queries, id).catch(readAnew);
    };
    const note = ({ id }: { id: number }): void => {
      changed.add(id);
      timer ??= setTimeout(flush, TOGETHER_MS);
    };
    const ends = [
      feed.on('workorder.created', note),
      feed.on('workorder.assigned', note),
      feed.on('workorder.updated', note),
      feed.on('workorder.status.changed', note),
      feed.on('workorder.progress.added', note),
      feed.on('workorder.attachment.added', note),
      feed.on('workorder.attachment.removed', note),
    ];
    return () => {
      clearTimeout(timer);
      clearTimeout(loadTimer);
      for (const end of ends) end();
    };
  }, [feed, queries]);
}

async function bringUpToDate(queries: QueryClient, id: number): Promise<void> {
  void queries.invalidateQueries({ queryKey: ['work-orders', 'part', id] });
  const order = await findWorkOrder(id);
  if (order) putWorkOrder(queries, order);
  else dropWorkOrder(queries, id);
}
