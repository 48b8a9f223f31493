import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';

/** By what somebody showed who they are. */
export const LOGIN_WAYS = {
  password: 'a password',
  passkey: 'a passkey',
  google: 'Google',
  facebook: 'Facebook',
  apple: 'Apple',
  verification: 'the link that verified the address',
} as const;
export type LoginWay = keyof typeof LOGIN_WAYS;
const ways = ['password', 'passkey', 'google', 'facebook', 'apple', 'verification'] as const;

export const loginSucceeded = defineEvent({
  name: 'login.succeeded',
  version: 1,
  summary: 'A user logged in.',
  schema: z.object({
    userId: z.int(),
    userName: z.string(),
    sessionId: z.string(),
    device: z.string().nullable(),
    /** Absent in events of an earlier version, which knew passwords only. */
    way: z.enum(ways).optional(),
  }),
  // Whoever is logged in elsewhere sees it there.
  realtime: {
    namespace: '/notifications',
    readers: [],
    users: ({ userId }) => [userId],
    schema: z.object({ userId: z.int(), sessionId: z.string(), device: z.string().nullable() }),
  },
  audit: {
    LOGIN_SUCCESS: ({ userId, userName, device, way = 'password' }) => ({
      subject: userName,
      detail: `${userName} logged in${device === null ? '' : ` with ${device}`}${way === 'password' ? '' : `, by ${LOGIN_WAYS[way]}`}`,
      userId,
    }),
  },
});

const REASONS = {
  unknown: 'no such user',
  password: 'wrong password',
  locked: 'too many wrong passwords came from there',
  code: 'the second factor was not shown',
  inactive: 'the account is inactive',
  'temporary-password-used': 'the temporary password was used before',
  'temporary-password-expired': 'the temporary password has expired',
} as const;
const reasons = [
  'unknown',
  'password',
  'locked',
  'code',
  'inactive',
  'temporary-password-used',
  'temporary-password-expired',
] as const;

export type LoginFailureReason = keyof typeof REASONS;

/** `identifier` is how events call the user; a mask of what was typed when it is none, because people type passwords there. */
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
