import { query } from '@antrean/platform/database';
import type { EventRecord } from '@antrean/platform/messages';
import { notify } from '@antrean/platform/notifications';
import { consumeEvents, type EventConsumer } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { jobCompleted, jobFailed } from '@antrean/report-jobs/messages';
import { reportOfRun, scheduledReport } from './scheduled-report.notification.ts';
import { recordFailedRun } from './skip-run.ts';

/** What becomes of the reports that schedules asked for: their mails leave, or the run counts as one without a report. */
export function followReports(): EventConsumer {
  return consumeEvents(
    'report-runs',
    async (tx, events) => {
      for (const event of events) await follow(tx, event);
    },
    { reads: [jobCompleted, jobFailed] },
  );
}

async function follow(tx: Tx, { name, payload }: EventRecord): Promise<void> {
  if (name === jobCompleted.name) {
    await sendReport(tx, jobCompleted.schema.parse(payload).jobId);
  } else if (name === jobFailed.name) {
    const { jobId, error } = jobFailed.schema.parse(payload);
    await recordFailedRun(tx, jobId, error);
  }
}

/** Has the report told to the schedule's recipients, whose row of runs without one ends by it. */
async function sendReport(tx: Tx, reportJobId: string): Promise<void> {
  const [run] = await query<{ id: string }>(
    tx.em,
    `update report_schedules s set consecutive_skips = 0 from report_schedule_runs r
     where r.report_job_id = ? and s.id = r.schedule_id returning r.id`,
    [reportJobId],
  );
  if (run) notify(tx, scheduledReport, { runId: run.id }, { cause: reportOfRun(run.id) });
}
