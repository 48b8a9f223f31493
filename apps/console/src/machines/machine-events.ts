import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFeed } from '../badge.tsx';
import { historyKey, MACHINES, patchMachine } from './machine-data.ts';

/** Changes that come together are read together, */
const TOGETHER_MS = 100;
/** and what is shown is read anew once in so long, however many machines change how often. */
const EACH_MS = 1_000;

/** Keeps machines as they are while somebody looks at them. */
export function useMachineEvents(): void {
  const feed = useFeed();
  const queries = useQueryClient();
  useEffect(() => {
    if (!feed) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReading = false;
    let isDue = false;
    let isOver = false;
    let last = 0;
    const arm = (): void => {
      timer = setTimeout(() => void read(), Math.max(TOGETHER_MS, last + EACH_MS - Date.now()));
    };
    const read = async (): Promise<void> => {
      timer = undefined;
      isDue = false;
      isReading = true;
      last = Date.now();
      await queries.invalidateQueries({ queryKey: MACHINES });
      isReading = false;
      if (isDue && !isOver) arm();
    };
    const look = (): void => {
      isDue = true;
      if (timer === undefined && !isReading) arm();
    };
    const ends = [
      feed.on('rvm.created', look),
      feed.on('rvm.updated', look),
      feed.on('rvm.deleted', look),
      feed.on('rvm.status.changed', look),
      feed.on('rvm.overridden', look),
      feed.on('rvm.alarm.raised', look),
      feed.on('rvm.alarm.acknowledged', look),
      feed.on('rvm.alarm.cleared', look),
      // Told once a second for a machine at most, with all that it says.
      feed.on('rvm.reading', ({ rvmId, fillPercent, counters, message }) => {
        patchMachine(queries, rvmId, { fillPercent, counters, message });
        if (queries.getQueryState(historyKey(rvmId))) look();
      }),
    ];
    return () => {
      isOver = true;
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [feed, queries]);
}
