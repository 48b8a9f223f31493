import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@antrean/platform/messages';
import { enqueue, publish, transaction, type Context, type TransactionHost } from '@antrean/platform/outbox';
import { jobEvent } from './job-event.ts';
import { generateReport, jobQueued } from './messages.ts';
import { toWire, type ReportJobView } from './report-job.contract.ts';
import { ReportJob, type ReportFormat } from './report-job.entity.ts';

/** Asks for the file of a report; the job, its event and its work commit together. */
export function requestReport(
  host: TransactionHost,
  context: Context,
  wanted: {
    report: string;
    parameters: JsonObject;
    format: ReportFormat;
    language: 'id' | 'en';
    requestedBy: number;
  },
): Promise<ReportJobView> {
  return transaction(host, context, async (tx) => {
    const job = tx.em.create(ReportJob, { id: randomUUID(), ...wanted });
    await tx.em.flush();
    publish(tx, jobQueued, jobEvent(job, 0));
    enqueue(tx, generateReport, { reportJobId: job.id });
    return toWire(job);
  });
}
