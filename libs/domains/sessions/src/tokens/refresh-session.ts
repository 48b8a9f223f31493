import { randomUUID } from 'node:crypto';
import { query } from '@antrean/platform/database';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { signAccessToken } from './access-token.ts';
import { endSessions } from '../end-session.ts';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { IssuedTokens } from './issue-tokens.ts';
import {
  clearedRefreshCookie,
  issueRefreshToken,
  readRefreshToken,
  signRefreshToken,
  type RefreshClaims,
} from './refresh-token.ts';
import { findPrincipal } from '../resolve-principal.ts';
import { sessionProblem } from '../session.problem.ts';

/** Two tabs that refresh at once show the same token; later than this, the second one has stolen it. */
const GRACE_SECONDS = 10;

interface TokenState {
  live: boolean;
  successor_id: string | null;
  in_grace: boolean;
  /** Its successor was used as well. */
  is_surpassed: boolean;
}

/**
 * Exchanges a refresh token for an access token and the next refresh token.
 *
 * Each works once, and none longer than SESSION_MAX_AGE after the login. Shown again within ten seconds it gives the
 * same successor, byte for byte; shown later, or when its successor was used as well, it was stolen, or its successor
 * was, and the whole session ends.
 *
 * @throws problem `session_ended` (401), whatever the reason
 */
export async function refreshSession(
  { unitOfWork, config }: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  cookie: string | undefined,
): Promise<IssuedTokens> {
  const claims = cookie === undefined ? null : readRefreshToken(cookie, config);
  const tokens = claims ? await transaction(unitOfWork, context, (tx) => rotate(tx, claims)) : null;
  if (!tokens) {
    throw sessionProblem('session_ended', { headers: { 'Set-Cookie': clearedRefreshCookie(config) } });
  }
  return tokens;

  async function rotate(tx: Tx, shown: RefreshClaims): Promise<IssuedTokens | null> {
    const state = await lockToken(tx, shown, config.sessionMaxAgeMs);
    if (!state?.live) return null;
    if (state.successor_id !== null && (state.is_surpassed || !state.in_grace)) {
      await endSessions(tx, shown.userId, 'token-reuse', { only: shown.sessionId });
      return null;
    }
    const successor: RefreshClaims = { ...shown, tokenId: state.successor_id ?? randomUUID() };
    const principal = await findPrincipal(tx.em, shown.userId, shown.sessionId);
    if (!principal) return null;
    return {
      accessToken: signAccessToken(principal, config),
      refreshToken: state.successor_id
        ? await signRefreshToken(tx.em, successor, config)
        : await useUp(tx, shown, successor),
    };
  }

  async function useUp(tx: Tx, shown: RefreshClaims, successor: RefreshClaims): Promise<string> {
    await query(tx.em, `update refresh_tokens set used_at = now(), successor_id = ? where id = ?`, [
      successor.tokenId,
      shown.tokenId,
    ]);
    await query(
      tx.em,
      `update sessions set last_seen_at = now(), expires_at =
         least(now() + ? * interval '1 millisecond', created_at + ? * interval '1 millisecond')
       where id = ?`,
      [config.jwt.refreshTtlMs, config.sessionMaxAgeMs, shown.sessionId],
    );
    return issueRefreshToken(tx.em, successor, config);
  }
}

/** What became of a token so far. Refreshes of one session take turns on its row; then each sees what the last did. */
async function lockToken(
  tx: Tx,
  { tokenId, sessionId, userId }: RefreshClaims,
  maxAgeMs: number,
): Promise<TokenState | undefined> {
  await query(tx.em, `select from sessions where id = ? for update`, [sessionId]);
  const [state] = await query<TokenState>(
    tx.em,
    `select s.ended_at is null and s.expires_at > now() and t.expires_at > now()
              and s.created_at + ? * interval '1 millisecond' > now() and u.is_active as live,
            t.successor_id, coalesce(t.used_at > now() - ? * interval '1 second', false) as in_grace,
            exists (select from refresh_tokens n where n.id = t.successor_id and n.used_at is not null) as is_surpassed
     from refresh_tokens t join sessions s on s.id = t.session_id join users_v u on u.id = s.user_id
     where t.id = ? and s.id = ? and u.id = ?`,
    [maxAgeMs, GRACE_SECONDS, tokenId, sessionId, userId],
  );
  return state;
}
