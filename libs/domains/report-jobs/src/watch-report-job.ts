import { logFailure, query, type Database } from '@antrean/platform/database';
import type { Logger } from '@antrean/platform/observability';
import type { ReportWork } from './report-job.state.ts';

const LOOK_EVERY_MS = 500;

/**
 * Looks whether a job still wants the try that is under way, also while its statement has given no row yet.
 * @returns a signal that aborts once the job was cancelled, came to its end by another try, or began a new round
 */
export function watchReportJob(
  database: Database,
  { id, round }: ReportWork,
  log: Logger,
): { ended: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  let looking = false;
  const look = async (): Promise<void> => {
    const [wanted] = await query(
      database.fork(),
      `select id from report_jobs where id = ? and round = ? and status = 'running'`,
      [id, round],
    );
    if (!wanted) controller.abort(new Error(`Nobody waits for report job ${id} any more.`));
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) =>
        logFailure(log, error, 'the report job could not be read', { reportJobId: id }),
      )
      .finally(() => (looking = false));
  }, LOOK_EVERY_MS);
  return { ended: controller.signal, stop: () => clearInterval(timer) };
}
