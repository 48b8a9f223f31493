import { DateTime } from 'luxon';
import { z } from 'zod';

/** A row's id: a positive integer. */
export const id = z.int().positive();

/** An id in a path or a query string. */
export const idParameter = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** A calendar day of the business, `YYYY-MM-DD`, that exists. */
export const businessDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2025-10-01')
  .refine(
    (text) => !text.startsWith('0000') && DateTime.fromISO(text).isValid,
    'is not a day of the calendar',
  )
  .meta({ format: 'date', examples: ['2025-10-01'] });

/** An instant, ISO 8601 in UTC. */
export const instant = z.string().meta({ format: 'date-time', examples: ['2025-10-01T07:30:00.000Z'] });

/** One line that people can read, trimmed, of 1 to `max` characters: no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), 'has characters that cannot be shown');
