import type { RequestHandler } from 'express';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import '../http/locals.ts';
import type { Actor } from '../outbox/index.ts';

export const AUTHENTICATE_SCHEME = 'Bearer';

/** What our access tokens say. The database has the last word on all of it. */
export interface AccessClaims {
  sub: string;
  sid: string;
  aud: string;
}

/** Finds the live session that a verified token names; null when it ended or its user may not act. */
export type ResolveActor = (claims: AccessClaims) => Promise<Actor | null>;

const isClaims = (payload: unknown): payload is AccessClaims =>
  typeof payload === 'object' &&
  payload !== null &&
  'sub' in payload &&
  typeof payload.sub === 'string' &&
  'sid' in payload &&
  typeof payload.sid === 'string';

/**
 * Middleware that verifies the bearer token (passport-jwt, HS256, audience) and loads its live session.
 * It only identifies: `request.user` is the actor or stays undefined; whether one is needed the route decides.
 */
export function createAuthentication(options: {
  secret: string;
  audience: string;
  resolveActor: ResolveActor;
}): RequestHandler {
  const name = 'access-token';
  const authenticator = new passport.Passport();
  authenticator.use(
    name,
    new Strategy(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        secretOrKey: options.secret,
        algorithms: ['HS256'],
        audience: options.audience,
      },
      (payload: unknown, done: (error: unknown, user?: Actor | false) => void) => {
        if (!isClaims(payload)) {
          done(null, false);
          return;
        }
        options.resolveActor(payload).then(
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
      if (isActor(user)) response.locals.actor = user;
      next();
    };
    const authenticate: unknown = authenticator.authenticate(name, { session: false }, decide);
    if (!isHandler(authenticate)) throw new Error('passport gave no middleware');
    void authenticate(request, response, next);
  };
}

const isHandler = (value: unknown): value is RequestHandler => typeof value === 'function';
const isActor = (user: unknown): user is Actor =>
  typeof user === 'object' && user !== null && 'userId' in user;
