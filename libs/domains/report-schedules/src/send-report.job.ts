import { buffer } from 'node:stream/consumers';
import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import {
  deliverMail,
  MailError,
  renderMail,
  type ComposedMail,
  type MailAttachment,
  type Mailer,
} from '@antrean/platform/mail';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { Report } from '@antrean/platform/report';
import type { FileStorage } from '@antrean/platform/files';
import { deliveryOf } from './report-delivery.ts';
import { reportMailContent } from './report-mail.ts';
import { sendReport } from './messages.ts';

/** Many mail servers refuse more than 10 MB, and Base64 adds a third. */
const ATTACH_UP_TO = 5 * 1024 * 1024;

export interface SendReportDependencies {
  database: Database;
  storage: FileStorage;
  mailer: Mailer;
  reports: readonly Report[];
  config: Pick<Config, 'publicUrl' | 'organisationName'>;
}

interface ScheduledReport {
  jobId: string;
  name: string;
  attach: boolean;
  report: string;
  fileKey: string | null;
  fileName: string;
  contentType: string;
  size: string;
  /** The reader's who is a user, else the owner's. */
  language: 'id' | 'en';
  ownerName: string;
}

/** Mails a scheduled report to one recipient. */
export function sendReportHandler(dependencies: SendReportDependencies): JobHandler {
  return handleJob(sendReport, (run) => {
    const { runId, recipient } = run.payload;
    return deliverMail(run, dependencies, deliveryOf(runId, recipient), () =>
      compose(dependencies, runId, recipient),
    );
  });
}

async function compose(
  { database, storage, reports, config }: SendReportDependencies,
  runId: string,
  recipient: string,
): Promise<ComposedMail> {
  const scheduled = await readScheduledReport(database, runId, recipient);
  if (!scheduled) throw new MailError('The schedule was deleted before the mail left.', { permanent: true });
  const attachment = await readAttachment(storage, scheduled);
  const report = reports.find(({ name }) => name === scheduled.report);
  const { subject, ...content } = reportMailContent({
    ...scheduled,
    title: report?.title[scheduled.language] ?? scheduled.report,
    url: attachment ? null : `${config.publicUrl}/app/report-file#job=${scheduled.jobId}`,
    organisation: config.organisationName,
  });
  return { subject, ...renderMail(content), attachments: attachment ? [attachment] : [] };
}

async function readScheduledReport(
  database: Database,
  runId: string,
  recipient: string,
): Promise<ScheduledReport | undefined> {
  const [scheduled] = await query<ScheduledReport>(
    database.fork(),
    `select j.id as "jobId", s.name, s.attach, j.report, j.file_key as "fileKey", j.file_name as "fileName",
       j.content_type as "contentType", j.size, coalesce(reader.language, j.language) as language,
       u.full_name as "ownerName"
     from report_schedule_runs r
     join report_schedules s on s.id = r.schedule_id
     join report_jobs_v j on j.id = r.report_job_id
     join users_v u on u.id = s.owner_id
     left join users_v reader on lower(reader.email) = lower(?)
     where r.id = ?`,
    [recipient, runId],
  );
  return scheduled;
}

/** Null when the file is not wanted, too large, or was removed while the mail waited. */
async function readAttachment(
  storage: FileStorage,
  { attach, fileKey, fileName, contentType, size }: ScheduledReport,
): Promise<MailAttachment | null> {
  if (!attach || !fileKey || Number(size) > ATTACH_UP_TO) return null;
  const file = await storage.open(fileKey);
  return file && { filename: fileName, contentType, content: await buffer(file.stream) };
}
