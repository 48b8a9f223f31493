import { defineEvent, type AuditText } from '@antrean/platform/messages';
import { sessionRoom } from '@antrean/platform/realtime';
import { z } from 'zod';

const reason = z.enum([
  'logout',
  'revoked',
  'forced',
  'session-limit',
  'token-reuse',
  'expired',
  'deactivated',
  'password-changed',
  'password-reset',
]);

export type SessionEndReason = z.infer<typeof reason>;

const ended = z.object({ userId: z.int(), userName: z.string(), sessionIds: z.array(z.string()), reason });

/** The record of sessions that ended for one reason. */
const endedFor =
  (why: SessionEndReason, what: string) =>
  ({ userId, userName, reason: actual }: z.infer<typeof ended>): AuditText | null =>
    actual === why
      ? {
          subject: userName,
          detail: `${userName} ${what}`,
          // Cookies bring no actor with them: the user acted, unless it was an administrator.
          ...(why === 'forced' ? {} : { userId }),
        }
      : null;

export const sessionEnded = defineEvent({
  name: 'session.ended',
  version: 1,
  summary: 'Sessions of a user ended; their sockets are closed.',
  schema: ended,
  disconnects: { rooms: ({ sessionIds }) => sessionIds.map(sessionRoom) },
  // What is open elsewhere shows it.
  realtime: {
    namespace: '/notifications',
    readers: [],
    users: ({ userId }) => [userId],
    schema: ended.pick({ userId: true, sessionIds: true, reason: true }),
  },
  // The other ends have events of their own that tell the auditor of them.
  audit: {
    LOGOUT: endedFor('logout', 'logged out'),
    SESSION_REVOKED: endedFor('revoked', 'ended sessions on other devices'),
    FORCED_LOGOUT: endedFor('forced', 'was logged out by an administrator'),
    SESSION_LIMIT_REACHED: endedFor('session-limit', 'had too many sessions; the oldest ended'),
    REFRESH_TOKEN_REUSED: endedFor('token-reuse', 'showed a used refresh token; the session ended'),
  },
});
