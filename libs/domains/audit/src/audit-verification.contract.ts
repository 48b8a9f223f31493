import { businessDate } from '@antrean/platform/http';
import { z } from 'zod';
import { anchor } from './anchor.ts';
import { trailBreak } from './trail-break.ts';
import type { TrailFinding } from './verify-trail.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2025-10');
const monthOrDay = z.union(
  [month, businessDate],
  'must be a month such as 2025-10 or a date such as 2025-10-01',
);

/** Chains are whole months: a day stands for the month in which it lies. */
export const verificationQuery = z.object({ from: monthOrDay.optional(), to: monthOrDay.optional() });

export const verification = z.object({
  valid: z.boolean(),
  checked: z.int().meta({ description: 'Lines that were followed, up to the first break' }),
  from: z.string().nullable(),
  to: z.string().nullable(),
  head: anchor
    .nullable()
    .meta({ description: 'The end of the last month, signed; null when there is a break' }),
  anchors: z.object({
    checked: z.int(),
    otherKeys: z
      .int()
      .meta({ description: 'Signed with a former key: compared, but the signature was not checked' }),
    latest: anchor.nullable(),
    unanchored: z.int().meta({ description: 'Lines of the last seconds, which no anchor covers yet' }),
  }),
  firstBreak: trailBreak.optional(),
});

export function toVerification(finding: TrailFinding): z.input<typeof verification> {
  const { from, to, checked, head, anchors, unanchored, broken } = finding;
  return {
    valid: broken === undefined,
    checked,
    from,
    to,
    head,
    anchors: { checked: anchors.checked, otherKeys: anchors.otherKeys, latest: anchors.latest, unanchored },
    ...(broken ? { firstBreak: broken } : {}),
  };
}
