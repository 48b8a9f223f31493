import { z } from 'zod';
import { ACCESS_AUDIENCE, verifyToken } from './verify-token.ts';

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
export function readAccessClaims(payload: unknown): AccessClaims | null {
  const { data } = claims.safeParse(payload);
  return data ? { sub: data.sub, sid: data.sid, aud: ACCESS_AUDIENCE } : null;
}

/** The claims of a valid access token, for those who do not come through Express; null for anything else. */
export function verifyAccessToken(token: string, secret: string): AccessClaims | null {
  return readAccessClaims(verifyToken(token, { secret, audience: ACCESS_AUDIENCE }));
}
