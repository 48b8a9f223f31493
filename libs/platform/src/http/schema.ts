import { z } from 'zod';
import {
  directionOrControl,
  isVisible,
  NOTHING_TO_SEE,
  tidyIdentifier,
  tidyLine,
  tidyNote,
  UNREADABLE,
} from '../text/index.ts';

/** A row's id: a positive integer. */
export const id = z.int().positive();

/** An id in a path or a query string. */
export const idParameter = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** A calendar day of the business, `YYYY-MM-DD`, that exists. */
export const businessDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2025-10-01')
  .refine((text) => !text.startsWith('0000') && z.regexes.date.test(text), 'is not a day of the calendar')
  .meta({ format: 'date', examples: ['2025-10-01'] });

/** An instant, ISO 8601 in UTC. */
export const instant = z.string().meta({ format: 'date-time', examples: ['2025-10-01T07:30:00.000Z'] });

/** One line that people can read, of 1 to `max` characters: composed (NFC), trimmed, with something to see. */
export const line = (max: number) =>
  z
    .string()
    .overwrite(tidyLine)
    .min(1)
    .max(max)
    .refine((text) => !directionOrControl(text), UNREADABLE)
    .refine(isVisible, NOTHING_TO_SEE);

/** {@link line} for text of several lines. */
export const note = (max: number) =>
  z
    .string()
    .overwrite(tidyNote)
    .min(1)
    .max(max)
    .refine((text) => !directionOrControl(text, { lines: true }), UNREADABLE)
    .refine(isVisible, NOTHING_TO_SEE);

/** What something is looked up by, such as a login name or a code: a {@link line} with nothing invisible in it. */
export const identifier = (max: number) =>
  z
    .string()
    .overwrite(tidyIdentifier)
    .min(1)
    .max(max)
    .refine((text) => !directionOrControl(text), UNREADABLE)
    .refine(isVisible, NOTHING_TO_SEE);

/** A password as it was typed: the one text that is not composed at the door, see `passwordForms`. */
export const typedPassword = z.string().min(1).max(1_000).meta({ format: 'password' });
