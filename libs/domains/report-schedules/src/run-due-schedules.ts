import { query } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import { enqueue } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { defineSchedule, NOTHING, type Schedule } from '@antrean/platform/queue';
import { nextRun } from './next-run.ts';
import { runSchedule } from './messages.ts';

/** In milliseconds; at most so long after its time does a report begin. */
const EVERY_MS = { busy: 5_000, rest: 15_000 };
const AT_ONCE = 100;
const DAY_MS = 86_400_000;

interface DueSchedule {
  id: number;
  cron: string;
  timezone: string;
  /** To the microsecond, as text, so that it stays what it is. */
  dueAt: string;
  nowMs: string;
}

/**
 * Gives each schedule whose time has come its run: the record of the run, the job that does it and the next time commit
 * together, so each run happens once, however many workers there are. What a run does, and whether it fails, is the
 * job's alone: none holds another one up. Runs that were missed while nobody worked are made up for by one.
 */
export function runDueSchedules(): Schedule {
  return defineSchedule({
    name: 'reports.due-schedules',
    everyMs: EVERY_MS.busy,
    restMs: EVERY_MS.rest,
    run: async (tx) => {
      const due = await query<DueSchedule>(
        tx.em,
        `select id, cron, timezone, next_run_at::text as "dueAt", (extract(epoch from now()) * 1000)::bigint as "nowMs"
         from report_schedules where is_active and next_run_at <= now()
         order by next_run_at limit ? for update skip locked`,
        [AT_ONCE],
      );
      for (const schedule of due) await beginRun(tx, schedule);
      return due.length === 0 ? NOTHING : undefined;
    },
  });
}

async function beginRun(tx: Tx, { id, cron, timezone, dueAt, nowMs }: DueSchedule): Promise<void> {
  const [run] = await query<{ id: string }>(
    tx.em,
    `insert into report_schedule_runs (schedule_id, due_at) values (?, ?::timestamptz)
     on conflict (schedule_id, due_at) do nothing returning id`,
    [id, dueAt],
  );
  if (run) enqueue(tx, runSchedule, { runId: run.id });
  await query(tx.em, `update report_schedules set next_run_at = ? where id = ?`, [
    nextRunOrTomorrow(cron, timezone, new Date(Number(nowMs))),
    id,
  ]);
}

/** A cron that was read once and can be read no more goes on daily, so that it is seen, and stops no other. */
export function nextRunOrTomorrow(cron: string, timezone: string, after: Date): Date {
  try {
    return nextRun(cron, timezone, after);
  } catch (error) {
    if (error instanceof Problem) return new Date(after.getTime() + DAY_MS);
    throw error;
  }
}
