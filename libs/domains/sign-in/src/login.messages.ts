import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';

export const loginSucceeded = defineEvent({
  name: 'login.succeeded',
  version: 1,
  summary: 'A user logged in.',
  schema: z.object({
    userId: z.int(),
    userName: z.string(),
    sessionId: z.string(),
    device: z.string().nullable(),
  }),
  audit: {
    LOGIN_SUCCESS: ({ userId, userName, device }) => ({
      subject: userName,
      detail: `${userName} logged in${device === null ? '' : ` with ${device}`}`,
      userId,
    }),
  },
});

const REASONS = {
  unknown: 'no such user',
  password: 'wrong password',
  locked: 'too many wrong passwords came from there',
  inactive: 'the account is inactive',
  'temporary-password-used': 'the temporary password was used before',
  'temporary-password-expired': 'the temporary password has expired',
} as const;
const reasons = [
  'unknown',
  'password',
  'locked',
  'inactive',
  'temporary-password-used',
  'temporary-password-expired',
] as const;

export type LoginFailureReason = keyof typeof REASONS;

/** `identifier` is what was typed as the login; a mask when no user has it, because people type passwords there. */
export const loginFailed = defineEvent({
  name: 'login.failed',
  version: 1,
  summary: 'A login was refused.',
  schema: z.object({
    userId: z.int().nullable(),
    identifier: z.string(),
    reason: z.enum(reasons),
    locksAccount: z.boolean(),
  }),
  audit: {
    LOGIN_FAILURE: ({ userId, identifier, reason, locksAccount }) => ({
      subject: identifier,
      detail: `Login as "${identifier}" refused: ${REASONS[reason]}${locksAccount ? '; further attempts from there are locked' : ''}`,
      userId,
    }),
  },
});

export const loginEvents = [loginSucceeded, loginFailed];
