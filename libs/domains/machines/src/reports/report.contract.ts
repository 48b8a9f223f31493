import { growingQuery, id, instant, line } from '@antrean/platform/http';
import { z } from 'zod';
import { counters } from '../machine.contract.ts';
import { CAUSES, REPORTED_STATUSES, STATUSES } from '../machine.state.ts';

/** Materials that a machine may count. */
export const MOST_MATERIALS = 30;

const saidCounters = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'must be a short name such as PET'),
    z.int().min(0).max(2_147_483_647),
  )
  .refine((said) => Object.keys(said).length <= MOST_MATERIALS, `has more than ${MOST_MATERIALS} materials`)
  .meta({ examples: [{ PET: 120, CAN: 45 }] });

export const statusReport = z.object({
  status: z.enum(REPORTED_STATUSES),
  fillPercent: z.int().min(0).max(100).exactOptional().describe('What is not said stays as it was'),
  counters: saidCounters
    .exactOptional()
    .describe('What the machine has counted since it was made, by material; what is not named stays'),
  message: line(500)
    .nullable()
    .default(null)
    .describe('For whoever comes to see, such as the code of a fault'),
  seq: z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .exactOptional()
    .describe(
      'Grows with each report by this token, also over restarts of the machine. A report that is older than one before it is kept in the ' +
        'history alone; the same one again changes nothing',
    ),
  reportedAt: z.iso
    .datetime({ offset: true })
    .exactOptional()
    .describe('By the clock of the machine; it is kept, and decides nothing'),
});
export type StatusReport = z.output<typeof statusReport>;

export const heard = z.object({
  id,
  status: z.enum(STATUSES).describe('How the machine is shown now'),
  reportEverySeconds: z.int().describe('The machine is to give a sign of life at least so often'),
});
export type Heard = z.infer<typeof heard>;

export const reportTaken = heard.extend({
  isLate: z
    .boolean()
    .describe('Another report with a higher seq had come before: this one is in the history alone'),
});
export type ReportTaken = z.infer<typeof reportTaken>;

export const historyQuery = z.object({
  ...growingQuery(50),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  changes: z.stringbool().optional().describe('true: changes of the status alone'),
});
export type HistoryQuery = z.output<typeof historyQuery>;

export const historyEntry = z.object({
  id: z.int(),
  at: instant.describe('By the clock of the database'),
  cause: z.enum(CAUSES),
  status: z.enum(STATUSES).describe('From then on'),
  previousStatus: z.enum(STATUSES).nullable().describe('null when the status stayed'),
  reportedStatus: z.enum(REPORTED_STATUSES).nullable(),
  fillPercent: z.int().nullable(),
  counters: counters.nullable(),
  deltas: counters.nullable().describe('What the counters have grown by'),
  countersReset: z
    .boolean()
    .describe('A counter went backwards: what it shows is what it has counted since it was set back'),
  message: z.string().nullable(),
  seq: z.int().nullable(),
  reportedAt: instant.nullable(),
  isLate: z.boolean(),
  by: id.nullable().describe('The user'),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
