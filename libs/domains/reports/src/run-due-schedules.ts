import { query, type Database } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import type { JsonObject } from '@antrean/platform/messages';
import type { Tx } from '@antrean/platform/outbox';
import { defineSchedule, type Schedule } from '@antrean/platform/queue';
import type { Report, ReportSource } from '@antrean/platform/report';
import { ZodError } from 'zod';
import { nextRun } from './next-run.ts';
import type { ReportFormat } from './report-job.entity.ts';
import { assertFits, createReportJob } from './request-report.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 20;
const RESOLVE_WITHIN_MS = 30_000;

export interface DueScheduleDependencies {
  database: Database;
  reports: readonly Report[];
  config: { businessZone: string };
}

interface DueSchedule {
  id: number;
  report: string;
  parameters: JsonObject;
  format: ReportFormat;
  cron: string;
  timezone: string;
  ownerId: number;
  language: 'id' | 'en';
  ownerIsActive: boolean;
  /** To the microsecond, as text, so that it stays what it is. */
  dueAt: string;
  nowMs: string;
}

/**
 * Gives each schedule whose time has come its run: the report job, the record of the run and the next time commit
 * together, so each run happens once, however many workers there are. Runs that were missed while nobody worked are
 * made up for by one.
 */
export function runDueSchedules(dependencies: DueScheduleDependencies): Schedule {
  return defineSchedule({
    name: 'reports.due-schedules',
    everyMs: EVERY_MS,
    run: async (tx) => {
      const due = await query<DueSchedule>(
        tx.em,
        `select s.id, s.report, s.parameters, s.format, s.cron, s.timezone, s.owner_id as "ownerId", u.language,
           u.is_active as "ownerIsActive", s.next_run_at::text as "dueAt",
           (extract(epoch from now()) * 1000)::bigint as "nowMs"
         from report_schedules s join users u on u.id = s.owner_id
         where s.is_active and s.next_run_at <= now()
         order by s.next_run_at limit ? for update of s skip locked`,
        [AT_ONCE],
      );
      for (const schedule of due) await runSchedule(tx, schedule, dependencies);
    },
  });
}

async function runSchedule(
  tx: Tx,
  schedule: DueSchedule,
  { database, reports, config }: DueScheduleDependencies,
): Promise<void> {
  const { id, ownerId, dueAt, cron, timezone, format, language, nowMs } = schedule;
  const report = reports.find(({ name }) => name === schedule.report);
  const source = { database, zone: config.businessZone, signal: AbortSignal.timeout(RESOLVE_WITHIN_MS) };
  const prepared = await prepare(tx, schedule, report, source);
  const job =
    'parameters' in prepared
      ? await createReportJob(tx, {
          report: schedule.report,
          parameters: prepared.parameters,
          format,
          language,
          requestedBy: ownerId,
        })
      : null;
  await query(
    tx.em,
    `insert into report_schedule_runs (schedule_id, due_at, report_job_id, skipped) values (?, ?::timestamptz, ?, ?)`,
    [id, dueAt, job?.id ?? null, 'skipped' in prepared ? prepared.skipped : null],
  );
  await query(tx.em, `update report_schedules set next_run_at = ? where id = ?`, [
    nextRun(cron, timezone, new Date(Number(nowMs))),
    id,
  ]);
}

/** The parameters as they are meant now, or why there is nothing to make. */
async function prepare(
  { em }: Tx,
  { ownerId, ownerIsActive, parameters, format, report: name }: DueSchedule,
  report: Report | undefined,
  source: ReportSource,
): Promise<{ parameters: JsonObject } | { skipped: string }> {
  if (!report) return { skipped: `there is no report "${name}" any more` };
  if (!ownerIsActive) return { skipped: 'the owner of the schedule was deactivated' };
  const holders = await query(
    em,
    `select 1 from user_roles ur join roles r on r.key = ur.role_key
     where ur.user_id = ? and ? = any(r.permissions) limit 1`,
    [ownerId, report.permission],
  );
  if (holders.length === 0) return { skipped: `the owner of the schedule may not read ${name} any more` };
  try {
    const resolved = await report.resolve(source, parameters);
    await assertFits(report, source, resolved, format);
    return { parameters: resolved };
  } catch (error) {
    // Parameters that the report takes no longer, or that would make a PDF too long, will not get better by waiting.
    if (error instanceof Problem || error instanceof ZodError)
      return { skipped: error.message.slice(0, 2_000) };
    throw error;
  }
}
