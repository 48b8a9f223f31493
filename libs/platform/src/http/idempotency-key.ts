import { createHash, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Request } from 'express';
import type { IdempotentRequest } from '../transaction/index.ts';
import type { UserPrincipal } from '../auth/principal.ts';
import { problem } from '../problem/index.ts';
import type { Route } from './route.ts';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * How a repetition of this request is known. A client that sends no key is given one, which the answer names: when the
 * outcome is not known, it can ask with it.
 *
 * @param parts the request as the route's schemas understood it: the same request may be written in many ways
 * @returns undefined for routes and callers that have no keys
 * @throws problem `invalid_request`
 */
export function idempotencyOf(
  route: Route,
  request: Request,
  parts: Readonly<Record<'params' | 'query' | 'body', unknown>>,
  actor: UserPrincipal | null,
): IdempotentRequest | undefined {
  if (!route.idempotent || !actor) return undefined;
  const given = request.get('idempotency-key');
  if (given !== undefined && !KEY.test(given)) {
    throw problem('invalid_request', {
      errors: [
        {
          field: 'header.idempotency-key',
          message: '1 to 200 visible ASCII characters / 1 sampai 200 karakter ASCII',
        },
      ],
    });
  }
  const { params, query, body } = parts;
  const said = canonicalize([route.method, route.path, params ?? null, query ?? null, body ?? null]);
  return {
    userId: actor.userId,
    key: given ?? randomUUID(),
    isNew: given === undefined,
    requestHash: `canonical:${createHash('sha256')
      .update(said ?? '')
      .digest('base64')}`,
    status: route.status ?? 200,
  };
}
