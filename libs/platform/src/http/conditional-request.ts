import type { RequestHandler } from 'express';

/**
 * Express' `fresh` and `send` evaluate conditions and ranges; where they differ from the standard, the request is put
 * so that they agree:
 * - `no-cache` asks caches on the way to validate, which is what the origin does when it compares tags (RFC 9111
 *   5.2.1.4). `fresh` would send the whole answer, and browsers' `fetch` adds it to every `If-None-Match` of a script.
 * - Ranges are for GET alone (RFC 9110 14.2), and a weak tag in `If-Range` never fits (13.1.5).
 */
export const followRfc9110: RequestHandler = (request, _response, next) => {
  const { headers } = request;
  delete headers['cache-control'];
  const ifRange = headers['if-range'];
  if (request.method !== 'GET' || (typeof ifRange === 'string' && /^\s*W\//.test(ifRange))) {
    delete headers.range;
  }
  next();
};
