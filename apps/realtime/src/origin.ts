import type { IncomingMessage } from 'node:http';
import type { Config } from '@antrean/platform/config';
import type { CorsOptions } from 'cors';

type OriginConfig = Pick<Config, 'corsOrigins' | 'publicUrl'>;

/** The CORS answer for long polling (decision 09): the listed origins with credentials, or everybody without. */
export function corsOptions({ corsOrigins }: OriginConfig): CorsOptions {
  return corsOrigins === '*' ? { origin: '*' } : { origin: [...corsOrigins], credentials: true };
}

/**
 * Whether a page may connect. Browsers do not apply CORS to websockets, they only tell the page's origin, so it is
 * checked here. Whoever sends none is no browser; our own pages are always welcome.
 */
export function isOriginAllowed({ corsOrigins, publicUrl }: OriginConfig, request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || corsOrigins === '*' || corsOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
