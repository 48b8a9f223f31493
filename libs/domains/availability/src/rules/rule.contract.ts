import { businessDate, id, idParameter, page, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';
import type { AvailabilityRule } from '../availability.entity.ts';
import { refusalOfRrule, tidyRrule } from './recurrence.ts';

/** Of one person, and of a clinic as a whole: what a change makes anew is bounded by it. */
export const MOST_RULES = 30;

const startTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00')
  .describe('On the clinic’s clocks')
  .meta({ examples: ['08:00'] });
const endTime = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 16:00')
  .describe('At or before `startTime`: on the next day')
  .meta({ examples: ['16:00'] });
const weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .meta({ examples: [[1, 2, 3, 4, 5]] })
  .transform((days) => [...new Set(days)].sort((a, b) => a - b))
  .describe('Monday is 1');
const rrule = z
  .string()
  .max(300)
  .transform((text, context) => {
    const tidied = tidyRrule(text);
    const refusal = refusalOfRrule(tidied);
    if (refusal !== null) context.addIssue({ code: 'custom', message: refusal });
    return tidied;
  })
  .describe('RFC 5545, daily to yearly, begun on `effectiveFrom` at `startTime`; in place of `weekdays`')
  .meta({ examples: ['FREQ=MONTHLY;BYDAY=1SA'] });
const near = businessDate.refine(
  (date) => date >= '2000' && date < '2200',
  'is not near enough / terlalu jauh',
);

export const newRule = z
  .object({
    staffId: id.nullable().default(null).describe('Whose; null: the clinic as a whole'),
    weekdays: weekdays.exactOptional(),
    rrule: rrule.exactOptional(),
    startTime,
    endTime,
    effectiveFrom: near.exactOptional().describe('Today on the clinic’s calendar when absent'),
    effectiveTo: near.nullable().default(null).describe('The last day; null: without an end'),
  })
  .strict()
  .refine((rule) => (rule.weekdays === undefined) !== (rule.rrule === undefined), {
    path: ['weekdays'],
    message: 'give weekdays or rrule / isi weekdays atau rrule',
  });
export type NewRule = z.output<typeof newRule>;

export const ruleChanges = z
  .object({
    weekdays: weekdays.exactOptional().describe('In place of an `rrule`'),
    rrule: rrule.exactOptional(),
    startTime: startTime.exactOptional(),
    endTime: endTime.exactOptional(),
    effectiveFrom: near.exactOptional(),
    effectiveTo: near.nullable().exactOptional(),
  })
  .strict()
  .refine((rule) => rule.weekdays === undefined || rule.rrule === undefined, {
    path: ['weekdays'],
    message: 'give weekdays or rrule / isi weekdays atau rrule',
  });
export type RuleChanges = z.output<typeof ruleChanges>;

export const ruleParams = z.object({ id: idParameter, ruleId: idParameter });
export const ofStaff = z
  .union([z.literal('none').transform(() => null), idParameter])
  .optional()
  .describe('Of this person; `none`: of the clinic as a whole; absent: all');
export const ruleQuery = z.object({ staffId: ofStaff, ...pageQuery() }).strict();

export const ruleBody = z.object({
  id,
  clinicId: id,
  staffId: id.nullable(),
  weekdays: z.array(z.int()).nullable(),
  rrule: z.string().nullable(),
  startTime: z.string(),
  endTime: z.string(),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  version: z.int(),
});
export type RuleBody = z.output<typeof ruleBody>;
export const rulePage = page(ruleBody);

export const toRuleBody = (rule: AvailabilityRule): RuleBody => ({
  id: rule.id,
  clinicId: rule.clinicId,
  staffId: rule.staffId ?? null,
  weekdays: rule.weekdays ?? null,
  rrule: rule.rrule ?? null,
  startTime: rule.startTime,
  endTime: rule.endTime,
  effectiveFrom: rule.effectiveFrom,
  effectiveTo: rule.effectiveTo ?? null,
  version: rule.version,
});

/** A rule in one line, for the audit trail. */
export function describeRule({ weekdays: days, rrule: recurrence, ...rule }: RuleBody): string {
  const when = recurrence ?? `weekdays ${(days ?? []).join(', ')}`;
  return `${when}, ${rule.startTime} to ${rule.endTime}, from ${rule.effectiveFrom}${rule.effectiveTo ? ` to ${rule.effectiveTo}` : ''}`;
}
