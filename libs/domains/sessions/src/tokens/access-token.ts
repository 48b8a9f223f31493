import { ACCESS_AUDIENCE, TOKEN_ALGORITHM, TOKEN_ISSUER, verifyToken } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import jwt from 'jsonwebtoken';

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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type TokenConfig = Pick<Config, 'jwt'>;

/** Signs an access token (HS256, the raw JWT_SECRET) that is valid from now on. */
export function signAccessToken(subject: TokenSubject, config: TokenConfig): string {
  const { userId, sessionId, nik, role, roles, karyawanId, departmentId } = subject;
  const claims = { nik, role, roles, karyawanId, departmentId, sub: String(userId), sid: sessionId };
  return jwt.sign(claims, config.jwt.accessSecret, {
    algorithm: TOKEN_ALGORITHM,
    audience: ACCESS_AUDIENCE,
    issuer: TOKEN_ISSUER,
    expiresIn: Math.floor(config.jwt.accessTtlMs / 1_000),
  });
}

/** Whose session a token of ours names, also when it has expired: to end it. Null for anything else. */
export function sessionOfAccessToken(
  token: string,
  config: TokenConfig,
): { userId: number; sessionId: string } | null {
  const rules = { secret: config.jwt.accessSecret, audience: ACCESS_AUDIENCE, ignoreExpiration: true };
  const claims = verifyToken(token, rules);
  const userId = Number(claims?.sub);
  const sessionId: unknown = claims?.['sid'];
  return Number.isSafeInteger(userId) && typeof sessionId === 'string' && UUID.test(sessionId)
    ? { userId, sessionId }
    : null;
}
