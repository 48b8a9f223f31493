import {
  changeStatus as changeStatusOf,
  lockUser,
  readExistingUser,
  type UserBody,
  type UserTarget,
} from '@antrean/accounts';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { RouteDependencies } from '@antrean/platform/domain';
import { transaction, type Context } from '@antrean/platform/transaction';
import { endSessions } from './end-session.ts';

/**
 * Deactivates a user, whose sessions and sockets end at once, or activates him again.
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403), `last_super_admin` (409),
 *   `stale_version` (412)
 */
export async function changeStatus(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  target: UserTarget,
  isActive: boolean,
): Promise<UserBody> {
  return transaction(unitOfWork, context, async (tx) => {
    await changeStatusOf(tx, actor, target, isActive);
    if (!isActive) await endSessions(tx, target.id, 'deactivated');
    return readExistingUser(tx.em, target.id);
  });
}

/**
 * Logs a user out everywhere.
 * @throws problem `not_found`, `above_own_rank` (403)
 */
export async function forceLogout(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  userId: number,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockUser(tx, actor, { id: userId }, { ownAccount: 'allowed' });
    await endSessions(tx, user.id, 'forced');
  });
}
