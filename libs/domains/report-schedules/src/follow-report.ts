import type { EventRecord } from '@antrean/platform/messages';
import { consumeEvents, type EventConsumer } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { jobCompleted, jobFailed } from '@antrean/report-jobs/messages';
import { planReportMails } from './report-delivery.ts';
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
    await planReportMails(tx, jobCompleted.schema.parse(payload).jobId);
  } else if (name === jobFailed.name) {
    const { jobId, error } = jobFailed.schema.parse(payload);
    await recordFailedRun(tx, jobId, error);
  }
}
