import type { Config } from '@antrean/platform/config';

export type CookieConfig = Pick<Config, 'production'>;

/**
 * A `Set-Cookie` header (seed 003: HTTP-only, lax, whole site). The values here are JWTs, which consist of characters
 * that a cookie may hold, so nothing is encoded.
 *
 * @param scope a part of the site that it is sent to alone, and `Strict` to send it with no request from elsewhere
 */
export function setCookie(
  name: string,
  value: string,
  maxAgeSeconds: number,
  { production }: CookieConfig,
  { path = '/', sameSite = 'Lax' }: { path?: string; sameSite?: 'Lax' | 'Strict' } = {},
): string {
  return [
    `${name}=${value}`,
    `Max-Age=${maxAgeSeconds}`,
    `Path=${path}`,
    'HttpOnly',
    ...(production ? ['Secure'] : []),
    `SameSite=${sameSite}`,
  ].join('; ');
}
