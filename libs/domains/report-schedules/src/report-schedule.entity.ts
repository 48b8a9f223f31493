import { versioned } from '@antrean/platform/database';
import { CSV_DELIMITERS } from '@antrean/platform/csv';
import type { JsonObject } from '@antrean/platform/messages';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { PERIODS } from './relative-period.ts';
import { REPORT_FORMATS } from '@antrean/report-jobs';

/** A report that is made and mailed again and again. */
export const ReportSchedule = defineEntity({
  name: 'ReportSchedule',
  tableName: 'report_schedules',
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    report: p.text(),
    /** As they were given; defaults such as "the last seven days" are resolved when a run is due. */
    parameters: p.json<JsonObject>(),
    format: p.enum(REPORT_FORMATS),
    cron: p.text(),
    timezone: p.text(),
    recipients: p.array<string>(),
    /** Whether the file travels with the mail, when it is small enough; else a link does. */
    attach: p.boolean().default(true),
    isActive: p.boolean().default(true),
    ownerId: p.integer(),
    nextRunAt: p.datetime(),
    delimiter: p.enum(CSV_DELIMITERS).default('comma'),
    bom: p.boolean().default(false),
    /** The days that a run is about; null: the dates in the parameters, or a report without dates. */
    period: p.enum(PERIODS).nullable(),
    lastRunAt: p.datetime().nullable(),
    lastSkippedAt: p.datetime().nullable(),
    lastSkipReason: p.text().nullable(),
    /** Runs without a report since the last one with one. */
    consecutiveSkips: p.integer().default(0),
    ...versioned,
  },
});
export type ReportSchedule = InferEntity<typeof ReportSchedule>;

/** A run that was due: it is about to begin, led to a report job, or says why not. */
export const ReportScheduleRun = defineEntity({
  name: 'ReportScheduleRun',
  tableName: 'report_schedule_runs',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    scheduleId: p.integer(),
    dueAt: p.datetime(),
    reportJobId: p.uuid().nullable(),
    skipped: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type ReportScheduleRun = InferEntity<typeof ReportScheduleRun>;
