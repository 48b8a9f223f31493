import { readToken, type SessionPrincipal, type UserPrincipal } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { sessionOfAccessToken } from './tokens/access-token.ts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { readRefreshToken } from './tokens/refresh-token.ts';
import { sessionEnded, type SessionEndReason } from './session.messages.ts';

/** How many sessions a user with these roles may have at once: what the most generous of them allows. */
export function sessionLimitOf(
  roles: readonly string[],
  { sessionLimit: { others, byRole } }: Pick<Config, 'sessionLimit'>,
): number {
  return roles.length === 0 ? others : Math.max(...roles.map((role) => byRole.get(role) ?? others));
}

interface EndedSession {
  id: string;
  user_id: number;
  user_name: string;
}

/**
 * Ends live sessions of a user and with them their tokens and sockets: one, all, or all but the one that is kept.
 * @returns how many there were to end
 */
export async function endSessions(
  tx: Tx,
  userId: number,
  reason: SessionEndReason,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const ended = await query<EndedSession>(
    tx.em,
    `update sessions s set ended_at = now(), end_reason = ?
     from user_names_v u
     where u.id = s.user_id and s.user_id = ? and s.ended_at is null
       and s.id = coalesce(?::uuid, s.id) and s.id is distinct from ?::uuid
     returning s.id, s.user_id, u.name as user_name`,
    [reason, userId, which.only ?? null, which.except ?? null],
  );
  publishEnded(tx, ended, reason);
  return ended.length;
}

const AT_ONCE = 1_000;

/** Ends the sessions whose time is up, so that their sockets close too. Returns whether there may be more of them. */
export async function endExpiredSessions(tx: Tx): Promise<boolean> {
  const ended = await query<EndedSession>(
    tx.em,
    `update sessions s set ended_at = now(), end_reason = 'expired'
     from user_names_v u
     where u.id = s.user_id and s.id in (
       select id from sessions where ended_at is null and expires_at <= now()
       order by expires_at limit ${AT_ONCE} for update skip locked)
     returning s.id, s.user_id, u.name as user_name`,
  );
  for (const sessions of Map.groupBy(ended, ({ user_id }) => user_id).values()) {
    publishEnded(tx, sessions, 'expired');
  }
  return ended.length === AT_ONCE;
}

function publishEnded(tx: Tx, ended: readonly EndedSession[], reason: SessionEndReason): void {
  const [first] = ended;
  if (!first) return;
  publish(tx, sessionEnded, {
    userId: first.user_id,
    userName: first.user_name,
    sessionIds: ended.map(({ id }) => id),
    reason,
  });
}

/**
 * Ends the session that a refresh cookie belongs to, and that of an access token (`Bearer …`); expired ones do too.
 * Foreign and missing ones have none to end.
 */
export async function logOut(
  { unitOfWork, config }: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  shown: { cookie: string | undefined; authorization: string | undefined },
): Promise<void> {
  const bearer = readToken(shown.authorization);
  const sessions = [
    shown.cookie === undefined ? null : readRefreshToken(shown.cookie, config, { ignoreExpiration: true }),
    bearer === null ? null : sessionOfAccessToken(bearer, config),
  ].filter((session) => session !== null);
  if (sessions.length === 0) return;
  await transaction(unitOfWork, context, async (tx) => {
    for (const { userId, sessionId } of sessions) {
      await endSessions(tx, userId, 'logout', { only: sessionId });
    }
  });
}

/** Ends one of the actor's own sessions. @throws problem `not_found` when it is not his or has ended */
export async function revokeSession(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  sessionId: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    if ((await endSessions(tx, actor.userId, 'revoked', { only: sessionId })) === 0)
      throw problem('not_found');
  });
}

/** Logs the actor out everywhere: here too, or everywhere else. */
export async function revokeAllSessions(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: SessionPrincipal,
  { keepCurrent }: { keepCurrent: boolean },
): Promise<void> {
  const which = keepCurrent ? { except: actor.sessionId } : {};
  await transaction(unitOfWork, context, (tx) => endSessions(tx, actor.userId, 'revoked', which));
}
