import { defineEvent, defineJob } from '@antrean/platform/messages';
import { roleRoom } from '@antrean/platform/realtime';
import { reportPermissions } from '@antrean/report-jobs';
import { z } from 'zod';
import { REPORT_FORMATS } from '@antrean/report-jobs';

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
      // Not to whom: the trail is kept for longer than addresses. Deliveries have them for half a year.
      [`REPORT_SCHEDULE_${done.toUpperCase()}`]: (e) => ({
        subject: `report-schedule:${e.scheduleId}`,
        detail:
          `Schedule "${e.name}" ${done}: ${e.report} as ${e.format}, ${e.cron} (${e.timezone})` +
          `${e.isActive ? '' : ', paused'}, to ${e.recipients.length} ${e.recipients.length === 1 ? 'address' : 'addresses'}`,
      }),
    },
  });

export const scheduleCreated = event('created');
export const scheduleUpdated = event('updated');
export const scheduleDeleted = event('deleted');

export const scheduleTakenOver = defineEvent({
  name: 'report-schedule.taken-over',
  version: 1,
  summary: 'A report schedule got another owner.',
  schema: schema.extend({ previousOwnerId: z.int() }),
  audit: {
    REPORT_SCHEDULE_TAKEN_OVER: (e) => ({
      subject: `report-schedule:${e.scheduleId}`,
      detail: `Schedule "${e.name}" (${e.report}) is now of user ${e.ownerId}, before of user ${e.previousOwnerId}`,
    }),
  },
});

export const scheduleRunAsked = defineEvent({
  name: 'report-schedule.run-asked',
  version: 1,
  summary: 'Somebody asked for a run of a report schedule beside those that are due.',
  schema: schema.extend({ runId: z.uuid(), askedBy: z.int() }),
  audit: {
    REPORT_SCHEDULE_RUN_ASKED: (e) => ({
      subject: `report-schedule:${e.scheduleId}`,
      detail: `Run of schedule "${e.name}" (${e.report}) asked for, to ${e.recipients.length} ${e.recipients.length === 1 ? 'address' : 'addresses'}`,
    }),
  },
});

/** Why a run made no report. */
export const SKIP_REASONS = [
  'unknown-report',
  'owner-inactive',
  'not-permitted',
  'refused',
  'failed',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
const skip = { reason: z.enum(SKIP_REASONS), detail: z.string() };

export const scheduleStalled = defineEvent({
  name: 'report-schedule.stalled',
  version: 1,
  summary: 'A report schedule made no report three times in a row.',
  schema: z.object({
    scheduleId: z.int(),
    name: z.string(),
    report: z.string(),
    ownerId: z.int(),
    consecutiveSkips: z.int(),
    ...skip,
  }),
  realtime: {
    namespace: '/notifications',
    readers: [{ holding: reportPermissions['see-all-jobs'] }],
    users: (e) => [e.ownerId],
    formerRooms: () => [roleRoom('administrator')],
  },
  audit: {
    REPORT_SCHEDULE_STALLED: (e) => ({
      subject: `report-schedule:${e.scheduleId}`,
      detail: `Schedule "${e.name}" (${e.report}) made no report ${e.consecutiveSkips} times in a row: ${e.detail}`,
    }),
  },
});

export const runSchedule = defineJob({
  name: 'report-schedule.run',
  version: 1,
  summary: 'Begins the report of a schedule that is due, or says why there is none.',
  // A queue of its own: reports that take long hold none up, and a worker of an older version does not listen to it.
  queue: 'report-schedules',
  schema: z.object({ runId: z.uuid() }),
  attempts: 5,
  timeoutMs: 60_000,
  backoffMs: 2_000,
});

export const warnOfSkips = defineJob({
  name: 'report-schedule.warn',
  version: 1,
  summary: 'Of an earlier version: mails somebody that a report schedule makes no reports any more.',
  queue: 'mail',
  schema: z.object({ runId: z.uuid(), userId: z.int(), ...skip }),
  attempts: 8,
  timeoutMs: 90_000,
  backoffMs: 2_000,
});

export const sendReport = defineJob({
  name: 'report.send',
  version: 1,
  summary: 'Of an earlier version: mails the report of a scheduled run to one recipient.',
  queue: 'mail',
  schema: z.object({ runId: z.uuid(), recipient: z.string() }),
  attempts: 8,
  timeoutMs: 90_000,
  backoffMs: 2_000,
});

export const scheduleMessages = [
  scheduleCreated,
  scheduleUpdated,
  scheduleDeleted,
  scheduleTakenOver,
  scheduleRunAsked,
  scheduleStalled,
  runSchedule,
  warnOfSkips,
  sendReport,
];
