import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';
import { REPORT_FORMATS } from './report-job.entity.ts';

const schema = z.object({
  scheduleId: z.int(),
  name: z.string(),
  report: z.string(),
  format: z.enum(REPORT_FORMATS),
  cron: z.string(),
  timezone: z.string(),
  recipients: z.array(z.string()),
  isActive: z.boolean(),
  ownerId: z.int(),
});

const event = (done: 'created' | 'updated' | 'deleted') =>
  defineEvent({
    name: `report-schedule.${done}`,
    version: 1,
    summary: `A report schedule was ${done}.`,
    schema,
    audit: {
      [`REPORT_SCHEDULE_${done.toUpperCase()}`]: (e) => ({
        subject: `report-schedule:${e.scheduleId}`,
        detail:
          `Schedule "${e.name}" ${done}: ${e.report} as ${e.format}, ${e.cron} (${e.timezone})` +
          `${e.isActive ? '' : ', paused'}, to ${e.recipients.join(', ')}`,
      }),
    },
  });

export const scheduleCreated = event('created');
export const scheduleUpdated = event('updated');
export const scheduleDeleted = event('deleted');

export const sendReport = defineJob({
  name: 'report.send',
  version: 1,
  summary: 'Mails the report of a scheduled run to one recipient.',
  queue: 'mail',
  schema: z.object({ runId: z.uuid(), recipient: z.string() }),
  attempts: 8,
  timeoutMs: 90_000,
  backoffMs: 2_000,
});

export const scheduleMessages = [scheduleCreated, scheduleUpdated, scheduleDeleted, sendReport];
