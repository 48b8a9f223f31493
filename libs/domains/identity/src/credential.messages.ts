import { defineJob } from '@antrean/platform/messages';
import { z } from 'zod';

/**
 * Mails a link with which the user sets a new password: because he forgot it (`password-reset`), or because an
 * administrator replaced it (`password-was-reset`). The link's secret is made when the job runs, never stored here.
 */
export const sendSecurityMail = defineJob({
  name: 'identity.send-security-mail',
  version: 1,
  summary: 'Mail a user a link to set a new password.',
  queue: 'mail',
  schema: z.object({ kind: z.enum(['password-reset', 'password-was-reset']), userId: z.int() }),
  attempts: 8,
  timeoutMs: 90_000,
  backoffMs: 2_000,
});

export const credentialJobs = [sendSecurityMail];
