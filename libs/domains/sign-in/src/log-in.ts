import {
  findAndLockUser,
  findUser,
  findUserId,
  nameOf,
  readExistingUser,
  refusalOfTemporaryPassword,
  useUpTemporaryPassword,
  type AccountDependencies,
  type Turn,
  type User,
  type UserBody,
} from '@antrean/accounts';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { openSession, type IssuedTokens, type SessionOrigin } from '@antrean/sessions';
import { deviceCookie, knownDeviceOf } from './known-device.ts';
import { countFailure, failureCounts, forgetFailures, isLocked, type FailureCount } from './lockout.ts';
import { loginFailed, loginSucceeded, type LoginFailureReason } from './login.messages.ts';
import { maskIdentifier } from './mask-identifier.ts';
import { signInProblem } from './sign-in.problem.ts';

export interface LoginAttempt extends SessionOrigin {
  /** NIK, username, e-mail or phone. */
  readonly identifier: string;
  readonly password: string;
  /** The cookie of {@link deviceCookie}, when the device has one. */
  readonly deviceCookie: string | undefined;
  readonly turn: Turn;
}

export interface Login extends IssuedTokens {
  readonly user: UserBody;
  /** The `Set-Cookie` header by which the device is known from now on. */
  readonly deviceCookie: string;
}

/**
 * Opens a session for whoever knows the password.
 *
 * An unknown identifier, a wrong password and a locked account get the same answer after the same work. Every
 * attempt is recorded, also the refused ones. The verdict falls under a lock on the user's row, so that of any
 * number of simultaneous guesses only those before the lock-out count.
 *
 * @throws problem `invalid_credentials` (401); `account_inactive` (403) only to who knows the password;
 *   `overloaded` (503) when too many wait
 */
export async function logIn(
  { host, config, passwords }: AccountDependencies,
  context: Context,
  attempt: LoginAttempt,
): Promise<Login> {
  const em = host.database.fork();
  const userId = await findUserId(em, attempt.identifier);
  const known = userId === null ? null : await findUser(em, userId);
  const knownDevice = userId === null ? null : knownDeviceOf(attempt.deviceCookie, userId, config);
  const matches = await passwords.matches(attempt.password, known?.passwordHash, attempt.turn);

  const verdict = await transaction(host, context, async (tx) => {
    const user = known && (await findAndLockUser(tx, known.id));
    // Asked also for nobody (0), so that it takes as long.
    const id = user?.id ?? 0;
    const counts = await failureCounts(tx.em, id, { knownDevice, network: attempt.ipPrefix });
    const locked = await isLocked(tx.em, id, counts);
    // The password may have been changed while the old one was compared.
    const proven = matches && user?.passwordHash === known?.passwordHash;
    const refusal = await judge(tx.em, user, { locked, proven });
    if (!user || refusal) return refuse(tx, user, refusal ?? 'unknown', counts);
    await forgetFailures(tx.em, user.id, counts);
    return { login: await enter(tx, user) };
  });

  if ('login' in verdict) return verdict.login;
  throw verdict.refusal === 'inactive' ? signInProblem('account_inactive') : problem('invalid_credentials');

  async function refuse(
    tx: Tx,
    user: User | null,
    refusal: LoginFailureReason,
    counts: readonly FailureCount[],
  ) {
    const locks = user !== null && refusal === 'password' && (await countFailure(tx.em, user.id, counts));
    const identifier = user ? attempt.identifier : maskIdentifier(attempt.identifier, config);
    publish(tx, loginFailed, { userId: user?.id ?? null, identifier, reason: refusal, locksAccount: locks });
    return { refusal };
  }

  async function enter(tx: Tx, user: User): Promise<Login> {
    await useUpTemporaryPassword(tx.em, user);
    const body = await readExistingUser(tx.em, user.id);
    const { nik, role, roles, karyawanId, departmentId } = body;
    const subject = { userId: user.id, nik, role, roles, karyawanId, departmentId };
    const { sessionId, ...tokens } = await openSession(tx, subject, attempt, config);
    publish(tx, loginSucceeded, {
      userId: user.id,
      userName: nameOf(user),
      sessionId,
      device: attempt.device,
    });
    return { ...tokens, user: body, deviceCookie: deviceCookie(user.id, knownDevice, config) };
  }
}

async function judge(
  em: EntityManager,
  user: User | null,
  { locked, proven }: { locked: boolean; proven: boolean },
): Promise<LoginFailureReason | null> {
  if (!user) return 'unknown';
  if (locked) return 'locked';
  if (!proven) return 'password';
  if (!user.isActive) return 'inactive';
  return refusalOfTemporaryPassword(em, user);
}
