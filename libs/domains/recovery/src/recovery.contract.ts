import { typedCode } from '@antrean/factors';
import { growingPage, growingQuery, id, identifier, instant, note } from '@antrean/platform/http';
import { z } from 'zod';
import { STATUSES } from './recovery.state.ts';

export const recoveryStart = z
  .strictObject({ identifier: identifier(254) })
  .meta({ examples: [{ identifier: 'wulan@example.com' }] });
export const acceptedBody = z.object({ accepted: z.literal(true) });

const token = z.string().min(1).max(200);
export const recoveryCompletion = z
  .strictObject({
    token,
    backupCode: typedCode.optional().describe('A code on paper; with it the factors are removed at once'),
  })
  .meta({ examples: [{ token: 'gk3…', backupCode: 'k7m2p-xw9qf' }] });
export const recoveryOutcome = z.object({
  status: z.enum(['waiting', 'approved', 'completed']),
  completableAt: instant.nullable().describe('The end of the cool-down, once it is approved'),
});
export type RecoveryOutcome = z.output<typeof recoveryOutcome>;
export const recoveryCancellation = z.strictObject({ token });
export const cancelledBody = z.object({ cancelled: z.literal(true) });

export const recoveryQuery = z.object({ ...growingQuery(20), status: z.enum(STATUSES).optional() });
export type RecoveryQuery = z.output<typeof recoveryQuery>;
export const recoveryBody = z.object({
  id,
  status: z.enum(STATUSES),
  user: z.object({ id, name: z.string(), namaLengkap: z.string(), role: z.string() }),
  device: z.string().nullable().describe('Of who followed the link'),
  network: z.string().nullable(),
  openedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
  completableAt: instant.nullable(),
  expiresAt: instant,
  closedAt: instant.nullable(),
});
export type RecoveryBody = z.output<typeof recoveryBody>;
export const recoveryPage = growingPage(recoveryBody);

export const recoveryDecision = z
  .strictObject({
    decision: z.enum(['approve', 'reject']),
    note: note(500).optional().describe('How you know who asks, or why not; for the record'),
  })
  .meta({ examples: [{ decision: 'approve', note: 'Called back on the number on file' }] });
export type RecoveryDecision = z.output<typeof recoveryDecision>;
