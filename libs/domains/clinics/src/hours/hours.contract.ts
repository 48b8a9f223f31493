import { businessDate, idParameter, instant, line } from '@antrean/platform/http';
import { z } from 'zod';
import { overlapOf } from './opening-hours.ts';

const opens = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00')
  .meta({ examples: ['08:00'] });
const closes = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 16:00')
  .describe('At or before `opens`: on the next day')
  .meta({ examples: ['16:00'] });
const interval = z.object({ opens, closes });
const weeklyInterval = interval.extend({ weekday: z.int().min(1).max(7).describe('Monday is 1') });

const OVERLAP = 'overlaps another interval / bertumpang tindih dengan rentang lain';

const weekly = z
  .array(weeklyInterval)
  .max(42)
  .superRefine((intervals, context) => {
    const overlap = overlapOf(intervals);
    if (overlap)
      context.addIssue({ code: 'custom', path: [intervals.indexOf(overlap[1])], message: OVERLAP });
  })
  .describe('None: closed all week');
const ofOneDay = z
  .array(interval)
  .max(6)
  .superRefine((intervals, context) => {
    const overlap = overlapOf(intervals.map((each) => ({ ...each, weekday: 1 })));
    if (overlap) context.addIssue({ code: 'custom', path: [], message: OVERLAP });
  })
  .describe('None: closed');
const exception = z.object({
  date: businessDate,
  intervals: ofOneDay.default([]),
  note: line(200)
    .nullable()
    .default(null)
    .describe('Such as the holiday')
    .meta({ examples: ['Idulfitri'] }),
});

export const MOST_EXCEPTIONS = 400;

export const hoursInput = z.object({
  weekly,
  exceptions: z
    .array(exception)
    .max(MOST_EXCEPTIONS)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'names a day twice')
    .exactOptional()
    .describe('Days with other hours, from today on, in place of those that there are; absent: those stay'),
});
export type HoursInput = z.output<typeof hoursInput>;

export const exceptionInput = exception.omit({ date: true });
export type ExceptionInput = z.output<typeof exceptionInput>;
export const exceptionParams = z.object({ id: idParameter, date: businessDate });

export const hoursQuery = z.object({
  from: businessDate
    .refine((date) => date >= '2000' && date < '2200', 'is not near enough')
    .optional()
    .describe('The first day; today on the clinic’s calendar when absent'),
  days: z.coerce.number().int().min(1).max(62).default(14),
});

export const hoursBody = z.object({
  timezone: z.string(),
  openNow: z.boolean(),
  changesAt: instant.nullable().describe('When it closes or opens next; null: not within two months'),
  weekly: z.array(weeklyInterval),
  exceptions: z.array(exception).describe('From `from` on'),
  days: z.array(
    z.object({
      date: z.string(),
      weekday: z.int(),
      intervals: z.array(interval.extend({ startsAt: instant, endsAt: instant })),
      isException: z.boolean(),
      note: z.string().nullable(),
    }),
  ),
  version: z.int(),
});
export type HoursBody = z.input<typeof hoursBody>;
