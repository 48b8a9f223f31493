import { z } from 'zod';

/** Where the trail is not what was written, and in which way. */
export const trailBreak = z.object({
  month: z.string(),
  /** The place in the month's chain at which the trail is broken: 1 for its first line. */
  seq: z.int(),
  kind: z
    .enum([
      'edited',
      'reordered',
      'inserted',
      'missing',
      'truncated',
      'head_mismatch',
      'anchor_mismatch',
      'anchor_forged',
    ])
    .meta({
      description:
        'edited: a line is not what was written. reordered: a line stands where another one was. ' +
        'inserted: a line that has no place. missing: lines are gone from the middle or the beginning. ' +
        'truncated: lines are gone from the end. head_mismatch: the table of heads does not fit the lines. ' +
        'anchor_mismatch: lines and heads fit each other, but not what was anchored outside of the database. ' +
        'anchor_forged: an anchor bears a signature that is not ours.',
    }),
  /** The id of the line that stands at this place, as in the viewer; null when there is none. */
  lineId: z.int().nullable(),
  detail: z.string(),
});
export type TrailBreak = z.output<typeof trailBreak>;
