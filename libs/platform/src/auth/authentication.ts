import type { RequestHandler } from 'express';
import '../http/locals.ts';
import type { AnyTokenVerifier } from './token-verifier.ts';
import { readToken } from './verify-token.ts';

export const AUTHENTICATE_SCHEME = 'Bearer';

/**
 * Middleware that lets the verifier of users' tokens say whose bearer token it is, as sockets do.
 * It only identifies: `response.locals.actor` is the actor or stays undefined; whether one is needed the route decides.
 * @throws when no verifier is for users
 */
export function createAuthentication(verifiers: readonly AnyTokenVerifier[]): RequestHandler {
  const users = verifiers.find((verifier) => verifier.kind === 'user');
  if (!users) throw new Error('no domain verifies the tokens of users');
  return (request, response, next) => {
    const token = bearerToken(request.get('authorization'));
    if (token === null) {
      next();
      return;
    }
    users.identify(token).then((actor) => {
      if (actor !== null && actor !== 'ended') response.locals.actor = actor;
      next();
    }, next);
  };
}

const bearerToken = (header = ''): string | null => (/^bearer /i.test(header) ? readToken(header) : null);
