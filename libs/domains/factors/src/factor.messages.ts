import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';

/** What each factor is called in the audit trail. */
const NAMES = {
  totp: 'an authenticator app',
  sms: 'a phone for codes by SMS',
  backup: 'backup codes',
  passkey: 'a passkey',
} as const;

/** `userName` is the NIK, else the username, else `user <id>`. */
const concerned = {
  userId: z.int(),
  userName: z.string(),
  method: z.enum(['totp', 'sms', 'backup', 'passkey']),
};

export const factorAdded = defineEvent({
  name: 'factor.added',
  version: 1,
  summary: 'A user can show something besides the password from now on.',
  schema: z.object(concerned),
  audit: {
    FACTOR_ADDED: ({ userName, method }) => ({
      subject: userName,
      detail: `User ${userName} set up ${NAMES[method]}`,
    }),
  },
});

export const factorRemoved = defineEvent({
  name: 'factor.removed',
  version: 1,
  summary: 'A user cannot show this any more.',
  schema: z.object(concerned),
  audit: {
    FACTOR_REMOVED: ({ userName, method }) => ({
      subject: userName,
      detail: `User ${userName} removed ${NAMES[method]}`,
    }),
  },
});

export const factorsReset = defineEvent({
  name: 'factor.all-removed',
  version: 1,
  summary:
    'What a user can show besides the password was taken away: all of it by an administrator or a recovery, what is new by undoing a change of address.',
  schema: z.object({ userId: z.int(), userName: z.string() }),
  audit: {
    FACTORS_RESET: ({ userName }) => ({
      subject: userName,
      detail: `Second factors of ${userName} were taken away`,
    }),
  },
});

/** The payload names the code and does not hold it. After five minutes nobody waits for it. */
export const sendSmsCode = defineJob({
  name: 'factor.send-sms-code',
  version: 1,
  summary: 'Sends a code by SMS to the phone of somebody who logs in or sets it up.',
  queue: 'urgent-sms',
  schema: z.object({ codeId: z.uuid() }),
  attempts: 6,
  timeoutMs: 60_000,
  backoffMs: 2_000,
});

export const factorMessages = [factorAdded, factorRemoved, factorsReset, sendSmsCode];
