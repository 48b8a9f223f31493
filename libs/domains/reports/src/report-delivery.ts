import { query } from '@antrean/platform/database';
import { enqueue, type Tx } from '@antrean/platform/outbox';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sendReport } from './schedule.messages.ts';

/** A mail to one recipient of one run; unique, however often it is tried. */
export interface ReportDelivery {
  runId: string;
  recipient: string;
}

/** The Message-ID of a delivery: constant, so that mailboxes recognise a repetition. */
export const messageIdOf = (jobId: string): string => `<${jobId}@antrean>`;
const causeOf = ({ runId }: ReportDelivery): string => `report-run:${runId}`;

/** Plans the mails of a report that has just been made, if a schedule asked for it; they commit with the report. */
export async function planReportMails(tx: Tx, reportJobId: string): Promise<void> {
  const [run] = await query<{ id: string; recipients: string[] }>(
    tx.em,
    `select r.id, s.recipients from report_schedule_runs r join report_schedules s on s.id = r.schedule_id
     where r.report_job_id = ?`,
    [reportJobId],
  );
  if (!run) return;
  for (const recipient of run.recipients) {
    const delivery = { runId: run.id, recipient };
    const jobId = enqueue(tx, sendReport, delivery);
    await query(
      tx.em,
      `insert into deliveries (cause, recipient, channel, message_id) values (?, ?, 'email', ?)`,
      [causeOf(delivery), recipient, messageIdOf(jobId)],
    );
  }
}

/** Notes what became of a delivery. */
export async function recordDelivery(
  em: EntityManager,
  delivery: ReportDelivery,
  outcome: { status: 'sending' | 'sent' | 'failed'; response?: string; error?: string },
): Promise<void> {
  const { status, response = null, error = null } = outcome;
  await query(
    em,
    `update deliveries set status = ?, response = ?, error = ?, sent_at = case when ? then now() end
     where cause = ? and recipient = ? and channel = 'email'`,
    [status, response, error, status === 'sent', causeOf(delivery), delivery.recipient],
  );
}
