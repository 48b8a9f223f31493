import { TOKEN_ALGORITHM, TOKEN_ISSUER, verifyToken } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import jwt from 'jsonwebtoken';
import { setCookie, type CookieConfig } from './cookie.ts';

/** Another audience and another key than an access token's: neither passes for the other. */
const REFRESH_AUDIENCE = 'antrean-refresh';

export interface RefreshClaims {
  readonly tokenId: string;
  readonly sessionId: string;
  readonly userId: number;
}

type TokenConfig = Pick<Config, 'jwt'>;
type IssuerConfig = Pick<Config, 'jwt' | 'sessionMaxAgeMs'>;

/** What a refresh token of ours says, or null. Whether it may still be used the database knows. */
export function readRefreshToken(
  token: string,
  config: TokenConfig,
  options: { ignoreExpiration?: boolean } = {},
): RefreshClaims | null {
  const claims = verifyToken(token, {
    secret: config.jwt.refreshSecret,
    audience: REFRESH_AUDIENCE,
    ...options,
  });
  if (typeof claims?.jti !== 'string' || typeof claims['sid'] !== 'string') return null;
  return { tokenId: claims.jti, sessionId: claims['sid'], userId: Number(claims.sub) };
}

/** Stores a new refresh token of a session, which it does not outlive, and signs it. */
export async function issueRefreshToken(
  em: EntityManager,
  claims: RefreshClaims,
  config: IssuerConfig,
): Promise<string> {
  await query(
    em,
    `insert into refresh_tokens (id, session_id, expires_at)
     select ?, id, least(now() + ? * interval '1 millisecond', created_at + ? * interval '1 millisecond')
     from sessions where id = ?`,
    [claims.tokenId, config.jwt.refreshTtlMs, config.sessionMaxAgeMs, claims.sessionId],
  );
  return signRefreshToken(em, claims, config);
}

/** Signs a stored refresh token; the same row always gives the same token. */
export async function signRefreshToken(
  em: EntityManager,
  claims: RefreshClaims,
  config: TokenConfig,
): Promise<string> {
  const [row] = await query<{ iat: number; exp: number }>(
    em,
    `select floor(extract(epoch from issued_at))::int as iat, floor(extract(epoch from expires_at))::int as exp
     from refresh_tokens where id = ?`,
    [claims.tokenId],
  );
  if (!row) throw new Error(`refresh token ${claims.tokenId} is not stored`);
  return jwt.sign(
    {
      sub: String(claims.userId),
      sid: claims.sessionId,
      // All tokens of a session descend from its login.
      family: claims.sessionId,
      jti: claims.tokenId,
      ...row,
    },
    config.jwt.refreshSecret,
    { algorithm: TOKEN_ALGORITHM, audience: REFRESH_AUDIENCE, issuer: TOKEN_ISSUER },
  );
}

export const REFRESH_COOKIE = 'refreshToken';

type RefreshCookieConfig = CookieConfig & Pick<Config, 'jwt'>;

/** The `Set-Cookie` header for a refresh token, which lasts as long as the token. */
export function refreshCookie(token: string, config: RefreshCookieConfig): string {
  return setCookie(REFRESH_COOKIE, token, Math.floor(config.jwt.refreshTtlMs / 1_000), config);
}

/** The `Set-Cookie` header that makes the browser forget the refresh token. */
export function clearedRefreshCookie(config: CookieConfig): string {
  return setCookie(REFRESH_COOKIE, '', 0, config);
}
