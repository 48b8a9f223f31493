import {
  findAndLockUser,
  findUser,
  findUserId,
  maskIdentifier,
  nameOf,
  refusalOfTemporaryPassword,
  type AccountDependencies,
  type User,
} from '@antrean/accounts';
import type { Turn } from '@antrean/platform/concurrency';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { knownDeviceOf } from './known-device.ts';
import { letIn, type Entry, type LoginOutcome } from './let-in.ts';
import { countFailure, failureCounts, forgetFailures, isLocked, type FailureCount } from './lockout.ts';
import { loginLocked } from './lockout.notification.ts';
import { loginFailed, type LoginFailureReason } from './login.messages.ts';
import { signInProblem } from './sign-in.problem.ts';

export interface LoginAttempt extends Omit<Entry, 'way'> {
  /** NIK, username, e-mail or phone. */
  readonly identifier: string;
  readonly password: string;
  readonly turn: Turn;
}

/**
 * Lets in whoever knows the password; who has a second factor is asked for it.
 *
 * An unknown identifier, a wrong password and a locked account get the same answer after the same work. Every
 * attempt is recorded, also the refused ones. The verdict falls under a lock on the user's row, so that of any
 * number of simultaneous guesses only those before the lock-out count.
 *
 * @throws problem `invalid_credentials` (401); `account_inactive` (403) only to who knows the password;
 *   `overloaded` (503) when too many wait
 */
export async function logIn(
  { unitOfWork, config, passwords }: AccountDependencies,
  context: Context,
  attempt: LoginAttempt,
): Promise<LoginOutcome> {
  const em = unitOfWork.database.fork();
  const asked: { known: User | null } = { known: null };
  // Looked up in turn, so that any number who wait keep neither this process nor the database busy.
  const hashOfUser = async (): Promise<string | undefined> => {
    const userId = await findUserId(em, attempt.identifier);
    asked.known = userId === null ? null : await findUser(em, userId);
    return asked.known?.passwordHash;
  };
  const matches = await passwords.matches(attempt.password, hashOfUser, attempt.turn);
  const { known } = asked;
  const knownDevice = known && knownDeviceOf(attempt.deviceCookie, known.id, config);

  const verdict = await transaction(unitOfWork, context, async (tx) => {
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
    return { login: await letIn(tx, user, { ...attempt, way: 'password' }, config) };
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
    if (user && locks) notify(tx, loginLocked, { userId: user.id });
    const identifier = user ? nameOf(user) : maskIdentifier(attempt.identifier, config);
    publish(tx, loginFailed, { userId: user?.id ?? null, identifier, reason: refusal, locksAccount: locks });
    return { refusal };
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
