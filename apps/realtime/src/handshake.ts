import { identifyHolder, readToken, type TokenVerifier } from '@antrean/platform/auth';
import type { Narrowing } from '@antrean/platform/messages';
import { HandshakeRefused, type Guest } from '@antrean/platform/realtime';
import { z } from 'zod';

/** The part of Socket.IO's handshake that we look at: what a client sends beside its connection. */
export interface HandshakeInput {
  readonly auth: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: { readonly authorization?: string | undefined };
}

/** What a client asks for. None of it grants anything. */
export interface ConnectionRequest extends Narrowing {
  token: string | null;
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
export function readConnectionRequest(handshake: HandshakeInput): ConnectionRequest {
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

/**
 * Finds out who connects, as the database knows them at this moment (decision 19).
 * @throws {HandshakeRefused} saying what the client can do about it
 */
export async function identify(token: string | null, verifiers: readonly TokenVerifier[]): Promise<Guest> {
  if (token === null) {
    throw new HandshakeRefused(
      'token_missing',
      'Log in first, then send the access token as auth.token, as "Authorization: Bearer <token>" or as ?token=.',
    );
  }
  const { holder, ended } = await identifyHolder(token, verifiers);
  if (ended) throw new HandshakeRefused(ended.code, ended.message);
  if (holder?.kind === 'user' && holder.mustChangePassword) {
    throw new HandshakeRefused(
      'password_change_required',
      'The password is temporary. Change it, then connect again.',
    );
  }
  if (holder) return holder;
  throw new HandshakeRefused(
    'token_invalid',
    'The access token is not valid or has expired. Refresh it and connect again.',
  );
}
