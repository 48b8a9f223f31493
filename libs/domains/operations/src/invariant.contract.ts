import { instant } from '@antrean/platform/http';
import { z } from 'zod';

export const INVARIANTS = [
  'events_numbered',
  'consumers_follow',
  'jobs_handed_over',
  'jobs_attended',
  'nothing_dead',
  'log_retained',
  'partitions_ahead',
  'trail_anchored',
  'trail_proven',
] as const;
export type InvariantName = (typeof INVARIANTS)[number];

export const invariant = z.object({
  name: z.enum(INVARIANTS),
  holds: z
    .boolean()
    .nullable()
    .describe('Null when this process cannot tell, such as what a worker keeps in a folder of its own'),
  figure: z.int().nullable().describe('What it is judged by'),
  bound: z.int(),
  unit: z.enum(['seconds', 'count']),
  promise: z.string().describe("In the reader's language"),
  remedy: z.string().nullable().describe('What to do; null while it holds'),
});

export const invariantList = z.object({
  at: instant,
  holds: z.boolean().describe('Whether none is broken'),
  invariants: z.array(invariant),
});
