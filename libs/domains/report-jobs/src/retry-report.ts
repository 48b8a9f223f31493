import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { Report } from '@antrean/platform/report';
import { jobEvent } from './job-event.ts';
import { jobRetried } from './messages.ts';
import { toWire, type ReportJobView } from './report-job.contract.ts';
import { lifecycle } from './report-job.entity.ts';
import { assertMayRead } from './report-job.policy.ts';
import { reportProblem } from './report-job.problem.ts';
import { lockReportJob } from './report-job.queries.ts';
import { takeTurn } from './report-turn.ts';

/**
 * Makes a report that failed or was cancelled once more, for who asked for it, with a fresh set of tries.
 * @throws problem `not_found` (404), `forbidden` (403), `report_not_retryable` (409) in any other state,
 *   `report_queue_full` (429)
 */
export function retryReport(
  unitOfWork: UnitOfWork,
  context: Context,
  { actor, jobId, reports }: { actor: UserPrincipal; jobId: string; reports: readonly Report[] },
): Promise<ReportJobView> {
  return transaction(unitOfWork, context, async (tx) => {
    const job = await lockReportJob(tx, actor, jobId);
    const report = reports.find(({ name }) => name === job.report);
    if (!report) throw problem('not_found');
    assertMayRead(actor, report);
    const { status } = job;
    if (!lifecycle.allows('retry', status)) {
      throw reportProblem('report_not_retryable', { parameters: { jobId, status } });
    }
    await query(
      tx.em,
      `update report_jobs set status = 'queued', round = round + 1, progress = 0, error = null,
         started_at = null, finished_at = null, handed_over_at = null where id = ?`,
      [jobId],
    );
    await tx.em.refresh(job);
    publish(tx, jobRetried, { ...jobEvent(job, 0), retriedBy: actor.userId });
    await takeTurn(tx, job.requestedBy);
    return toWire(job);
  });
}
