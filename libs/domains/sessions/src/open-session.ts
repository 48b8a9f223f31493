import { randomUUID } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import { findAndLockUser } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import type { Tx } from '@antrean/platform/transaction';
import type { TokenSubject } from './tokens/access-token.ts';
import { endSessions, sessionLimitOf } from './end-session.ts';
import { issueTokens, type IssuedTokens } from './tokens/issue-tokens.ts';
import { readRefreshToken } from './tokens/refresh-token.ts';
import { sessionLimitReached } from './session.notification.ts';

export interface OpenedSession extends IssuedTokens {
  readonly sessionId: string;
}

/** Where a session is opened from. */
export interface SessionOrigin {
  /** As `describeDevice` says it. */
  readonly device: string | null;
  readonly ipPrefix: string | null;
  /** The refresh cookie of whoever was logged in with this browser; the new one replaces it. */
  readonly refreshCookie: string | undefined;
}

/**
 * Opens a session for a user whose identity has been proven, by whatever way. The session that its cookie replaces
 * ends, and so do the oldest beyond SESSION_LIMIT.
 */
export async function openSession(
  tx: Tx,
  user: Omit<TokenSubject, 'sessionId'>,
  { device, ipPrefix, refreshCookie }: SessionOrigin,
  config: Pick<Config, 'jwt' | 'sessionMaxAgeMs' | 'sessionLimit'>,
): Promise<OpenedSession> {
  const sessionId = randomUUID();
  // Logins of one user take turns from here on, so that no two leave more sessions than there may be.
  await findAndLockUser(tx, user.userId);
  await query(
    tx.em,
    // Not now(), the transaction's start: simultaneous logins get here in another order than they began in.
    `insert into sessions (id, user_id, user_agent, ip_prefix, created_at, expires_at)
     values (?, ?, ?, ?, clock_timestamp(), now() + ? * interval '1 millisecond')`,
    [sessionId, user.userId, device, ipPrefix, Math.min(config.jwt.refreshTtlMs, config.sessionMaxAgeMs)],
  );
  // Without its cookie nobody could end it, and it would live on.
  const replaced = refreshCookie === undefined ? null : readRefreshToken(refreshCookie, config);
  if (replaced) await endSessions(tx, replaced.userId, 'logout', { only: replaced.sessionId });
  await endSurplusSessions(tx, user.userId, sessionLimitOf(user.roles, config));
  return { sessionId, ...(await issueTokens(tx.em, { ...user, sessionId }, config)) };
}

/** SESSION_LIMIT: the newest sessions stay, the oldest end. */
async function endSurplusSessions(tx: Tx, userId: number, limit: number): Promise<void> {
  const surplus = await query<{ id: string }>(
    tx.em,
    `select id from sessions where user_id = ? and ended_at is null and expires_at > now()
     order by created_at desc, id offset ?`,
    [userId, limit],
  );
  for (const { id } of surplus) await endSessions(tx, userId, 'session-limit', { only: id });
  if (surplus.length > 0)
    notify(tx, sessionLimitReached, { userId, sessionIds: surplus.map(({ id }) => id) });
}
