import { CSV_DELIMITERS } from '@antrean/platform/csv';
import { id, instant } from '@antrean/platform/http';
import type { Report } from '@antrean/platform/report';
import { z } from 'zod';
import { REPORT_FORMATS, REPORT_STATUSES, type ReportJob } from './report-job.entity.ts';

export const reportJobParams = z.object({ id: z.uuid() });

export const BOM = 'CSV: begin with a byte order mark, by which Excel recognises UTF-8';
export const DELIMITER =
  'CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do';

/** How a CSV is written, in bodies. */
export const csvFields = {
  bom: z.boolean().meta({ description: BOM }),
  delimiter: z.enum(CSV_DELIMITERS).meta({ description: DELIMITER }),
};

/** The body that asks for a report: the parameters are those of the report that it names. */
export function reportRequest(reports: readonly Report[]) {
  return z.discriminatedUnion('report', alternatives(reports));
}

const alternatives = (reports: readonly Report[]) => {
  const [first, ...rest] = reports.map(({ name, parameters }) =>
    z.strictObject({
      report: z.literal(name),
      params: parameters.strict().prefault({}),
      format: z.enum(REPORT_FORMATS),
      bom: csvFields.bom.default(false),
      delimiter: csvFields.delimiter.default('comma'),
    }),
  );
  if (!first) throw new Error('there is no report to ask for');
  return [first, ...rest] as const;
};

export const reportJobView = z.object({
  id: z.uuid(),
  report: z.string(),
  params: z
    .record(z.string(), z.unknown())
    .describe('As they were understood: aliases and defaults resolved'),
  format: z.enum(REPORT_FORMATS),
  ...csvFields,
  status: z.enum(REPORT_STATUSES),
  progress: z.int().min(0).max(100),
  error: z.string().nullable(),
  requestedBy: id,
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  expiresAt: instant.nullable().describe('When the file is removed'),
  fileName: z.string().nullable(),
  size: z.int().nullable().describe('Bytes'),
  sha256: z.string().nullable(),
  signature: z.string().nullable().describe('Ed25519, base64; see /verify'),
  keyId: z.string().nullable(),
  downloadUrl: z.string().nullable().describe('Null until there is a file, and after it was removed'),
});
export type ReportJobView = z.infer<typeof reportJobView>;

export const locationOf = (jobId: string): string => `/api/report-jobs/${jobId}`;
export const downloadUrlOf = (jobId: string): string => `${locationOf(jobId)}/download`;

const time = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;

export const toWire = (job: ReportJob): ReportJobView => ({
  id: job.id,
  report: job.report,
  params: { ...job.parameters },
  format: job.format,
  bom: job.bom,
  delimiter: job.delimiter,
  status: job.status,
  progress: job.progress,
  error: job.error ?? null,
  requestedBy: job.requestedBy,
  createdAt: job.createdAt.toISOString(),
  startedAt: time(job.startedAt),
  finishedAt: time(job.finishedAt),
  expiresAt: time(job.expiresAt),
  fileName: job.fileName ?? null,
  size: job.size ?? null,
  sha256: job.sha256 ?? null,
  signature: job.signature ?? null,
  keyId: job.keyId ?? null,
  downloadUrl: job.fileKey ? downloadUrlOf(job.id) : null,
});
