import type { Config } from '@antrean/platform/config';

export type CookieConfig = Pick<Config, 'production'>;

/**
 * A `Set-Cookie` header (seed 003: HTTP-only, lax, whole site). The values here are JWTs, which consist of characters
 * that a cookie may hold, so nothing is encoded.
 */
export function setCookie(
  name: string,
  value: string,
  maxAgeSeconds: number,
  { production }: CookieConfig,
): string {
  return [
    `${name}=${value}`,
    `Max-Age=${maxAgeSeconds}`,
    'Path=/',
    'HttpOnly',
    ...(production ? ['Secure'] : []),
    'SameSite=Lax',
  ].join('; ');
}
