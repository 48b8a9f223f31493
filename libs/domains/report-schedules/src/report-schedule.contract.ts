import { id, idParameter, instant, line } from '@antrean/platform/http';
import { emailAddress } from '@antrean/platform/text';
import type { Report } from '@antrean/platform/report';
import { z } from 'zod';
import { PERIODS } from './relative-period.ts';
import { REPORT_FORMATS, csvFields } from '@antrean/report-jobs';
import type { ReportSchedule, ReportScheduleRun } from './report-schedule.entity.ts';

export const reportScheduleParams = z.object({ id: idParameter });

const fields = {
  name: line(100),
  format: z.enum(REPORT_FORMATS),
  cron: z
    .string()
    .max(100)
    .meta({ description: 'Minute, hour, day of month, month, day of week', examples: ['0 7 * * 1-5'] }),
  timezone: z
    .string()
    .max(64)
    .meta({ description: 'IANA', examples: ['Asia/Jakarta'] }),
  recipients: z
    .array(emailAddress)
    .min(1)
    .max(20)
    .refine(
      (list) => new Set(list.map((each) => each.toLowerCase())).size === list.length,
      'names an address twice',
    ),
  attach: z.boolean().meta({ description: 'Attach files up to 5 MB; else the mail has a link' }),
  isActive: z.boolean(),
  ...csvFields,
};

const period = z
  .enum(PERIODS)
  .nullable()
  .meta({
    description:
      'The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and ' +
      '`last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days ' +
      'apart, `last-7-days` up to eight, else `last-month`.',
  });

/** Whether a report can be limited to days. */
export const takesDates = ({ parameters }: Pick<Report, 'parameters'>): boolean =>
  'tanggalMulai' in parameters.shape;

/** The body that makes a schedule: the parameters are those of the report that it names. */
export function reportScheduleRequest(reports: readonly Report[], businessZone: string) {
  const alternative = (report: Report) =>
    z.strictObject({
      ...fields,
      report: z.literal(report.name),
      params: report.parameters.strict().prefault({}),
      period: takesDates(report) ? period.optional() : z.null().optional(),
      bom: fields.bom.default(false),
      delimiter: fields.delimiter.default('comma'),
      name: fields.name.optional(),
      timezone: fields.timezone.default(businessZone),
      attach: fields.attach.default(true),
      isActive: fields.isActive.default(true),
    });
  const [first, ...rest] = reports.map(alternative);
  if (!first) throw new Error('there is no report to schedule');
  return z.discriminatedUnion('report', [first, ...rest]);
}
export type ReportScheduleRequest = z.output<ReturnType<typeof reportScheduleRequest>>;

/** The body that changes a schedule; the report stays the same. */
export const reportScheduleChange = z
  .object({ ...fields, period, params: z.record(z.string(), z.unknown()) })
  .partial();

export const reportScheduleView = z.object({
  id,
  name: z.string(),
  report: z.string(),
  params: z.record(z.string(), z.unknown()).describe('As given; resolved anew at each run'),
  period,
  ...csvFields,
  format: z.enum(REPORT_FORMATS),
  cron: z.string(),
  timezone: z.string(),
  recipients: z.array(z.string()),
  attach: z.boolean(),
  isActive: z.boolean(),
  ownerId: id.describe('In whose name and language the reports are made'),
  nextRunAt: instant.nullable().describe('Null while it is not active'),
  lastRunAt: instant.nullable().describe('When a report was last begun for it'),
  lastSkippedAt: instant.nullable(),
  lastSkipReason: z.string().nullable(),
  consecutiveSkips: z
    .int()
    .describe('Runs without a report since the last one with one; at 3 somebody is told'),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});
export type ReportScheduleView = z.infer<typeof reportScheduleView>;

export const toScheduleWire = (schedule: ReportSchedule): ReportScheduleView => ({
  id: schedule.id,
  name: schedule.name,
  report: schedule.report,
  params: { ...schedule.parameters },
  period: schedule.period ?? null,
  bom: schedule.bom,
  delimiter: schedule.delimiter,
  format: schedule.format,
  cron: schedule.cron,
  timezone: schedule.timezone,
  recipients: [...schedule.recipients],
  attach: schedule.attach,
  isActive: schedule.isActive,
  ownerId: schedule.ownerId,
  nextRunAt: schedule.isActive ? schedule.nextRunAt.toISOString() : null,
  lastRunAt: schedule.lastRunAt?.toISOString() ?? null,
  lastSkippedAt: schedule.lastSkippedAt?.toISOString() ?? null,
  lastSkipReason: schedule.lastSkipReason ?? null,
  consecutiveSkips: schedule.consecutiveSkips,
  version: schedule.version,
  createdAt: schedule.createdAt.toISOString(),
  updatedAt: schedule.updatedAt.toISOString(),
});

/** When a cron is due, as a form asks before there is a schedule. */
export const nextRunsQuery = z.object({
  cron: fields.cron.default('0 7 * * *'),
  timezone: fields.timezone.optional().describe("The business's when absent"),
  period: z.enum(PERIODS).optional(),
});

export const nextRunView = z.object({
  at: instant,
  local: z.string().describe('What the clocks of `timezone` show then, `2027-03-02T07:00`'),
  utcOffsetMinutes: z.int(),
  tanggalMulai: z.string().nullable().describe('First day of `period` in that run; null without `period`'),
  tanggalAkhir: z.string().nullable(),
});

export const reportScheduleRunView = z.object({
  id: z.uuid(),
  dueAt: instant,
  reportJobId: z.uuid().nullable().describe('Null for a moment after it became due, and when it was skipped'),
  skipped: z.string().nullable().describe('Why no report was made'),
  createdAt: instant,
});

export const toRunWire = (run: ReportScheduleRun): z.infer<typeof reportScheduleRunView> => ({
  id: run.id,
  dueAt: run.dueAt.toISOString(),
  reportJobId: run.reportJobId ?? null,
  skipped: run.skipped ?? null,
  createdAt: run.createdAt.toISOString(),
});
