import type { Request, RequestHandler } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import '../http/locals.ts';
import type { UserPrincipal } from '../auth/principal.ts';
import { readAccessClaims, type AccessClaims } from './access-claims.ts';
import { ACCESS_AUDIENCE, readToken, TOKEN_ALGORITHM, TOKEN_ISSUER } from './verify-token.ts';

export const AUTHENTICATE_SCHEME = 'Bearer';

/** Finds the live session that a verified token names; null when it ended or its user may not act. */
export type ResolvePrincipal = (claims: AccessClaims) => Promise<UserPrincipal | null>;

/**
 * Middleware that verifies the bearer token (passport-jwt, by the rules of {@link readToken} and
 * {@link readAccessClaims}, as sockets do) and loads its live session.
 * It only identifies: `request.user` is the actor or stays undefined; whether one is needed the route decides.
 */
export function createAuthentication(options: {
  secret: string;
  resolvePrincipal: ResolvePrincipal;
}): RequestHandler {
  const name = 'access-token';
  const authenticator = new passport.Passport();
  authenticator.use(
    name,
    new Strategy(
      {
        // passport-jwt's own takes time by the square of the header's length.
        jwtFromRequest: (request: Request) => bearerToken(request.get('authorization')),
        secretOrKey: options.secret,
        algorithms: [TOKEN_ALGORITHM],
        audience: ACCESS_AUDIENCE,
        issuer: TOKEN_ISSUER,
      },
      (payload: unknown, done: (error: unknown, user?: UserPrincipal | false) => void) => {
        const claims = readAccessClaims(payload);
        if (!claims) {
          done(null, false);
          return;
        }
        options.resolvePrincipal(claims).then(
          (actor) => done(null, actor ?? false),
          (error: unknown) => done(error),
        );
      },
    ),
  );
  return (request, response, next) => {
    const decide = (error: unknown, user: unknown): void => {
      if (error) {
        next(error);
        return;
      }
      if (isPrincipal(user)) response.locals.actor = user;
      next();
    };
    const authenticate: unknown = authenticator.authenticate(name, { session: false }, decide);
    if (!isHandler(authenticate)) throw new Error('passport gave no middleware');
    void authenticate(request, response, next);
  };
}

const bearerToken = (header = ''): string | null => (/^bearer /i.test(header) ? readToken(header) : null);
const isHandler = (value: unknown): value is RequestHandler => typeof value === 'function';
const isPrincipal = (user: unknown): user is UserPrincipal =>
  typeof user === 'object' && user !== null && 'userId' in user;
