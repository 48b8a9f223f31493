import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { jobEvent } from './job-event.ts';
import { jobCancelled } from './messages.ts';
import { toWire, type ReportJobView } from './report-job.contract.ts';
import { lifecycle } from './report-job.entity.ts';
import { reportProblem } from './report-job.problem.ts';
import { lockReportJob } from './report-job.queries.ts';
import { handOver } from './report-turn.ts';

/**
 * Calls a report off. A worker that is making it notices within a second and stops; cancelling twice is no mistake.
 * @throws problem `not_found` (404), `report_not_cancellable` (409) when it has come to its end already
 */
export function cancelReport(
  unitOfWork: UnitOfWork,
  context: Context,
  actor: UserPrincipal,
  jobId: string,
): Promise<ReportJobView> {
  return transaction(unitOfWork, context, async (tx) => {
    const job = await lockReportJob(tx, actor, jobId);
    const { status } = job;
    if (status === 'cancelled') return toWire(job);
    if (!lifecycle.allows('cancel', status)) {
      throw reportProblem('report_not_cancellable', { parameters: { jobId, status } });
    }
    await query(tx.em, `update report_jobs set status = 'cancelled', finished_at = now() where id = ?`, [
      jobId,
    ]);
    await tx.em.refresh(job);
    publish(tx, jobCancelled, { ...jobEvent(job, job.progress), cancelledBy: actor.userId });
    await handOver(tx, job.requestedBy);
    return toWire(job);
  });
}
