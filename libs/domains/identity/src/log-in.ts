import { randomUUID } from 'node:crypto';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { endSessions, sessionLimitOf } from './end-session.ts';
import type { Turn } from './fair-turns.ts';
import type { IdentityDependencies } from './identity.dependency.ts';
import { identityProblem } from './identity.problem.ts';
import { issueTokens, type IssuedTokens } from './issue-tokens.ts';
import { deviceCookie, knownDeviceOf } from './known-device.ts';
import { countFailure, failureCounts, forgetFailures, isLocked, type FailureCount } from './lockout.ts';
import { loginFailed, loginSucceeded, type LoginFailureReason } from './login.messages.ts';
import { maskIdentifier } from './mask-identifier.ts';
import { nameOf, User } from './user.entity.ts';
import { readRefreshToken } from './refresh-token.ts';
import type { UserBody } from './user.contract.ts';
import { findUserId, readExistingUser } from './user.queries.ts';

export interface LoginAttempt {
  /** NIK, username, e-mail or phone. */
  readonly identifier: string;
  readonly password: string;
  readonly device: string | null;
  readonly ipPrefix: string | null;
  /** The cookie of {@link deviceCookie}, when the device has one. */
  readonly deviceCookie: string | undefined;
  /** The refresh cookie of whoever was logged in with this browser; the new one replaces it. */
  readonly refreshCookie: string | undefined;
  readonly turn: Turn;
}

export interface Login extends IssuedTokens {
  readonly user: UserBody;
  /** The `Set-Cookie` header by which the device is known from now on. */
  readonly deviceCookie: string;
}

/** A temporary password waits so long for its user. */
const TEMPORARY_PASSWORD_HOURS = 72;

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
  { host, config, passwords }: IdentityDependencies,
  context: Context,
  attempt: LoginAttempt,
): Promise<Login> {
  const em = host.database.fork();
  const userId = await findUserId(em, attempt.identifier);
  const known = userId === null ? null : await em.findOne(User, { id: userId });
  const knownDevice = userId === null ? null : knownDeviceOf(attempt.deviceCookie, userId, config);
  const matches = await passwords.matches(attempt.password, known?.passwordHash, attempt.turn);

  const verdict = await transaction(host, context, async (tx) => {
    const user =
      known && (await tx.em.findOne(User, { id: known.id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    // Asked also for nobody (0), so that it takes as long.
    const id = user?.id ?? 0;
    const counts = await failureCounts(tx.em, id, { knownDevice, network: attempt.ipPrefix });
    const locked = await isLocked(tx.em, id, counts);
    // The password may have been changed while the old one was compared.
    const proven = matches && user?.passwordHash === known?.passwordHash;
    const refusal = await judge(tx.em, user, { locked, proven });
    if (!user || refusal) return refuse(tx, user, refusal ?? 'unknown', counts);
    await forgetFailures(tx.em, user.id, counts);
    return { login: await openSession(tx, user, attempt) };
  });

  if ('login' in verdict) return verdict.login;
  throw verdict.refusal === 'inactive' ? identityProblem('account_inactive') : problem('invalid_credentials');

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

  /** Without its cookie nobody could end it, and it would live on. */
  async function endReplacedSession(tx: Tx): Promise<void> {
    const { refreshCookie } = attempt;
    const before = refreshCookie === undefined ? null : readRefreshToken(refreshCookie, config);
    if (before) await endSessions(tx, before.userId, 'logout', { only: before.sessionId });
  }

  async function openSession(tx: Tx, user: User, { device, ipPrefix }: LoginAttempt): Promise<Login> {
    // Bookkeeping, no edit: the version stays.
    if (user.mustChangePassword) {
      await query(tx.em, `update users set temporary_password_used_at = now() where id = ?`, [user.id]);
    }
    const sessionId = randomUUID();
    await query(
      tx.em,
      // Not now(), the transaction's start: simultaneous logins get here in another order than they began in.
      `insert into sessions (id, user_id, user_agent, ip_prefix, created_at, expires_at)
       values (?, ?, ?, ?, clock_timestamp(), now() + ? * interval '1 millisecond')`,
      [sessionId, user.id, device, ipPrefix, Math.min(config.jwt.refreshTtlMs, config.sessionMaxAgeMs)],
    );
    const body = await readExistingUser(tx.em, user.id);
    await endReplacedSession(tx);
    await endSurplusSessions(tx, user.id, sessionLimitOf(body.roles, config));
    publish(tx, loginSucceeded, { userId: user.id, userName: nameOf(user), sessionId, device });
    return {
      ...(await issueTokens(tx.em, body, sessionId, config)),
      user: body,
      deviceCookie: deviceCookie(user.id, knownDevice, config),
    };
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
  if (!user.mustChangePassword) return null;
  if (user.temporaryPasswordUsedAt) return 'temporary-password-used';
  const [expired] = await query(
    em,
    `select from users where id = ? and password_changed_at < now() - ? * interval '1 hour'`,
    [user.id, TEMPORARY_PASSWORD_HOURS],
  );
  return expired ? 'temporary-password-expired' : null;
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
