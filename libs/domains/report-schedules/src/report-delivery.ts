import { randomUUID } from 'node:crypto';
import { query } from '@antrean/platform/database';
import { planMail, type MailDelivery } from '@antrean/platform/mail';
import { enqueue } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { sendReport } from './messages.ts';

/** The mail to one recipient of one run. */
export const deliveryOf = (runId: string, recipient: string): MailDelivery => ({
  cause: `report-run:${runId}`,
  recipient,
});

/** Plans the mails of a report that was made, if a schedule asked for it; those on record already stay as they are. */
export async function planReportMails(tx: Tx, reportJobId: string): Promise<void> {
  const [run] = await query<{ id: string; recipients: string[] }>(
    tx.em,
    `select r.id, s.recipients from report_schedule_runs r join report_schedules s on s.id = r.schedule_id
     where r.report_job_id = ?`,
    [reportJobId],
  );
  if (!run) return;
  await query(
    tx.em,
    `update report_schedules s set consecutive_skips = 0 from report_schedule_runs r
     where r.id = ? and s.id = r.schedule_id and s.consecutive_skips > 0`,
    [run.id],
  );
  for (const recipient of run.recipients) {
    if (await planMail(tx.em, randomUUID(), deliveryOf(run.id, recipient)))
      enqueue(tx, sendReport, { runId: run.id, recipient });
  }
}
