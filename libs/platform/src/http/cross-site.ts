import type { RequestHandler } from 'express';
import { problem } from '../problem/index.ts';

/**
 * Protects endpoints that authenticate by cookie (decision 20): a browser's request from another site is refused.
 * Clients that send neither `Origin` nor `Sec-Fetch-Site`, such as curl, hold no foreign cookies and pass.
 */
export function refuseCrossSite(allowed: '*' | readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get('origin');
    const own = `${request.protocol}://${request.get('host') ?? ''}`;
    if (origin !== undefined) {
      const trusted = origin === own || (allowed !== '*' && allowed.includes(origin));
      if (!trusted) throw problem('cross_site_request');
    } else if (request.get('sec-fetch-site') === 'cross-site') {
      throw problem('cross_site_request');
    }
    next();
  };
}
