import { id, idParameter, instant, line } from '@antrean/platform/http';
import type { Report } from '@antrean/platform/report';
import { z } from 'zod';
import { REPORT_FORMATS } from './report-job.entity.ts';
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
    .array(z.email().max(254))
    .min(1)
    .max(20)
    .refine(
      (list) => new Set(list.map((each) => each.toLowerCase())).size === list.length,
      'names an address twice',
    ),
  attach: z.boolean().meta({ description: 'Attach files up to 5 MB; else the mail has a link' }),
  isActive: z.boolean(),
};

/** The body that makes a schedule: the parameters are those of the report that it names. */
export function reportScheduleRequest(reports: readonly Report[], businessZone: string) {
  const alternative = ({ name, parameters }: Report) =>
    z.strictObject({
      ...fields,
      report: z.literal(name),
      params: parameters.strict().prefault({}),
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
  .object({ ...fields, params: z.record(z.string(), z.unknown()) })
  .partial();

export const reportScheduleView = z.object({
  id,
  name: z.string(),
  report: z.string(),
  params: z.record(z.string(), z.unknown()).describe('As given; resolved anew at each run'),
  format: z.enum(REPORT_FORMATS),
  cron: z.string(),
  timezone: z.string(),
  recipients: z.array(z.string()),
  attach: z.boolean(),
  isActive: z.boolean(),
  ownerId: id.describe('In whose name and language the reports are made'),
  nextRunAt: instant.nullable().describe('Null while it is not active'),
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
  format: schedule.format,
  cron: schedule.cron,
  timezone: schedule.timezone,
  recipients: [...schedule.recipients],
  attach: schedule.attach,
  isActive: schedule.isActive,
  ownerId: schedule.ownerId,
  nextRunAt: schedule.isActive ? schedule.nextRunAt.toISOString() : null,
  version: schedule.version,
  createdAt: schedule.createdAt.toISOString(),
  updatedAt: schedule.updatedAt.toISOString(),
});

export const reportScheduleRunView = z.object({
  id: z.uuid(),
  dueAt: instant,
  reportJobId: z.uuid().nullable(),
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
