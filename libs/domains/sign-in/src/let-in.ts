import { createHash, randomBytes } from 'node:crypto';
import {
  nameOf,
  readExistingUser,
  useUpTemporaryPassword,
  type User,
  type UserBody,
} from '@antrean/accounts';
import { usableMethods, type FactorMethod } from '@antrean/factors';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { openSession, type IssuedTokens, type SessionOrigin } from '@antrean/sessions';
import { deviceCookie, knownDeviceOf } from './known-device.ts';
import { loginSucceeded, type LoginWay } from './login.messages.ts';
import { signInProblem } from './sign-in.problem.ts';

/** So long somebody may look for the phone that shows the code. */
const MINUTES = 10;

/** By what somebody has shown who they are, and where they come from. */
export interface Entry extends SessionOrigin {
  readonly way: LoginWay;
  /** The cookie of `deviceCookie`, when the device has one. */
  readonly deviceCookie: string | undefined;
}

export interface Login extends IssuedTokens {
  readonly user: UserBody;
  /** The `Set-Cookie` header by which the device is known from now on. */
  readonly deviceCookie: string;
}

/** Who has a second factor is not in before it is shown. */
export interface FactorWanted {
  readonly mfaRequired: true;
  /** Stands for what was shown so far. It works once, at `POST /api/auth/mfa/verify`, for ten minutes. */
  readonly mfaToken: string;
  readonly methods: readonly FactorMethod[];
}

export type LoginOutcome = Login | FactorWanted;

/**
 * Lets in who has shown who they are, by whatever way: a session is opened, or their second factor is asked for. The
 * caller holds the user's row (`findAndLockUser`).
 * @throws problem `account_inactive` (403)
 */
export async function letIn(tx: Tx, user: User, entry: Entry, config: Config): Promise<LoginOutcome> {
  if (!user.isActive) throw signInProblem('account_inactive');
  const methods = await usableMethods(tx.em, user.id);
  if (methods.length === 0) return enter(tx, user, entry, config);
  const mfaToken = randomBytes(32).toString('base64url');
  await query(
    tx.em,
    `insert into pending_logins (token_hash, user_id, way, expires_at)
     values (?, ?, ?, now() + ? * interval '1 minute')`,
    [hashOf(mfaToken), user.id, entry.way, MINUTES],
  );
  return { mfaRequired: true, mfaToken, methods };
}

/** Opens a session for a user of whom nothing more is asked, and whose row the caller holds. */
export async function enter(tx: Tx, user: User, entry: Entry, config: Config): Promise<Login> {
  if (entry.way === 'password') await useUpTemporaryPassword(tx.em, user);
  const body = await readExistingUser(tx.em, user.id);
  const { nik, role, karyawanId, departmentId } = body;
  const roles = [...new Set([...body.roles, ...body.scopedRoles.map((scoped) => scoped.role)])];
  const subject = { userId: user.id, nik, role, roles, karyawanId, departmentId };
  const { sessionId, ...tokens } = await openSession(tx, subject, entry, config);
  const { device, way } = entry;
  publish(tx, loginSucceeded, { userId: user.id, userName: nameOf(user), sessionId, device, way });
  const known = knownDeviceOf(entry.deviceCookie, user.id, config);
  return { ...tokens, user: body, deviceCookie: deviceCookie(user.id, known, config) };
}

/** A login that waits for the second factor. */
export interface PendingLogin {
  readonly userId: number;
  readonly way: LoginWay;
}

/** The login that a token stands for; null for one that was used, is too old, or never was. */
export async function findPendingLogin(em: EntityManager, mfaToken: string): Promise<PendingLogin | null> {
  const [pending] = await query<PendingLogin>(
    em,
    `select user_id as "userId", way from pending_logins where token_hash = ? and expires_at > now()`,
    [hashOf(mfaToken)],
  );
  return pending ?? null;
}

/** Uses a pending login up. Of any number at once one gets it. */
export async function takePendingLogin(em: EntityManager, mfaToken: string): Promise<PendingLogin | null> {
  const [pending] = await query<PendingLogin>(
    em,
    `delete from pending_logins where token_hash = ? and expires_at > now()
     returning user_id as "userId", way`,
    [hashOf(mfaToken)],
  );
  return pending ?? null;
}

/** What was shown counts no more: the password is another one. */
export async function forgetPendingLogins(em: EntityManager, userId: number): Promise<void> {
  await query(em, `delete from pending_logins where user_id = ?`, [userId]);
}

/** The token has 256 random bits, so a fast hash keeps it secret. */
export const hashOf = (mfaToken: string): string => createHash('sha256').update(mfaToken).digest('base64url');
