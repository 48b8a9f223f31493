import { instant } from '@antrean/platform/http';
import { z } from 'zod';

export const traceParameters = z.object({
  kind: z
    .string()
    .regex(/^[a-z-]{1,30}$/)
    .meta({ examples: ['order'], description: 'order, booking, work-order, report or job' }),
  key: z
    .string()
    .regex(/^[\w:.-]{1,60}$/)
    .meta({ examples: ['PM-20251001-007'], description: 'Its number or id' }),
});

export const tracedEvent = z.object({
  id: z.uuid(),
  seq: z.int().nullable().describe('Its number in the log; null until it has one'),
  name: z.string(),
  at: instant,
  actorId: z.int().nullable(),
  correlationId: z.string().nullable(),
  waits: z.array(z.string()).describe('Consumers that have not had it yet'),
  refused: z
    .array(z.object({ letter: z.string(), consumer: z.string(), error: z.string() }))
    .describe('Consumers that refuse it, and its dead letters'),
});

export const tracedJob = z.object({
  uid: z.uuid(),
  queue: z.string(),
  name: z.string(),
  state: z.enum(['pending', 'enqueued', 'done', 'dead', 'cancelled']),
  attempts: z.int().describe('Tries that failed'),
  at: instant,
  finishedAt: instant.nullable(),
  lastError: z.string().nullable(),
});

export const tracedLine = z.object({
  id: z.int(),
  at: instant,
  eventId: z.uuid(),
  seq: z.int(),
  action: z.string(),
  detail: z.string(),
  userId: z.int().nullable(),
  hash: z.string().describe('By which the trail proves it, in hexadecimal'),
});

export const tracedMail = z.object({
  id: z.uuid(),
  at: instant,
  notification: z.string().nullable(),
  channel: z.enum(['email', 'sms', 'inApp']),
  userId: z.int().nullable(),
  status: z.enum(['planned', 'sending', 'sent', 'failed', 'skipped']),
  attempts: z.int(),
  error: z.string().nullable(),
  sentAt: instant.nullable(),
});

export const GAPS = [
  'no_event',
  'unnumbered',
  'not_delivered',
  'refused',
  'job_dead',
  'job_late',
  'mail_failed',
] as const;

export const gap = z.object({
  kind: z.enum(GAPS).meta({
    description:
      'no_event: there is neither an event nor an audit line of it. unnumbered: a committed event that the relay has not ' +
      'numbered. not_delivered: a consumer has not had an event for half a minute. refused: a consumer has given it up, or ' +
      'stands still before it. job_dead: given up. job_late: nobody is at it. mail_failed: somebody was not told.',
  }),
  at: instant,
  what: z.string().describe('The event, job or notification'),
  where: z.string().nullable().describe('The consumer, queue or channel'),
  letter: z.string().nullable().describe('The dead letter by which it can be tried again'),
});
export type Gap = z.output<typeof gap>;

export const trace = z.object({
  kind: z.string(),
  key: z.string(),
  title: z.string(),
  status: z.string(),
  createdAt: instant,
  events: z.array(tracedEvent).describe('Those of the last 72 hours, the oldest first'),
  jobs: z.array(tracedJob),
  audit: z.array(tracedLine),
  mails: z.array(tracedMail),
  files: z.array(
    z.object({
      name: z.string(),
      contentType: z.string(),
      size: z.int(),
      sha256: z.string().nullable(),
      at: instant,
    }),
  ),
  gaps: z.array(gap).describe('Where a step is missing'),
  complete: z.boolean().describe('False when there is more of something than the latest 200'),
});
export type Trace = z.output<typeof trace>;
