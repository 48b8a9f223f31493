import { lockUser, nameOf, type AccountDependencies } from '@antrean/accounts';
import { randomInt } from 'node:crypto';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { Turn } from '@antrean/platform/concurrency';
import { endSessions } from '@antrean/sessions';
import { passwordReset } from '../credential.messages.ts';
import { passwordWasReset } from './password.notification.ts';
import { setPassword } from './set-password.ts';

/** Without the letters and digits that look alike, because it is read aloud and typed. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 12;

const randomPassword = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/**
 * Gives a user a temporary password, which the administrator learns once and passes on (decision 22). It opens one
 * session within three days, in which it must be changed. The user's sessions end; he is told by mail, with a link to set his own.
 * @throws problem `not_found`, `above_own_rank` (403)
 */
export async function resetPassword(
  { unitOfWork, passwords }: AccountDependencies,
  context: Context,
  actor: UserPrincipal,
  userId: number,
  turn: Turn,
): Promise<{ temporaryPassword: string }> {
  const temporaryPassword = randomPassword();
  const passwordHash = await passwords.hash(temporaryPassword, turn);
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockUser(tx, actor, { id: userId }, { ownAccount: 'refused' });
    await setPassword(tx, user, passwordHash, 'temporary');
    await endSessions(tx, user.id, 'password-reset');
    publish(tx, passwordReset, { userId: user.id, userName: nameOf(user), by: 'administrator' as const });
    notify(tx, passwordWasReset, { userId: user.id });
  });
  return { temporaryPassword };
}
