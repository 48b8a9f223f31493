import { query } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { nextRunOrTomorrow } from './run-due-schedules.ts';
import { scheduleStalled, type SkipReason } from './messages.ts';
import { scheduleStalledNotice, stalledAtRun } from './schedule-stalled.notification.ts';

/** So many in a row, and somebody is told. */
export const TELL_AFTER = 3;
const BACKOFF_MS = { first: 300_000, most: 86_400_000 };
const DETAIL_LENGTH = 2_000;

export interface Skip {
  reason: SkipReason;
  /** In English, for the list of runs. */
  detail: string;
}

interface SkippedSchedule {
  id: number;
  name: string;
  report: string;
  ownerId: number;
  cron: string;
  timezone: string;
  consecutiveSkips: number;
  nowMs: string;
}

/** Records that a run makes no report. The next one comes later and later; after the third somebody is told, once. */
export async function skipRun(tx: Tx, runId: string, skip: Skip): Promise<void> {
  const detail = skip.detail.slice(0, DETAIL_LENGTH);
  const runs = await query(
    tx.em,
    `update report_schedule_runs set skipped = ? where id = ? and report_job_id is null and skipped is null returning id`,
    [detail, runId],
  );
  if (runs.length > 0) await countSkip(tx, runId, { ...skip, detail });
}

/**
 * Counts a report that was begun and failed for good like a run that was skipped, if a schedule asked for it. Twice for
 * one failure changes nothing: a worker of an older version counts in the transaction in which the report fails.
 */
export async function recordFailedRun(tx: Tx, reportJobId: string, error: string): Promise<void> {
  const [run] = await query<{ id: string; failedAt: string }>(
    tx.em,
    `select r.id, j.finished_at::text as "failedAt"
     from report_schedule_runs r join report_jobs_v j on j.id = r.report_job_id
     join report_schedules s on s.id = r.schedule_id
     where j.id = ? and s.last_skipped_at is distinct from j.finished_at for update of s`,
    [reportJobId],
  );
  if (run) {
    const skip: Skip = { reason: 'failed', detail: error.slice(0, DETAIL_LENGTH) };
    await countSkip(tx, run.id, skip, run.failedAt);
  }
}

async function countSkip(tx: Tx, runId: string, skip: Skip, at: string | null = null): Promise<void> {
  const [schedule] = await query<SkippedSchedule>(
    tx.em,
    `update report_schedules s set consecutive_skips = consecutive_skips + 1,
       last_skipped_at = coalesce(?::timestamptz, now()), last_skip_reason = ?
     from report_schedule_runs r where r.id = ? and s.id = r.schedule_id
     returning s.id, s.name, s.report, s.owner_id as "ownerId", s.cron, s.timezone, s.consecutive_skips as "consecutiveSkips",
       (extract(epoch from now()) * 1000)::bigint as "nowMs"`,
    [at, skip.detail, runId],
  );
  if (!schedule) return;
  const { id, name, report, ownerId, cron, timezone, consecutiveSkips, nowMs } = schedule;
  const pauseMs = Math.min(BACKOFF_MS.first * 2 ** Math.min(consecutiveSkips - 1, 20), BACKOFF_MS.most);
  const next = nextRunOrTomorrow(cron, timezone, new Date(Number(nowMs) + pauseMs));
  await query(
    tx.em,
    `update report_schedules set next_run_at = greatest(next_run_at, ?::timestamptz) where id = ?`,
    [next.toISOString(), id],
  );
  if (consecutiveSkips !== TELL_AFTER) return;
  publish(tx, scheduleStalled, { scheduleId: id, name, report, ownerId, consecutiveSkips, ...skip });
  const facts = { runId, times: consecutiveSkips, ...skip };
  notify(tx, scheduleStalledNotice, facts, { cause: stalledAtRun(runId) });
}
