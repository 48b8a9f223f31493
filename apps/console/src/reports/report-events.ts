import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useFeed } from '../badge.tsx';
import { useWho } from '../who.tsx';
import { jobKey, JOBS, putProgress } from './report-data.ts';

/**
 * Keeps what shows report jobs up to date, on whatever screen somebody is.
 * @param tell told of each file of one's own that is ready, or will not be
 */
export function useReportEvents(tell: (job: { report: string; isReady: boolean }) => void): void {
  const feed = useFeed();
  const queries = useQueryClient();
  const { who } = useWho();
  const me = who.kind === 'user' ? who.me.id : null;
  const current = useRef(tell);
  useEffect(() => void (current.current = tell), [tell]);
  useEffect(() => {
    if (!feed) return undefined;
    const look = ({ jobId }: { jobId: string }): void => {
      void queries.invalidateQueries({ queryKey: jobKey(jobId) });
      void queries.invalidateQueries({ queryKey: JOBS });
    };
    const end =
      (isReady: boolean) =>
      (job: { jobId: string; report: string; requestedBy: number }): void => {
        look(job);
        if (job.requestedBy === me) current.current({ report: job.report, isReady });
      };
    const ends = [
      feed.on('job.queued', look),
      feed.on('job.progress', ({ jobId, progress }) => putProgress(queries, jobId, progress)),
      feed.on('job.completed', end(true)),
      feed.on('job.failed', end(false)),
      feed.on('job.cancelled', look),
      feed.on('job.retried', look),
    ];
    return () => {
      for (const each of ends) each();
    };
  }, [feed, queries, me]);
}
