import { query, type Database } from '@antrean/platform/database';
import { announceFile, keepFile } from '@antrean/platform/files';
import type { CsvDelimiter } from '@antrean/platform/csv';
import type { JsonObject } from '@antrean/platform/messages';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork, type Tx } from '@antrean/platform/transaction';
import type { Signals } from '@antrean/platform/realtime';
import { jobCompleted, jobFailed, jobProgress } from './messages.ts';
import { jobEvent } from './job-event.ts';
import { handOver } from './report-turn.ts';
import { downloadUrlOf } from './report-job.contract.ts';
import { lifecycle, type ReportFormat } from './report-job.entity.ts';

/** What a try needs to know of its job. */
export interface ReportWork {
  id: string;
  round: number;
  report: string;
  format: ReportFormat;
  parameters: JsonObject;
  language: 'id' | 'en';
  requestedBy: number;
  requestedByName: string;
  /** ISO instant; what the file gives as the time at which it was made, so that each try makes the same bytes. */
  createdAt: string;
  bom: boolean;
  delimiter: CsvDelimiter;
}

const COLUMNS = `id, round, report, format, parameters, language, bom, delimiter, requested_by as "requestedBy",
  (select full_name from users_v where id = requested_by) as "requestedByName",
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"`;

const statesBefore = (name: 'begin' | 'complete' | 'fail'): string => `'{${lifecycle.from(name).join(',')}}'`;

/** The work that a job was handed out for; a later round makes it void. */
export interface ReportRound {
  reportJobId: string;
  round: number;
}

/** Progress once a try has begun, and when its rows have been read; what is between is theirs. */
export const PROGRESS = { begun: 10, read: 90 } as const;

/**
 * Begins a try: notes the file that it will write, before it exists, and tells that work goes on.
 * @returns null when the job has come to its end already
 */
export async function beginTry(
  unitOfWork: UnitOfWork,
  signals: Signals,
  context: Context,
  { reportJobId: jobId, round }: ReportRound,
  fileKey: (work: ReportWork) => string,
): Promise<{ work: ReportWork; key: string } | null> {
  const begun = await transaction(unitOfWork, context, async (tx) => {
    const [work] = await query<ReportWork>(
      tx.em,
      `update report_jobs set status = 'running', started_at = coalesce(started_at, now()), error = null,
         finished_at = null, progress = greatest(progress, ?)
       where id = ? and round = ? and status = any(${statesBefore('begin')}) returning ${COLUMNS}`,
      [PROGRESS.begun, jobId, round],
    );
    if (!work) return null;
    const key = fileKey(work);
    await announceFile(tx, key);
    return { work, key };
  });
  if (begun) signals.emit(jobProgress, jobEvent(begun.work, PROGRESS.begun));
  return begun;
}

/** Tells how far a try is; progress never goes back, and a job that came to its end meanwhile stays there. */
export async function tellProgress(
  database: Database,
  signals: Signals,
  work: ReportWork,
  progress: number,
): Promise<void> {
  const rows = await query(
    database.fork(),
    `update report_jobs set progress = ?
     where id = ? and round = ? and status = 'running' and progress < ? returning id`,
    [progress, work.id, work.round, progress],
  );
  if (rows.length > 0) signals.emit(jobProgress, jobEvent(work, progress));
}

/** A file that a try has written. */
export interface ReportFile {
  key: string;
  fileName: string;
  contentType: string;
  size: number;
  sha256: string;
  signature: string;
  keyId: string;
}

/** Makes a try's file the job's. @returns false when the job has come to its end already */
export async function completeJob(
  tx: Tx,
  work: ReportWork,
  file: ReportFile,
  retentionMs: number,
): Promise<boolean> {
  const { key, fileName, contentType, size, sha256, signature, keyId } = file;
  const rows = await query(
    tx.em,
    `update report_jobs set status = 'completed', progress = 100, finished_at = now(),
       expires_at = now() + ? * interval '1 millisecond',
       file_key = ?, file_name = ?, content_type = ?, size = ?, sha256 = ?, signature = ?, key_id = ?
     where id = ? and round = ? and status = any(${statesBefore('complete')}) returning id`,
    [retentionMs, key, fileName, contentType, size, sha256, signature, keyId, work.id, work.round],
  );
  if (rows.length === 0) return false;
  await keepFile(tx, key);
  publish(tx, jobCompleted, {
    ...jobEvent(work, 100),
    fileName,
    size,
    sha256,
    downloadUrl: downloadUrlOf(work.id),
  });
  await handOver(tx, work.requestedBy);
  return true;
}

/** Gives a job up after its last try. */
export async function failJob(
  tx: Tx,
  { reportJobId: jobId, round }: ReportRound,
  error: string,
): Promise<void> {
  const [work] = await query<ReportWork & { progress: number }>(
    tx.em,
    `update report_jobs set status = 'failed', finished_at = now(), error = left(?, 2000)
     where id = ? and round = ? and status = any(${statesBefore('fail')}) returning ${COLUMNS}, progress`,
    [error, jobId, round],
  );
  if (!work) return;
  publish(tx, jobFailed, { ...jobEvent(work, work.progress), error: error.slice(0, 2_000) });
  await handOver(tx, work.requestedBy);
}
