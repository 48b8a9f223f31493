import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';

/** `userName` is the NIK, else the username, else `user <id>`. */
const concerned = { userId: z.int(), userName: z.string() };

export const passwordChanged = defineEvent({
  name: 'password.changed',
  version: 1,
  summary: 'A user chose a new password.',
  schema: z.object(concerned),
  audit: {
    PASSWORD_CHANGED: ({ userName }) => ({
      subject: userName,
      detail: `User ${userName} changed the password`,
    }),
  },
});

export const passwordReset = defineEvent({
  name: 'password.reset',
  version: 1,
  summary: 'A password was reset, by an administrator or with a mailed link.',
  schema: z.object({ ...concerned, by: z.enum(['administrator', 'link']) }),
  audit: {
    PASSWORD_RESET: ({ userId, userName, by }) => ({
      subject: userName,
      detail: `The password of ${userName} was reset ${by === 'link' ? 'with a mailed link' : 'to a temporary one'}`,
      // With a link nobody is logged in: the user acts.
      ...(by === 'link' ? { userId } : {}),
    }),
  },
});

export const passwordResetRequested = defineEvent({
  name: 'password.reset.requested',
  version: 1,
  summary: 'Somebody asked for a link to reset a password.',
  schema: z.object({ userId: z.int().nullable(), identifier: z.string() }),
  audit: {
    PASSWORD_RESET_REQUESTED: ({ userId, identifier }) => ({
      subject: identifier,
      detail: `A link to reset the password of "${identifier}" was asked for`,
      userId,
    }),
  },
});

/** Of an earlier version, which mailed by jobs of its own: `password.notification.ts` says what is mailed now. */
export const sendSecurityMail = defineJob({
  name: 'identity.send-security-mail',
  version: 1,
  summary: 'Of an earlier version: mail a user a link to set a new password.',
  queue: 'mail',
  schema: z.object({ kind: z.enum(['password-reset', 'password-was-reset']), userId: z.int() }),
  attempts: 8,
  timeoutMs: 90_000,
  backoffMs: 2_000,
});

export const credentialMessages = [passwordChanged, passwordReset, passwordResetRequested, sendSecurityMail];
