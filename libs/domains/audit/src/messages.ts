import { defineJob } from '@antrean/platform/messages';
import { z } from 'zod';

export const proveTrail = defineJob({
  name: 'audit.prove-trail',
  version: 1,
  summary: 'Follow the audit trail, from the newest checkpoint or from its very beginning.',
  queue: 'audit-proof',
  schema: z.object({ fromTheBeginning: z.boolean() }),
  attempts: 3,
  timeoutMs: 6 * 3_600_000,
  backoffMs: 60_000,
});

export const verifyMonths = defineJob({
  name: 'audit.verify-months',
  version: 1,
  summary: 'Make a proof of the audit trail that is too long for a request.',
  queue: 'audit-proof',
  schema: z.object({ verificationId: z.uuid() }),
  attempts: 3,
  timeoutMs: 6 * 3_600_000,
  backoffMs: 10_000,
});

export const auditMessages = [proveTrail, verifyMonths] as const;
