import {
  findAndLockUser,
  findUser,
  nameOf,
  passwordContext,
  refuseWeakPassword,
  type AccountDependencies,
} from '@antrean/accounts';
import { invalidField, problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context } from '@antrean/platform/transaction';
import type { SessionPrincipal } from '@antrean/platform/auth';
import type { Turn } from '@antrean/platform/concurrency';
import { endSessions } from '@antrean/sessions';
import { passwordChanged } from './credential.messages.ts';
import { countFailure, isLocked, sessionFailures } from './lockout.ts';
import { passwordWasChanged } from './passwords/password.notification.ts';
import { setPassword } from './passwords/set-password.ts';

/**
 * Lets a user replace the password; his other sessions end, and he is told by mail. Wrong current passwords count towards the lock-out, so
 * that a stolen access token is no way to guess the password.
 * @throws problem `invalid_request` naming the field; `overloaded` (503) when too many wait
 */
export async function changePassword(
  { unitOfWork, config, passwords }: AccountDependencies,
  context: Context,
  actor: SessionPrincipal,
  input: { currentPassword: string; newPassword: string },
  turn: Turn,
): Promise<void> {
  const known = await findUser(unitOfWork.database.fork(), actor.userId);
  if (!known) throw problem('not_found');
  const { organisationName: organisation } = config;
  await refuseWeakPassword(input.newPassword, passwordContext(known, organisation), 'body.newPassword');
  const counts = sessionFailures(actor.sessionId);
  const matches = await passwords.matches(input.currentPassword, known.passwordHash, turn);
  if (matches && input.currentPassword === input.newPassword) throw sameAsBefore();
  const passwordHash = matches ? await passwords.hash(input.newPassword, turn) : '';

  const changed = await transaction(unitOfWork, context, async (tx) => {
    const user = await findAndLockUser(tx, actor.userId);
    if (!user) throw problem('not_found');
    if (await isLocked(tx.em, user.id, counts)) return false;
    if (!matches || user.passwordHash !== known.passwordHash) {
      await countFailure(tx.em, user.id, counts);
      return false;
    }
    await setPassword(tx, user, passwordHash, 'chosen');
    await endSessions(tx, user.id, 'password-changed', { except: actor.sessionId });
    publish(tx, passwordChanged, { userId: user.id, userName: nameOf(user) });
    notify(tx, passwordWasChanged, { userId: user.id });
    return true;
  });
  if (!changed) throw notTheCurrent();
}

const notTheCurrent = () =>
  invalidField('body.currentPassword', {
    en: 'This is not your current password',
    id: 'Ini bukan kata sandi Anda saat ini',
  });

const sameAsBefore = () =>
  invalidField('body.newPassword', {
    en: 'Choose a password that differs from the current one',
    id: 'Pilih kata sandi yang berbeda dari yang sekarang',
  });
