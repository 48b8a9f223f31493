import { createSecretKey, type KeyObject } from 'node:crypto';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import { z } from 'zod';
import { ACCESS_AUDIENCE, OPAQUE_TOKEN, readToken, TOKEN_ALGORITHM, TOKEN_ISSUER } from './verify-token.ts';

/** What our access tokens say. The database has the last word on all of it. */
export interface AccessClaims {
  /** The user's id, a positive 32-bit integer in decimal. */
  sub: string;
  /** The session's id, a UUID in lower case. */
  sid: string;
  aud: string;
}

const MAX_USER_ID = 2 ** 31 - 1;

const claims = z.object({
  sub: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .refine((id) => Number(id) <= MAX_USER_ID),
  sid: z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  // A token of ours always ends.
  exp: z.number(),
});

/** The claims in a verified payload; null when it is signed by us but says what no access token of ours says. */
function readAccessClaims(payload: unknown): AccessClaims | null {
  const { data } = claims.safeParse(payload);
  return data ? { sub: data.sub, sid: data.sid, aud: ACCESS_AUDIENCE } : null;
}

/** What a token is shown in: a handshake of Socket.IO is no request of Express, so both show the token alone. */
interface Shown {
  readonly token: string;
}

/**
 * The one verifier of access tokens (passport-jwt), for requests and sockets alike.
 * @returns the claims of a token, null for one that is forged, expired, malformed or meant for something else
 */
export function createAccessTokenVerifier(secret: string): (token: string) => Promise<AccessClaims | null> {
  const name = 'access-token';
  // As a key, because of a string jsonwebtoken asks each time whether it is a public key, which takes longer than to verify.
  const key = createSecretKey(secret, 'utf8');
  const authenticator = new passport.Passport();
  authenticator.use(
    name,
    new Strategy(
      {
        jwtFromRequest: ({ token }: Shown) => token,
        secretOrKeyProvider: (_shown: Shown, _token: unknown, give: unknown) => {
          if (takesKey(give)) give(null, key);
        },
        algorithms: [TOKEN_ALGORITHM],
        audience: ACCESS_AUDIENCE,
        issuer: TOKEN_ISSUER,
      },
      (payload: unknown, done: (error: unknown, claims: AccessClaims | false) => void) =>
        done(null, readAccessClaims(payload) ?? false),
    ),
  );
  return async (token) => {
    if (readToken(token) !== token || OPAQUE_TOKEN.test(token)) return null;
    const { promise, resolve, reject } = Promise.withResolvers<AccessClaims | null>();
    const decide = (error: unknown, claims: AccessClaims | false): void =>
      error ? reject(error) : resolve(claims || null);
    const authenticate: unknown = authenticator.authenticate(name, { session: false }, decide);
    if (!isMiddleware(authenticate)) throw new Error('passport gave no middleware');
    authenticate({ token }, {}, reject);
    return promise;
  };
}

/** passport-jwt hands the key on as it is; its types know of strings only. */
const takesKey = (value: unknown): value is (error: null, key: KeyObject) => void =>
  typeof value === 'function';

const isMiddleware = (
  value: unknown,
): value is (shown: Shown, response: object, next: (error: unknown) => void) => void =>
  typeof value === 'function';
