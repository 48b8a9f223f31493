import { defineEvent } from '@antrean/platform/messages';
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

/** Ends that have no event of their own to tell the auditor of them. */
const AUDITED: Readonly<Partial<Record<SessionEndReason, { action: string; detail: string }>>> = {
  logout: { action: 'LOGOUT', detail: 'logged out' },
  revoked: { action: 'SESSION_REVOKED', detail: 'ended sessions on other devices' },
  forced: { action: 'FORCED_LOGOUT', detail: 'was logged out by an administrator' },
  'session-limit': { action: 'SESSION_LIMIT_REACHED', detail: 'had too many sessions; the oldest ended' },
  'token-reuse': { action: 'REFRESH_TOKEN_REUSED', detail: 'showed a used refresh token; the session ended' },
};

export const sessionEnded = defineEvent({
  name: 'session.ended',
  version: 1,
  summary: 'Sessions of a user ended; their sockets are closed.',
  schema: z.object({ userId: z.int(), userName: z.string(), sessionIds: z.array(z.string()), reason }),
  disconnects: { rooms: ({ sessionIds }) => sessionIds.map(sessionRoom) },
  audit: ({ userId, userName, reason: why }) => {
    const entry = AUDITED[why];
    if (!entry) return null;
    const { action, detail } = entry;
    // Cookies bring no actor with them: the user acted, unless it was an administrator.
    return {
      action,
      subject: userName,
      detail: `${userName} ${detail}`,
      ...(why === 'forced' ? {} : { userId }),
    };
  },
});
