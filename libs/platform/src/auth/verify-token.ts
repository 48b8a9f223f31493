import jwt from 'jsonwebtoken';

export const TOKEN_ISSUER = 'antrean';
export const TOKEN_ALGORITHM = 'HS256';
/** What access tokens are for; refresh tokens and displays' tokens name another audience. */
export const ACCESS_AUDIENCE = 'antrean';

/** Ours have some 500 characters. What is longer is not looked at. */
const MAX_TOKEN_LENGTH = 4_096;
// Header and payload are JSON objects, and an object in base64url begins with "e".
const JWT_FORM = /^e[\w-]*\.e[\w-]*\.[\w-]+$/;
/**
 * An API token: nothing to read in it, 256 bits at random behind a prefix by which people, logs and scanners of
 * repositories know it.
 */
export const OPAQUE_TOKEN = /^antr_[\w-]{43}$/;

/** The token in `Bearer <token>`, or the token alone; null when it has not the form of one. */
export function readToken(text: string | undefined): string | null {
  if (text === undefined || text.length > MAX_TOKEN_LENGTH) return null;
  const token = (/^bearer /i.test(text) ? text.slice('bearer '.length) : text).trim();
  return JWT_FORM.test(token) || OPAQUE_TOKEN.test(token) ? token : null;
}

/** The payload of a token of ours; null when it is forged, expired, malformed or meant for none of the audiences. */
export function verifyToken(
  token: string,
  rules: { secret: string; audience: string | [string, ...string[]]; ignoreExpiration?: boolean },
): jwt.JwtPayload | null {
  const { secret, ...options } = rules;
  if (readToken(token) !== token || OPAQUE_TOKEN.test(token)) return null;
  try {
    const payload = jwt.verify(token, secret, {
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      ...options,
    });
    return typeof payload === 'string' ? null : payload;
  } catch {
    // Rules and secret are ours, so whatever is thrown is said about the token, also a SyntaxError of its payload.
    return null;
  }
}
