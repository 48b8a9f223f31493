import { growingPage, growingQuery, instant, line } from '@antrean/platform/http';
import { z } from 'zod';

/** So many at once; more are told apart by the filter. */
const RETRY_AT_ONCE = 1_000;

export const deadLetterId = z
  .string()
  .regex(/^(event:[\w.-]{1,100}:\d{1,15}|job:[0-9a-f-]{36})$/, 'is event:<consumer>:<seq> or job:<uuid>')
  .meta({ examples: ['event:audit:7'] });

/** Of an event, a job, a consumer or a queue, also one that this version does not know. */
export const messageName = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'has letters, digits, dots and hyphens')
  .meta({ examples: ['audit'] });

export const retryExpected = z.int().min(1).max(RETRY_AT_ONCE);

const filter = {
  kind: z.enum(['event', 'job']).optional(),
  name: messageName.optional(),
  consumer: messageName.optional(),
  queue: messageName.optional(),
};

export const deadLetterQuery = z.object({
  ...growingQuery(),
  ...filter,
  state: z.enum(['dead', 'retrying', 'waiting']).optional(),
});

export const retryRequest = z.strictObject({
  filter: z.strictObject(filter),
  expected: retryExpected,
});

export const retryAnswer = z.object({ retried: z.int() });

export const skipRequest = z.strictObject({ reason: line(500) });

export const deadLetter = z.object({
  id: z.string(),
  kind: z.enum(['event', 'job']),
  state: z.enum(['dead', 'retrying', 'waiting']),
  name: z.string(),
  consumer: z.string().nullable(),
  queue: z.string().nullable(),
  seq: z.int().nullable(),
  subject: z.string().nullable(),
  attempts: z.int(),
  error: z.string(),
  correlationId: z.string().nullable(),
  firstAt: instant,
  lastAt: instant,
  ageSeconds: z.int(),
  laterEvents: z.int().nullable(),
});

export const deadLetterPage = growingPage(deadLetter);

/** The payload is what it carries; null when it is kept no more. */
export const wholeDeadLetter = deadLetter.extend({ payload: z.looseObject({}).nullable() });

/** The letter with its age. */
export const toWire = <L extends { firstAt: string }>(letter: L): L & { ageSeconds: number } => ({
  ...letter,
  ageSeconds: Math.max(0, Math.floor((Date.now() - Date.parse(letter.firstAt)) / 1_000)),
});
