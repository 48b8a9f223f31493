import { query } from '@antrean/platform/database';
import { enqueue } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { generateReport } from './messages.ts';
import { reportProblem } from './report-job.problem.ts';

/** Jobs of one person that the queue holds at a time: nobody else ever waits for more of theirs than these. */
export const HANDED_OVER = 2;
/** Jobs of one person that are not done. */
export const OPEN_JOBS = 250;

/** Until the end of this transaction nobody else adds a job of this person or brings one to its end. */
export async function lockTurns(tx: Tx, requestedBy: number): Promise<void> {
  await query(tx.em, `select pg_advisory_xact_lock(hashtextextended('reports of user ' || ?::int, 0))`, [
    requestedBy,
  ]);
}

/**
 * Gives the queue a person's next reports, in the order in which they were asked for. To be called in every transaction
 * that adds a job or brings one to its end. The person's other such transactions wait for the end of this one, so that
 * none of them misses what another one left.
 * @returns how many of the person's jobs are not done
 */
export async function handOver(tx: Tx, requestedBy: number): Promise<number> {
  await lockTurns(tx, requestedBy);
  const [open] = await query<{ all: number; handedOver: number }>(
    tx.em,
    `select count(*)::int as all, (count(*) filter (where handed_over_at is not null))::int as "handedOver"
     from report_jobs where requested_by = ? and status in ('queued', 'running')`,
    [requestedBy],
  );
  if (!open) throw new Error('count() returned no row');
  if (open.handedOver >= HANDED_OVER || open.all === open.handedOver) return open.all;
  // A row that is locked is being cancelled.
  const next = await query<{ id: string; round: number }>(
    tx.em,
    `update report_jobs set handed_over_at = clock_timestamp() where id in (
       select id from report_jobs where requested_by = ? and status = 'queued' and handed_over_at is null
       order by created_at, id limit ? for update skip locked)
     returning id, round`,
    [requestedBy, HANDED_OVER - open.handedOver],
  );
  for (const { id: reportJobId, round } of next) {
    enqueue(tx, generateReport, { reportJobId, round }, { actorId: requestedBy });
  }
  return open.all;
}

/**
 * {@link handOver} for a job that has just been added.
 * @throws problem `report_queue_full` (429) when one person has more of them than may be open
 */
export async function takeTurn(tx: Tx, requestedBy: number): Promise<void> {
  if ((await handOver(tx, requestedBy)) <= OPEN_JOBS) return;
  throw reportProblem('report_queue_full', {
    parameters: { limit: OPEN_JOBS },
    headers: { 'Retry-After': '60' },
  });
}
