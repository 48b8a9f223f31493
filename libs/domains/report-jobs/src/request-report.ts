import { randomUUID } from 'node:crypto';
import type { CsvDelimiter } from '@antrean/platform/csv';
import { query } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork, type Tx } from '@antrean/platform/transaction';
import type { Report, ReportSource } from '@antrean/platform/report';
import { jobEvent } from './job-event.ts';
import { jobQueued } from './messages.ts';
import { toWire, type ReportJobView } from './report-job.contract.ts';
import { ReportJob, type ReportFormat } from './report-job.entity.ts';
import { reportProblem } from './report-job.problem.ts';
import { lockTurns, takeTurn } from './report-turn.ts';

/** Some 2,000 pages, and half a minute of a worker's time; nobody reads more. */
const PDF_ROWS = 50_000;

/** @throws problem `report_too_long` (422) for a PDF that nobody could make or read */
export async function assertFits(
  report: Report,
  source: ReportSource,
  parameters: JsonObject,
  format: ReportFormat,
): Promise<void> {
  const rows = format === 'pdf' ? await report.size(source, parameters) : null;
  if (rows !== null && rows > PDF_ROWS) {
    throw reportProblem('report_too_long', { parameters: { rows, limit: PDF_ROWS } });
  }
}

export interface WantedReport {
  report: string;
  /** As `report.resolve` gave them. */
  parameters: JsonObject;
  format: ReportFormat;
  language: 'id' | 'en';
  requestedBy: number;
  bom?: boolean;
  delimiter?: CsvDelimiter;
}

/**
 * Asks for the file of a report; the job, its event and its work commit together. It is made when it is its turn among
 * the reports of the same person.
 * @throws problem `report_queue_full` (429)
 */
export function requestReport(
  unitOfWork: UnitOfWork,
  context: Context,
  wanted: WantedReport,
): Promise<ReportJobView> {
  return transaction(unitOfWork, context, (tx) => createReportJob(tx, wanted));
}

/**
 * The same for a request that people repeat, such as by loading a page again: while the same file is being made for the
 * same person, it is the answer.
 * @throws problem `report_queue_full` (429)
 */
export function requestReportOnce(
  unitOfWork: UnitOfWork,
  context: Context,
  wanted: Required<WantedReport>,
): Promise<ReportJobView> {
  return transaction(unitOfWork, context, async (tx) => {
    await lockTurns(tx, wanted.requestedBy);
    return (await findOpenJob(tx, wanted)) ?? createReportJob(tx, wanted);
  });
}

async function findOpenJob(
  tx: Tx,
  { requestedBy, report, format, parameters, language, bom, delimiter }: Required<WantedReport>,
): Promise<ReportJobView | null> {
  const [open] = await query<{ id: string }>(
    tx.em,
    `select id from report_jobs where requested_by = ? and status in ('queued', 'running') and report = ? and format = ?
       and parameters = ?::jsonb and language = ? and bom = ? and delimiter = ? order by created_at limit 1`,
    [requestedBy, report, format, JSON.stringify(parameters), language, bom, delimiter],
  );
  return open ? toWire(await tx.em.findOneOrFail(ReportJob, { id: open.id })) : null;
}

/** {@link requestReport} inside a transaction. */
export async function createReportJob(tx: Tx, wanted: WantedReport): Promise<ReportJobView> {
  const job = tx.em.create(ReportJob, { id: randomUUID(), handedOverAt: null, ...wanted });
  await tx.em.flush();
  publish(tx, jobQueued, jobEvent(job, 0));
  await takeTurn(tx, job.requestedBy);
  return toWire(job);
}
