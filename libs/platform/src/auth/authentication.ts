import type { RequestHandler } from 'express';
import '../http/locals.ts';
import type { TokenHolder } from './principal.ts';
import type { TokenVerifier } from './token-verifier.ts';
import { readToken } from './verify-token.ts';

export const AUTHENTICATE_SCHEME = 'Bearer';

/**
 * Middleware that finds out whose bearer token it is, by the verifiers that sockets ask too.
 * It only identifies: `response.locals.actor` is the actor or stays undefined; whether one is needed the route decides.
 */
export function createAuthentication(verifiers: readonly TokenVerifier[]): RequestHandler {
  return (request, response, next) => {
    const token = bearerToken(request.get('authorization'));
    if (token === null) {
      next();
      return;
    }
    identifyHolder(token, verifiers).then(({ holder }) => {
      if (holder) response.locals.actor = holder;
      next();
    }, next);
  };
}

/** Whose token it is; of a genuine one that is over, the verifier that knows it. */
export async function identifyHolder(
  token: string,
  verifiers: readonly TokenVerifier[],
): Promise<{ holder: TokenHolder | null; ended?: TokenVerifier['ended'] }> {
  for (const verifier of verifiers) {
    const holder = await verifier.identify(token);
    if (holder === 'ended') return { holder: null, ended: verifier.ended };
    if (holder) return { holder };
  }
  return { holder: null };
}

const bearerToken = (header = ''): string | null => (/^bearer /i.test(header) ? readToken(header) : null);
