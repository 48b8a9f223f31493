import { growingPage, growingQuery, instant } from '@antrean/platform/http';
import { UNFINISHED_STATES } from '@antrean/platform/outbox';
import { z } from 'zod';
import { messageName, retryExpected } from './dead-letter.contract.ts';

const filter = { queue: messageName.optional(), name: messageName.optional() };

export const jobQuery = z.object({
  ...growingQuery(),
  ...filter,
  state: z.enum(UNFINISHED_STATES).default('dead'),
});

export const jobParameter = z.object({ uuid: z.uuid() });

export const jobRetryRequest = z.strictObject({ filter: z.strictObject(filter), expected: retryExpected });

export const job = z.object({
  uid: z.uuid(),
  queue: z.string(),
  name: z.string(),
  version: z.int(),
  key: z.string().nullable().describe('What it is about, when at most one such job is open'),
  state: z.enum([...UNFINISHED_STATES, 'done', 'cancelled']),
  running: z.boolean().describe('A worker is at it'),
  attempts: z.int().describe('Tries that failed'),
  generation: z.int().describe('How often it was handed to a queue'),
  lastError: z.string().nullable(),
  actorId: z.int().nullable(),
  correlationId: z.string().nullable(),
  createdAt: instant,
  runAt: instant,
  enqueuedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

export const jobPage = growingPage(job);

export const wholeJob = job.extend({ payload: z.looseObject({}) });

const seconds = z.int().describe('Age of the oldest, in seconds; 0 when there is none');

export const consumerList = z.object({
  headSeq: z.int().describe('The last number that an event was given'),
  unnumbered: z.int().describe('Committed events without a number yet'),
  oldestUnnumberedSeconds: seconds,
  consumers: z.array(
    z.object({
      name: z.string(),
      deliveredSeq: z.int(),
      lag: z.int().describe('Events that it has not passed yet'),
      oldestSeconds: seconds,
      movedAt: instant,
      dead: z.int(),
      retrying: z.int(),
      waitsAt: z
        .object({ seq: z.int(), attempts: z.int(), error: z.string() })
        .nullable()
        .describe('The event before which it stands still'),
    }),
  ),
});

/** An event that a consumer has given up, or before which it stands still. */
export const consumerEvent = z.object({
  name: messageName,
  seq: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
});
