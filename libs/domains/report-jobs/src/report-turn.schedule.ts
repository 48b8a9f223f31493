import { query } from '@antrean/platform/database';
import { defineSchedule, NOTHING, type Schedule } from '@antrean/platform/queue';
import { HANDED_OVER, handOver } from './report-turn.ts';

const SWEEP_EVERY_MS = { busy: 5_000, rest: 30_000 };
const PEOPLE_AT_ONCE = 100;

/** Hands over what a worker of an older version, which knows no turns, left waiting when it finished a job. */
export function reportTurns(): Schedule {
  return defineSchedule({
    name: 'reports.turns',
    everyMs: SWEEP_EVERY_MS.busy,
    restMs: SWEEP_EVERY_MS.rest,
    run: async (tx) => {
      const waiting = await query<{ requestedBy: number }>(
        tx.em,
        `select w.requested_by as "requestedBy" from report_jobs w
         where w.status = 'queued' and w.handed_over_at is null
         group by w.requested_by
         having (select count(*) from report_jobs o
                 where o.requested_by = w.requested_by and o.status in ('queued', 'running')
                   and o.handed_over_at is not null) < ?
         order by min(w.created_at) limit ?`,
        [HANDED_OVER, PEOPLE_AT_ONCE],
      );
      for (const { requestedBy } of waiting) await handOver(tx, requestedBy);
      return waiting.length === 0 ? NOTHING : undefined;
    },
  });
}
