import { buffer } from 'node:stream/consumers';
import { query, type Database } from '@antrean/platform/database';
import type { FileStorage } from '@antrean/platform/files';
import {
  defineNotification,
  NothingToTell,
  type MailAttachment,
  type Recipient,
} from '@antrean/platform/notifications';
import { z } from 'zod';

/** Many mail servers refuse more than 10 MB, and Base64 adds a third. */
const ATTACH_UP_TO = 5 * 1024 * 1024;

/** The cause by which a run's report is told to each recipient once. */
export const reportOfRun = (runId: string): string => `report-run:${runId}`;

interface ScheduledReport {
  jobId: string;
  /** The schedule's. */
  name: string;
  attach: boolean;
  report: string;
  fileKey: string | null;
  fileName: string;
  contentType: string;
  size: string;
  ownerName: string;
}

/** Brings the report of a schedule that has been made. */
export const scheduledReport = defineNotification({
  name: 'report-schedule.report',
  summary: 'The report that a schedule asked for, as a file or a link.',
  facts: z.object({ runId: z.uuid() }),
  channels: ['email'],
  recipients: (em, { runId }): Promise<readonly Recipient[]> =>
    query<{ address: string; language: 'id' | 'en' }>(
      em,
      `select unnest(s.recipients) as address, j.language
       from report_schedule_runs r join report_schedules s on s.id = r.schedule_id
       join report_jobs_v j on j.id = r.report_job_id
       where r.id = ?`,
      [runId],
    ),
  read: async ({ database, storage, reports, config }, { runId }, { reader: { language } }) => {
    const scheduled = await readScheduledReport(database, runId);
    if (!scheduled) throw new NothingToTell('The schedule was deleted before the mail left.');
    const { name, report, fileName, ownerName, jobId } = scheduled;
    const title = reports.find((each) => each.name === report)?.title[language] ?? report;
    const attachment = await readAttachment(storage, scheduled);
    return {
      name,
      title,
      fileName,
      ownerName,
      attachment,
      url: `${config.publicUrl}/app/report-file#job=${jobId}`,
    };
  },
  texts: {
    id: ({ name, title, fileName, ownerName, attachment, url }) => ({
      subject: `${title}: ${name}`,
      title,
      paragraphs: [
        `${title} dari jadwal "${name}" telah selesai dibuat.`,
        attachment ? `Berkas ${fileName} terlampir.` : `Berkas ${fileName} dapat diunduh setelah masuk.`,
        `Anda menerima surel ini karena ${ownerName} menjadwalkannya untuk Anda.`,
      ],
      ...(attachment ? {} : { action: { label: 'Unduh laporan', url } }),
    }),
    en: ({ name, title, fileName, ownerName, attachment, url }) => ({
      subject: `${title}: ${name}`,
      title,
      paragraphs: [
        `${title} of the schedule "${name}" is ready.`,
        attachment
          ? `The file ${fileName} is attached.`
          : `The file ${fileName} can be downloaded after logging in.`,
        `You get this mail because ${ownerName} scheduled it for you.`,
      ],
      ...(attachment ? {} : { action: { label: 'Download the report', url } }),
    }),
  },
  choice: { id: 'Laporan terjadwal', en: 'Scheduled reports' },
  sample: {
    name: 'Konsumsi mingguan',
    title: 'Laporan Konsumsi',
    fileName: 'konsumsi-2026-11-28.pdf',
    ownerName: 'Siti Aminah',
    attachment: null,
    url: 'https://antrean.example/app/report-file#job=00000000-0000-4000-8000-000000000000',
  },
  attachments: ({ attachment }) => (attachment ? [attachment] : []),
});

async function readScheduledReport(database: Database, runId: string): Promise<ScheduledReport | undefined> {
  const [scheduled] = await query<ScheduledReport>(
    database.fork(),
    `select j.id as "jobId", s.name, s.attach, j.report, j.file_key as "fileKey", j.file_name as "fileName",
       j.content_type as "contentType", j.size, u.full_name as "ownerName"
     from report_schedule_runs r
     join report_schedules s on s.id = r.schedule_id
     join report_jobs_v j on j.id = r.report_job_id
     join users_v u on u.id = s.owner_id
     where r.id = ?`,
    [runId],
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
