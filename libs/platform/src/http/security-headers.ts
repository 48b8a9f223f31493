import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/**
 * What browsers are told with every answer: load and run nothing but our own, guess no types, frame nothing, tell
 * nobody where a link was followed from and, in production, come by TLS only.
 *
 * @param options.embeddable pages of other origins may load what is answered, such as the script of the sockets
 */
export function securityHeaders({
  production,
  embeddable = false,
}: {
  production: boolean;
  embeddable?: boolean;
}): (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'upgrade-insecure-requests': production ? [] : null,
        // Where helmet would let styles and fonts come from anywhere.
        'style-src': ["'self'"],
        'font-src': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: production,
    // For browsers that do not know frame-ancestors: nobody may frame us, by either.
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: embeddable ? 'cross-origin' : 'same-origin' },
  });
}
