import { businessDate } from '@antrean/platform/http';
import { z } from 'zod';
import { anchor } from './anchor-file.ts';
import { fullVerification, type Checkpoint, type FullVerification } from './checkpoint.ts';
import { trailBreak } from './trail-break.ts';
import type { TrailFinding } from './verify-trail.ts';

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2025-10')
  .meta({ examples: ['2025-10'] });
const monthOrDay = z.union(
  [month, businessDate],
  'must be a month such as 2025-10 or a date such as 2025-10-01',
);

/** Chains are whole months: a day stands for the month in which it lies. */
export const verificationQuery = z.object({ from: monthOrDay.optional(), to: monthOrDay.optional() });

export const verification = z.object({
  valid: z.boolean(),
  checked: z.int().meta({
    description: 'Lines that were followed, up to the first break, those before the checkpoint included',
  }),
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
  checkpoint: z
    .object({ at: z.string(), lines: z.int() })
    .nullable()
    .meta({ description: 'Lines that a worker followed before, and when; the others were followed now' }),
  lastFullVerification: fullVerification
    .nullable()
    .meta({ description: 'The daily proof from the very beginning; null before the first one' }),
  firstBreak: trailBreak.optional(),
});

/** A proof that is too long for a request, and is left to a worker. */
export const longVerification = z.object({
  id: z.uuid(),
  status: z.enum(['queued', 'completed', 'failed']),
  from: z.string().nullable().meta({ description: 'Month in UTC; null from the beginning' }),
  to: z.string().nullable().meta({ description: 'Month in UTC; null to the end' }),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  result: verification.nullable().meta({ description: 'When it is completed' }),
});
export type LongVerification = z.output<typeof longVerification>;

export function toVerification(
  finding: TrailFinding,
  since: Checkpoint | null,
  full: FullVerification | null,
): z.input<typeof verification> {
  const { from, to, checked, anchors, unanchored } = finding;
  // What lies before a checkpoint is looked at by the full proof alone.
  const broken = finding.broken ?? (since ? full?.firstBreak : undefined);
  const head = broken ? null : finding.head;
  return {
    valid: broken === undefined,
    checked,
    from,
    to,
    head,
    anchors: { checked: anchors.checked, otherKeys: anchors.otherKeys, latest: anchors.latest, unanchored },
    checkpoint: since && { at: since.at, lines: since.months.reduce((sum, { seq }) => sum + seq, 0) },
    lastFullVerification: full,
    ...(broken ? { firstBreak: broken } : {}),
  };
}
