import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFeed } from '../badge.tsx';
import { APPROVALS, dropOrder, findOrder, putOrder, type Order } from './order-data.ts';

/** Changes that come together are asked for together. */
const TOGETHER_MS = 40;
/** More than so many are one reading of the lists. */
const MOST_SINGLY = 20;

const lists = new Set<(order: Order) => void>();

/** Told each order of which something happened; whoever shows a list decides whether it belongs there. */
export function watchOrders(watcher: (order: Order) => void): () => void {
  lists.add(watcher);
  return () => void lists.delete(watcher);
}

/**
 * Keeps whatever shows orders up to date. An event says which order is concerned; its state is read by REST, so that
 * order and repetition of events do not matter.
 */
export function useOrderEvents(): void {
  const feed = useFeed();
  const queries = useQueryClient();
  useEffect(() => {
    if (!feed) return undefined;
    const changed = new Set<number>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const bringUpToDate = async (id: number): Promise<void> => {
      const order = await findOrder(id);
      if (!order) return dropOrder(queries, id);
      putOrder(queries, order);
      for (const tell of [...lists]) tell(order);
    };
    const flush = (): void => {
      timer = undefined;
      const batch = [...changed];
      changed.clear();
      void queries.invalidateQueries({ queryKey: APPROVALS });
      if (batch.length > MOST_SINGLY) {
        void queries.invalidateQueries({ queryKey: ['orders'] });
        return;
      }
      for (const id of batch)
        // Lists that are read anew make up for what could not be read alone.
        bringUpToDate(id).catch(() => queries.invalidateQueries({ queryKey: ['orders'] }));
    };
    const note = ({ orderId }: { orderId: number }): void => {
      changed.add(orderId);
      timer ??= setTimeout(flush, TOGETHER_MS);
    };
    const ends = [
      feed.on('order.created', note),
      feed.on('order.status.changed', note),
      feed.on('order.approval.requested', note),
      feed.on('order.approval.decided', note),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [feed, queries]);
}
