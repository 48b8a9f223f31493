import {
  findAndLockUser,
  findNamed,
  findUser,
  hashOneTimeToken,
  isOwners,
  nameOf,
  passwordContext,
  refuseWeakPassword,
  type AccountDependencies,
  type User,
} from '@antrean/accounts';
import type { Turn } from '@antrean/platform/concurrency';
import { query } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { endSessions } from '@antrean/sessions';
import { passwordReset, passwordResetRequested } from '../credential.messages.ts';
import { passwordLink, passwordWasChanged } from './password.notification.ts';
import { RESET_PURPOSE } from '../one-time-token.ts';
import { removeWaysIn } from './remove-ways-in.ts';
import { setPassword } from './set-password.ts';
import { signInProblem } from '../sign-in.problem.ts';

/**
 * Sends a link to whoever forgot his password. The caller cannot tell whether there is such a user, whether he has
 * an address, or whether he got a link a moment ago and therefore gets no other.
 */
export async function requestPasswordReset(
  { unitOfWork, config }: AccountDependencies,
  context: Context,
  identifier: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const { userId, name } = await findNamed(tx.em, identifier, config);
    publish(tx, passwordResetRequested, { userId, identifier: name });
    if (userId !== null && (await claimMail(tx.em, userId))) {
      notify(tx, passwordLink, { userId });
    }
  });
}

/**
 * At most one link a minute: nobody's mailbox is to be filled by strangers. Of requests at once the first to write the
 * user's row has it; the others wait for it and see that they are too late.
 */
async function claimMail(em: EntityManager, userId: number): Promise<boolean> {
  const claimed = await query(
    em,
    `insert into reset_mails as m (user_id, requested_at)
     select id, clock_timestamp() from users_v where id = ? and is_active and email is not null
     on conflict (user_id) do update set requested_at = excluded.requested_at
     where m.requested_at <= excluded.requested_at - interval '1 minute'
     returning user_id`,
    [userId],
  );
  return claimed.length > 0;
}

/**
 * Sets a new password with a mailed link. The link works once; all sessions end.
 * @returns the user's id
 * @throws problem `reset_link_invalid` (400), `invalid_request` for a weak password, `overloaded` (503)
 */
export async function resetPasswordByLink(
  { unitOfWork, config, passwords }: AccountDependencies,
  context: Context,
  input: { token: string; newPassword: string },
  turn: Turn,
): Promise<number> {
  const tokenHash = hashOneTimeToken(input.token);
  // Looked up before the costly hash, so that made-up tokens do not keep the processor busy.
  const em = unitOfWork.database.fork();
  const ownerId = await ownerOf(em, tokenHash);
  const owner = ownerId === null ? null : await findUser(em, ownerId);
  if (!owner) throw signInProblem('reset_link_invalid');
  const about = passwordContext(owner, config.organisationName);
  await refuseWeakPassword(input.newPassword, about, 'body.newPassword');
  const passwordHash = await passwords.hash(input.newPassword, turn);
  return transaction(unitOfWork, context, async (tx) => {
    const userId = await ownerOf(tx.em, tokenHash);
    const user = userId === null ? null : await findAndLockUser(tx, userId);
    // Asked again under the lock: of two uses at the same moment one comes too late.
    if (!user?.isActive || (await ownerOf(tx.em, tokenHash)) === null) {
      throw signInProblem('reset_link_invalid');
    }
    await setPassword(tx, user, passwordHash, 'chosen');
    if (!isOwners(user)) await proveAddress(tx, user);
    await endSessions(tx, user.id, 'password-reset');
    publish(tx, passwordReset, { userId: user.id, userName: nameOf(user), by: 'link' as const });
    notify(tx, passwordWasChanged, { userId: user.id });
    return user.id;
  });
}

/** The link was read where the user's mail goes: a change of address voids the links before it. The account is its owner's. */
async function proveAddress(tx: Tx, user: User): Promise<void> {
  const addressWasProven = user.emailVerifiedAt !== null;
  user.emailVerifiedAt ??= new Date();
  await removeWaysIn(tx, user, { addressWasProven, since: null });
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
