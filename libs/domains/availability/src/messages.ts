import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';
import { permissions } from './availability.policy.ts';

/** Who hears of a clinic's calendar: who works there. */
const atClinic = {
  namespace: '/notifications',
  readers: [{ holding: permissions.read, clinic: (e: { clinicId: number }) => e.clinicId }],
};
const change = z.enum(['added', 'updated', 'removed']);
const whose = { clinicId: z.int(), staffId: z.int().nullable().describe('Null: the clinic as a whole') };
const ofWhom = (staffId: number | null, clinicId: number): string =>
  staffId === null ? `clinic ${clinicId}` : `staff ${staffId} of clinic ${clinicId}`;

/** Whoever watches a clinic's calendar is in it. */
export const watchedCalendar = (clinicId: number): string => `calendar:${clinicId}`;

const changed = z.object({
  clinicId: z.int(),
  from: z.string().describe('The first day on the clinic’s calendar on which it may have'),
  to: z.string().nullable().describe('The last one; null: all that follow'),
  frees: z
    .boolean()
    .exactOptional()
    .describe('False: time was taken, and none has become free; otherwise some may have'),
});

export const availabilityChanged = defineEvent({
  name: 'availability.changed',
  version: 1,
  summary:
    'What can be booked at a clinic has changed: by rules, blocks, hours, or because a time was taken or given back.',
  schema: changed,
  realtime: {
    ...atClinic,
    watchers: (e) => [watchedCalendar(e.clinicId)],
    schema: changed.extend({
      version: z.int().describe('Of the calendar: later changes have greater ones'),
    }),
    // A count of its own would have all bookings of a clinic wait for each other.
    payload: (e, { seq }) => ({ ...e, version: seq }),
  },
});

export const ruleChanged = defineEvent({
  name: 'availability.rule.changed',
  version: 1,
  summary: 'A rule by which somebody, or a clinic, is available was added, changed or removed.',
  schema: z.object({ ...whose, ruleId: z.int(), change, rule: z.string() }),
  realtime: atClinic,
  audit: {
    AVAILABILITY_RULE_CHANGED: ({ clinicId, staffId, ruleId, change: what, rule }) => ({
      subject: `clinic:${clinicId}`,
      detail: `Availability rule ${ruleId} of ${ofWhom(staffId, clinicId)} was ${what}: ${rule}`,
    }),
  },
});

export const blockChanged = defineEvent({
  name: 'availability.block.changed',
  version: 1,
  summary: 'Time that cannot be booked was added, changed or removed.',
  schema: z.object({ ...whose, blockId: z.int(), change, startsAt: z.string(), endsAt: z.string() }),
  realtime: atClinic,
  audit: {
    AVAILABILITY_BLOCK_CHANGED: ({ clinicId, staffId, blockId, change: what, startsAt, endsAt }) => ({
      subject: `clinic:${clinicId}`,
      detail: `Block ${blockId} of ${ofWhom(staffId, clinicId)} was ${what}: ${startsAt} to ${endsAt}`,
    }),
  },
});

export const fillCalendar = defineJob({
  name: 'availability.fill-calendar',
  version: 1,
  summary:
    'Makes the days of a clinic’s calendar from its rules and hours, as far ahead as bookings are taken.',
  queue: 'calendars',
  schema: z.object({ clinicId: z.int() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 120_000,
});

/** The one job that makes the days of a clinic. */
export const calendarKey = (clinicId: number): string => `calendar:${clinicId}`;

export const releaseHold = defineJob({
  name: 'availability.release-hold',
  version: 1,
  summary: 'Gives back a time that was held and that nobody confirmed.',
  queue: 'calendars',
  schema: z.object({ reference: z.string() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 30_000,
});

export const availabilityMessages = [
  availabilityChanged,
  ruleChanged,
  blockChanged,
  fillCalendar,
  releaseHold,
];
