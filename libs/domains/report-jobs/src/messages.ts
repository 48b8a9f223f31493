import { defineEvent, defineJob, defineSignal } from '@antrean/platform/messages';
import { roleRoom } from '@antrean/platform/realtime';
import { z } from 'zod';
import { REPORT_FORMATS } from './report-job.entity.ts';
import { reportPermissions } from './report-job.policy.ts';

const job = {
  jobId: z.uuid(),
  kind: z.literal('report'),
  report: z.string(),
  format: z.enum(REPORT_FORMATS),
  /** Percent. */
  progress: z.int().min(0).max(100),
  requestedBy: z.int(),
};

/** Who asked, and who sees all jobs, as administrators do (CARD-RT-01). */
const audience = {
  namespace: '/notifications',
  readers: [{ holding: reportPermissions['see-all-jobs'] }],
  users: (e: { requestedBy: number }) => [e.requestedBy],
  formerRooms: () => [roleRoom('administrator')],
};

export const jobQueued = defineEvent({
  name: 'job.queued',
  version: 1,
  summary: 'Background work was asked for.',
  schema: z.object(job),
  realtime: audience,
  audit: {
    REPORT_REQUESTED: (e) => ({
      subject: e.jobId,
      detail: `Report ${e.report} as ${e.format} requested (job ${e.jobId})`,
      userId: e.requestedBy,
    }),
  },
});

/** How far it is now; who was away reads it of the job. */
export const jobProgress = defineSignal({
  name: 'job.progress',
  version: 1,
  summary: 'Background work got on.',
  schema: z.object(job),
  realtime: audience,
  key: ({ jobId }) => jobId,
  everyMs: 500,
});

export const jobCompleted = defineEvent({
  name: 'job.completed',
  version: 1,
  summary: 'Background work is done and its file can be downloaded.',
  schema: z.object({
    ...job,
    fileName: z.string(),
    /** Bytes. */
    size: z.int(),
    sha256: z.string(),
    downloadUrl: z.string(),
  }),
  realtime: audience,
  audit: {
    REPORT_GENERATED: (e) => ({
      subject: e.jobId,
      detail: `${e.fileName} made: ${e.size} bytes, SHA-256 ${e.sha256} (job ${e.jobId})`,
      userId: e.requestedBy,
    }),
  },
});

export const jobFailed = defineEvent({
  name: 'job.failed',
  version: 1,
  summary: 'Background work failed for good.',
  schema: z.object({ ...job, error: z.string() }),
  realtime: audience,
  audit: {
    REPORT_FAILED: (e) => ({
      subject: e.jobId,
      detail: `Report ${e.report} as ${e.format} failed (job ${e.jobId}): ${e.error}`,
      userId: e.requestedBy,
    }),
  },
});

export const jobCancelled = defineEvent({
  name: 'job.cancelled',
  version: 1,
  summary: 'Background work was called off; there will be no file.',
  schema: z.object({ ...job, cancelledBy: z.int() }),
  realtime: audience,
  audit: {
    REPORT_CANCELLED: (e) => ({
      subject: e.jobId,
      detail: `Report ${e.report} as ${e.format} cancelled at ${e.progress} % (job ${e.jobId})`,
      userId: e.cancelledBy,
    }),
  },
});

export const jobRetried = defineEvent({
  name: 'job.retried',
  version: 1,
  summary: 'Background work that had failed or was cancelled is on its way again.',
  schema: z.object({ ...job, retriedBy: z.int() }),
  realtime: audience,
  audit: {
    REPORT_RETRIED: (e) => ({
      subject: e.jobId,
      detail: `Report ${e.report} as ${e.format} asked for again (job ${e.jobId})`,
      userId: e.retriedBy,
    }),
  },
});

export const generateReport = defineJob({
  name: 'report.generate',
  version: 1,
  summary: 'Makes the file of a report.',
  queue: 'reports',
  schema: z.object({ reportJobId: z.uuid(), round: z.int() }),
  attempts: 5,
  timeoutMs: 120_000,
  backoffMs: 1_000,
});

export const reportJobMessages = [
  jobQueued,
  jobProgress,
  jobCompleted,
  jobFailed,
  jobCancelled,
  jobRetried,
  generateReport,
];
