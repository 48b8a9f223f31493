import { query } from '@antrean/platform/database';
import { enqueue, publish, transaction, type Context } from '@antrean/platform/outbox';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { sendSecurityMail } from './credential.messages.ts';
import { endSessions } from './end-session.ts';
import type { IdentityDependencies } from './identity.dependency.ts';
import { identityProblem } from './identity.problem.ts';
import { hashOneTimeToken, RESET_PURPOSE } from './one-time-token.ts';
import { setPassword } from './set-password.ts';
import { nameOf, User } from './user.entity.ts';
import { passwordReset, passwordResetRequested } from './user.messages.ts';
import { findUserId } from './user.queries.ts';

/**
 * Sends a link to whoever forgot his password. The caller cannot tell whether there is such a user, whether he has
 * an address, or whether he got a link a moment ago and therefore gets no other.
 */
export async function requestPasswordReset(
  { host }: IdentityDependencies,
  context: Context,
  identifier: string,
): Promise<void> {
  await transaction(host, context, async (tx) => {
    const userId = await findUserId(tx.em, identifier);
    publish(tx, passwordResetRequested, { userId, identifier });
    if (userId !== null && (await mayBeMailed(tx.em, userId))) {
      enqueue(tx, sendSecurityMail, { kind: 'password-reset', userId });
    }
  });
}

/** At most one link a minute: nobody's mailbox is to be filled by strangers. */
async function mayBeMailed(em: EntityManager, userId: number): Promise<boolean> {
  const [row] = await query<{ allowed: boolean }>(
    em,
    `select u.is_active and u.email is not null and not exists (
       select from one_time_tokens t where t.user_id = u.id and t.created_at > now() - interval '1 minute'
     ) as allowed
     from users u where u.id = ?`,
    [userId],
  );
  return row?.allowed ?? false;
}

/**
 * Sets a new password with a mailed link. The link works once; all sessions end.
 * @throws problem `reset_link_invalid` (400)
 */
export async function resetPasswordByLink(
  { host, passwords }: IdentityDependencies,
  context: Context,
  input: { token: string; newPassword: string },
): Promise<void> {
  const tokenHash = hashOneTimeToken(input.token);
  // Looked up before the costly hash, so that made-up tokens do not keep the processor busy.
  if ((await ownerOf(host.database.fork(), tokenHash)) === null) throw identityProblem('reset_link_invalid');
  const passwordHash = await passwords.hash(input.newPassword);
  await transaction(host, context, async (tx) => {
    const userId = await ownerOf(tx.em, tokenHash);
    const user =
      userId === null
        ? null
        : await tx.em.findOne(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Asked again under the lock: of two uses at the same moment one comes too late.
    if (!user?.isActive || (await ownerOf(tx.em, tokenHash)) === null) {
      throw identityProblem('reset_link_invalid');
    }
    await setPassword(tx, user, passwordHash, 'chosen');
    await endSessions(tx, user.id, 'password-reset');
    publish(tx, passwordReset, { userId: user.id, userName: nameOf(user), by: 'link' as const });
  });
}

/** Whose unused, unexpired token this is. */
async function ownerOf(em: EntityManager, tokenHash: string): Promise<number | null> {
  const [row] = await query<{ user_id: number }>(
    em,
    `select user_id from one_time_tokens
     where token_hash = ? and purpose = ? and used_at is null and expires_at > now()`,
    [tokenHash, RESET_PURPOSE],
  );
  return row?.user_id ?? null;
}
