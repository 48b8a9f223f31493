import type { Display } from '@antrean/pos';
import {
  readToken,
  type AccessClaims,
  type ResolvePrincipal,
  type UserPrincipal,
} from '@antrean/platform/auth';
import { z } from 'zod';

export type RefusalCode =
  | 'token_missing'
  | 'token_invalid'
  | 'session_ended'
  | 'password_change_required'
  | 'display_ended'
  | 'forbidden'
  | 'too_many_connections'
  | 'invalid_handshake';

/** A connection that is refused. The client gets `connect_error` with this message and `data.code`. */
export class HandshakeRefused extends Error {
  readonly data: { code: RefusalCode };
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'HandshakeRefused';
    this.data = { code };
  }
}

/** The part of Socket.IO's handshake that we look at: what a client sends beside its connection. */
export interface HandshakeInput {
  readonly auth: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: { readonly authorization?: string | undefined };
}

/** What a client asks for. None of it grants anything. */
export interface Wish {
  token: string | null;
  departmentId: number | null;
  outletId: number | null;
  /** The `meta.seq` of the last event that the client has had. */
  since: number | null;
}

const wholeNumber = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * Reads what a client asks for, from `auth` or else from the query string (seed 003, connection details).
 * @throws {HandshakeRefused} `invalid_handshake` when a number is none: guessing could hide events from people
 */
export function readWish(handshake: HandshakeInput): Wish {
  const read = (name: 'departmentId' | 'outletId' | 'since'): number | null => {
    const value = isAbsent(handshake.auth[name]) ? handshake.query[name] : handshake.auth[name];
    if (isAbsent(value)) return null;
    const parsed = wholeNumber.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new HandshakeRefused(
      'invalid_handshake',
      `"${name}" must be a whole number; leave it out if you have none.`,
    );
  };
  return {
    token: findToken(handshake),
    departmentId: read('departmentId'),
    outletId: read('outletId'),
    since: read('since'),
  };
}

/** Null when there is none; what has not the form of a token is `malformed`, which no verifier takes. */
function findToken({ auth, query, headers }: HandshakeInput): string | null {
  const bearer = /^bearer /i.test(headers.authorization ?? '') ? headers.authorization : null;
  const given = [auth['token'], bearer, query['token']].find((candidate) => !isAbsent(candidate));
  if (given === undefined) return null;
  return (typeof given === 'string' ? readToken(given) : null) ?? 'malformed';
}

export interface Identification {
  /** The claims of a token that is genuine and has not expired, else null. */
  verifyAccessToken: (token: string) => AccessClaims | null;
  resolvePrincipal: ResolvePrincipal;
  /** The display that a genuine display token names, else null. */
  verifyDisplayToken: (token: string) => string | null;
  /** A display that may watch at this moment. */
  findDisplay: (id: string) => Promise<Display | null>;
}

/**
 * Finds out who connects: a genuine token whose session lives in the database at this moment (decision 19).
 * @throws {HandshakeRefused} saying what the client can do about it
 */
export async function identify(
  token: string | null,
  { verifyAccessToken, resolvePrincipal }: Identification,
): Promise<UserPrincipal> {
  if (token === null) {
    throw new HandshakeRefused(
      'token_missing',
      'Log in first, then send the access token as auth.token, as "Authorization: Bearer <token>" or as ?token=.',
    );
  }
  const claims = verifyAccessToken(token);
  if (!claims) {
    throw new HandshakeRefused(
      'token_invalid',
      'The access token is not valid or has expired. Refresh it and connect again.',
    );
  }
  const actor = await resolvePrincipal(claims);
  if (!actor) throw new HandshakeRefused('session_ended', 'This session has ended. Log in again.');
  if (actor.mustChangePassword) {
    throw new HandshakeRefused(
      'password_change_required',
      'The password is temporary. Change it, then connect again.',
    );
  }
  return actor;
}

/**
 * The display whose token it is; null for every other token.
 * @throws {HandshakeRefused} when it was revoked or has expired
 */
export async function identifyDisplay(
  token: string,
  { verifyDisplayToken, findDisplay }: Identification,
): Promise<Display | null> {
  const id = verifyDisplayToken(token);
  if (id === null) return null;
  const display = await findDisplay(id);
  if (display) return display;
  throw new HandshakeRefused(
    'display_ended',
    'The token of this display was revoked or has expired. An administrator can make another one.',
  );
}
