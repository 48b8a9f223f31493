import type { AccessClaims } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import jwt from 'jsonwebtoken';

export const TOKEN_ISSUER = 'antrean';
export const TOKEN_AUDIENCE = 'antrean';

/** What an access token says about its user. Clients may show it; decisions are made on the database. */
export interface TokenSubject {
  readonly userId: number;
  readonly sessionId: string;
  readonly nik: string | null;
  readonly role: string;
  readonly roles: readonly string[];
  readonly karyawanId: number | null;
  readonly departmentId: number | null;
}

type TokenConfig = Pick<Config, 'jwt'>;

/** Signs an access token (HS256, the raw JWT_SECRET) that is valid from now on. */
export function signAccessToken(subject: TokenSubject, config: TokenConfig): string {
  const { userId, sessionId, ...claims } = subject;
  return jwt.sign({ ...claims, sub: String(userId), sid: sessionId }, config.jwt.accessSecret, {
    algorithm: 'HS256',
    audience: TOKEN_AUDIENCE,
    issuer: TOKEN_ISSUER,
    expiresIn: Math.floor(config.jwt.accessTtlMs / 1_000),
  });
}

/** The claims of a valid access token, for those who do not come through Express; null for anything else. */
export function verifyAccessToken(token: string, config: TokenConfig): AccessClaims | null {
  const claims = verified(token, config.jwt.accessSecret, TOKEN_AUDIENCE);
  if (typeof claims?.sub !== 'string' || typeof claims['sid'] !== 'string') return null;
  return { sub: claims.sub, sid: claims['sid'], aud: TOKEN_AUDIENCE };
}

/** The payload of a token of ours, or null when it is forged, expired, or meant for something else. */
export function verified(
  token: string,
  secret: string,
  audience: string,
  options: { ignoreExpiration?: boolean } = {},
): jwt.JwtPayload | null {
  try {
    const payload = jwt.verify(token, secret, {
      algorithms: ['HS256'],
      audience,
      issuer: TOKEN_ISSUER,
      ...options,
    });
    return typeof payload === 'string' ? null : payload;
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError) return null;
    throw error;
  }
}
