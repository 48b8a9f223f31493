import { query, type Database } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import type { JsonObject } from '@antrean/platform/messages';
import type { CsvDelimiter } from '@antrean/platform/csv';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { Report, ReportSource } from '@antrean/platform/report';
import { ZodError } from 'zod';
import { periodRange, type Period } from './relative-period.ts';
import { type ReportFormat, assertFits, createReportJob } from '@antrean/report-jobs';
import { runSchedule } from './messages.ts';
import { withoutDates } from './schedule-period.ts';
import { skipRun, type Skip } from './skip-run.ts';

const DAY_MS = 86_400_000;

export interface RunScheduleDependencies {
  database: Database;
  reports: readonly Report[];
  config: { businessZone: string };
}

interface DueRun {
  id: string;
  scheduleId: number;
  report: string;
  parameters: JsonObject;
  period: Period | null;
  timezone: string;
  format: ReportFormat;
  bom: boolean;
  delimiter: CsvDelimiter;
  ownerId: number;
  ownerIsActive: boolean;
  language: 'id' | 'en';
  dueMs: string;
  nowMs: string;
}

/**
 * Does a run that was due: asks for its report, or records why there is none. Whatever takes long or fails, it does so
 * outside of any transaction and of any other schedule's run.
 */
export function runScheduleHandler({ database, reports, config }: RunScheduleDependencies): JobHandler {
  return handleJob(
    runSchedule,
    async (run) => {
      const due = await readRun(database, run.payload.runId);
      // The schedule has ended, or the run came to its end by another try.
      if (!due) return;
      const report = reports.find(({ name }) => name === due.report);
      const source = { database, zone: config.businessZone, signal: run.signal };
      const prepared = await prepare(due, report, source);
      await run.finish(async (tx) => {
        if ('reason' in prepared) {
          await skipRun(tx, due.id, prepared);
          return;
        }
        const { report: name, format, bom, delimiter, language, ownerId: requestedBy } = due;
        const wanted = { report: name, format, bom, delimiter, language, requestedBy };
        const job = await createReportJob(tx, { ...wanted, parameters: prepared.parameters });
        await query(tx.em, `update report_schedule_runs set report_job_id = ? where id = ?`, [
          job.id,
          due.id,
        ]);
        await query(tx.em, `update report_schedules set last_run_at = now() where id = ?`, [due.scheduleId]);
      });
    },
    { onDead: (tx, { runId }, detail) => skipRun(tx, runId, { reason: 'failed', detail }) },
  );
}

async function readRun(database: Database, runId: string): Promise<DueRun | undefined> {
  const [run] = await query<DueRun>(
    database.fork(),
    `select r.id, s.id as "scheduleId", s.report, s.parameters, s.period, s.timezone, s.format, s.bom, s.delimiter,
       s.owner_id as "ownerId", u.is_active as "ownerIsActive", u.language,
       (extract(epoch from r.due_at) * 1000)::bigint as "dueMs", (extract(epoch from now()) * 1000)::bigint as "nowMs"
     from report_schedule_runs r join report_schedules s on s.id = r.schedule_id join users_v u on u.id = s.owner_id
     where r.id = ? and r.report_job_id is null and r.skipped is null`,
    [runId],
  );
  return run;
}

/** The parameters as they are meant now, or why there is nothing to make. */
async function prepare(
  due: DueRun,
  report: Report | undefined,
  source: ReportSource,
): Promise<{ parameters: JsonObject } | Skip> {
  const { ownerId, ownerIsActive, format } = due;
  if (!report) return { reason: 'unknown-report', detail: `there is no report "${due.report}" any more` };
  if (!ownerIsActive) {
    return { reason: 'owner-inactive', detail: 'the owner of the schedule was deactivated' };
  }
  const holders = await query(
    source.database.fork(),
    `select 1 from user_permissions_v where user_id = ? and permission = ? limit 1`,
    [ownerId, report.permission],
  );
  if (holders.length === 0) {
    return {
      reason: 'not-permitted',
      detail: `the owner of the schedule may not read ${report.name} any more`,
    };
  }
  try {
    const parameters = await report.resolve(source, parametersOf(due));
    await assertFits(report, source, parameters, format);
    return { parameters };
  } catch (error) {
    // Parameters that the report takes no longer, or that would make a PDF too long, will not get better by waiting.
    if (error instanceof Problem || error instanceof ZodError)
      return { reason: 'refused', detail: error.message };
    throw error;
  }
}

function parametersOf({ parameters, period, timezone, dueMs, nowMs }: DueRun): Record<string, unknown> {
  if (!period) return parameters;
  // "Today" is the day on which it was due, also when the worker comes to it after midnight.
  const isRecent = Number(nowMs) - Number(dueMs) < DAY_MS;
  const at = new Date(Number(isRecent ? dueMs : nowMs));
  return { ...withoutDates(parameters), ...periodRange(period, at, timezone) };
}
