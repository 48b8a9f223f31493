import { TOKEN_ALGORITHM, TOKEN_ISSUER, verifyToken, type SessionPrincipal } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import { CONSOLE_PATH } from '@antrean/platform/queue-console';
import { findSessionPrincipal, setCookie } from '@antrean/sessions';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** Not that of access tokens: neither is taken for the other. */
const AUDIENCE = 'antrean-queue-console';
export const CONSOLE_COOKIE = 'queueConsole';
/** So long it lasts without a request; whoever looks on keeps it. It never outlives the session. */
const LIVES_SECONDS = 15 * 60;

type ConsoleConfig = Pick<Config, 'jwt' | 'production'>;

/**
 * The `Set-Cookie` header that lets a browser see the console as who is logged in: sent there alone, never from another
 * site, and out of the reach of scripts.
 */
export function consoleCookie({ userId, sessionId }: SessionPrincipal, config: ConsoleConfig): string {
  const token = jwt.sign({ sub: String(userId), sid: sessionId }, config.jwt.accessSecret, {
    algorithm: TOKEN_ALGORITHM,
    audience: AUDIENCE,
    issuer: TOKEN_ISSUER,
    expiresIn: LIVES_SECONDS,
  });
  return setCookie(CONSOLE_COOKIE, token, LIVES_SECONDS, config, { path: CONSOLE_PATH, sameSite: 'Strict' });
}

const claimsOf = z.object({
  sub: z.string().regex(/^\d{1,15}$/),
  sid: z.uuid(),
  exp: z.int(),
});

/**
 * Whose cookie it is, with the rights of this very moment; null when it is none of ours, has run out, or its session
 * is over. `isAging`: it is to be replaced.
 */
export async function findConsoleUser(
  database: Database,
  cookie: string | undefined,
  config: ConsoleConfig,
): Promise<{ user: SessionPrincipal; isAging: boolean } | null> {
  const token = cookie ?? '';
  const claims = claimsOf.safeParse(
    verifyToken(token, { secret: config.jwt.accessSecret, audience: AUDIENCE }),
  ).data;
  if (!claims) return null;
  const user = await findSessionPrincipal(database.fork(), Number(claims.sub), claims.sid);
  if (!user || user.mustChangePassword) return null;
  return { user, isAging: claims.exp - Date.now() / 1_000 < LIVES_SECONDS / 2 };
}
