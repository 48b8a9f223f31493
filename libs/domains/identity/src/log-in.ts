import { randomUUID } from 'node:crypto';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { publish, transaction, type Context, type Tx } from '@antrean/platform/outbox';
import { LockMode } from '@mikro-orm/postgresql';
import { endSessions } from './end-session.ts';
import type { IdentityDependencies } from './identity.dependency.ts';
import { identityProblem } from './identity.problem.ts';
import { issueTokens, type IssuedTokens } from './issue-tokens.ts';
import { countFailure, isLocked } from './lockout.ts';
import { loginFailed, loginSucceeded, type LoginFailureReason } from './login.messages.ts';
import { nameOf, User } from './user.entity.ts';
import type { UserBody } from './user.contract.ts';
import { findUserId, readExistingUser } from './user.queries.ts';

export interface LoginAttempt {
  /** NIK, username, e-mail or phone. */
  readonly identifier: string;
  readonly password: string;
  readonly device: string | null;
  readonly ipPrefix: string | null;
}

export interface Login extends IssuedTokens {
  readonly user: UserBody;
}

/**
 * Opens a session for whoever knows the password.
 *
 * An unknown identifier, a wrong password and a locked account get the same answer after the same work. Every
 * attempt is recorded, also the refused ones. The verdict falls under a lock on the user's row, so that of any
 * number of simultaneous guesses only those before the lock-out count.
 *
 * @throws problem `invalid_credentials` (401); `account_inactive` (403) only to who knows the password
 */
export async function logIn(
  { host, config, passwords }: IdentityDependencies,
  context: Context,
  attempt: LoginAttempt,
): Promise<Login> {
  const em = host.database.fork();
  const userId = await findUserId(em, attempt.identifier);
  const known = userId === null ? null : await em.findOne(User, { id: userId });
  const matches = await passwords.matches(attempt.password, known?.passwordHash);

  const verdict = await transaction(host, context, async (tx) => {
    const user =
      known && (await tx.em.findOne(User, { id: known.id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    // The password may have been changed while the old one was compared.
    const proven = matches && user?.passwordHash === known?.passwordHash;
    const refusal = judge(user, proven);
    if (!user || refusal) return refuse(tx, user, refusal ?? 'unknown', attempt.identifier);
    return { login: await openSession(tx, user, attempt) };
  });

  if ('login' in verdict) return verdict.login;
  throw verdict.refusal === 'inactive' ? identityProblem('account_inactive') : problem('invalid_credentials');

  async function openSession(tx: Tx, user: User, { device, ipPrefix }: LoginAttempt): Promise<Login> {
    user.failedLogins = 0;
    user.lockedUntil = null;
    if (user.mustChangePassword) user.temporaryPasswordUsedAt = new Date();
    await tx.em.flush();
    const sessionId = randomUUID();
    await query(
      tx.em,
      // Not now(), the transaction's start: simultaneous logins get here in another order than they began in.
      `insert into sessions (id, user_id, user_agent, ip_prefix, created_at, expires_at)
       values (?, ?, ?, ?, clock_timestamp(), now() + ? * interval '1 millisecond')`,
      [sessionId, user.id, device, ipPrefix, config.jwt.refreshTtlMs],
    );
    await endSurplusSessions(tx, user.id, config.sessionLimit);
    publish(tx, loginSucceeded, { userId: user.id, userName: nameOf(user), sessionId, device });
    const body = await readExistingUser(tx.em, user.id);
    return { ...(await issueTokens(tx.em, body, sessionId, config)), user: body };
  }
}

function judge(user: User | null, proven: boolean): LoginFailureReason | null {
  if (!user) return 'unknown';
  if (isLocked(user)) return 'locked';
  if (!proven) return 'password';
  if (!user.isActive) return 'inactive';
  if (user.mustChangePassword && user.temporaryPasswordUsedAt) return 'temporary-password-used';
  return null;
}

function refuse(tx: Tx, user: User | null, refusal: LoginFailureReason, identifier: string) {
  const locksAccount = user !== null && refusal === 'password' && countFailure(user);
  publish(tx, loginFailed, { userId: user?.id ?? null, identifier, reason: refusal, locksAccount });
  return { refusal };
}

/** SESSION_LIMIT: the newest sessions stay, the oldest end. */
async function endSurplusSessions(tx: Tx, userId: number, limit: number): Promise<void> {
  const surplus = await query<{ id: string }>(
    tx.em,
    `select id from sessions where user_id = ? and ended_at is null and expires_at > now()
     order by created_at desc, id offset ?`,
    [userId, limit],
  );
  for (const { id } of surplus) await endSessions(tx, userId, 'session-limit', { only: id });
}
