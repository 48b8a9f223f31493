import type { Config } from '@antrean/platform/config';

export const REFRESH_COOKIE = 'refreshToken';

type CookieConfig = Pick<Config, 'production' | 'jwt'>;

/** The `Set-Cookie` header for a refresh token (seed 003: HTTP-only, lax, whole site, as long as the token). */
export function refreshCookie(token: string, config: CookieConfig): string {
  return cookie(token, Math.floor(config.jwt.refreshTtlMs / 1_000), config);
}

/** The `Set-Cookie` header that makes the browser forget the refresh token. */
export function clearedRefreshCookie(config: CookieConfig): string {
  return cookie('', 0, config);
}

// A JWT consists of characters that a cookie may hold, so nothing needs to be encoded.
function cookie(value: string, maxAgeSeconds: number, { production }: CookieConfig): string {
  return [
    `${REFRESH_COOKIE}=${value}`,
    `Max-Age=${maxAgeSeconds}`,
    'Path=/',
    'HttpOnly',
    ...(production ? ['Secure'] : []),
    'SameSite=Lax',
  ].join('; ');
}
