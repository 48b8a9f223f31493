import { query } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { accessProblem, HIGHEST_ROLE, lockHighestRole, mayTouch, rankOf, rankToTouch } from '@antrean/access';
import { accountProblem } from './account.problem.ts';
import { User } from './user.entity.ts';

/** A user whom somebody wants to change, in the version that they have seen. */
export interface UserTarget {
  readonly id: number;
  readonly ifMatch?: VersionCondition | undefined;
}

/**
 * Loads and locks a user whom the actor wants to change.
 * @throws problem `not_found`; `forbidden` (403) to who was deactivated meanwhile; `above_own_rank` (403); `own_account` (403) unless allowed; `stale_version` (412)
 */
export async function lockUser(
  tx: Tx,
  actor: UserPrincipal,
  target: UserTarget,
  options: { ownAccount: 'allowed' | 'refused' },
): Promise<User> {
  // Both, in one order: of two who deactivate or demote each other at once the second finds that he may not any more.
  const locked = await tx.em.find(
    User,
    { id: { $in: [target.id, actor.userId] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const user = locked.find(({ id }) => id === target.id);
  if (!user || user.erasedAt) throw problem('not_found');
  if (!locked.some(({ id, isActive }) => id === actor.userId && isActive)) throw problem('forbidden');
  if (user.id === actor.userId && options.ownAccount === 'refused') throw accountProblem('own_account');
  if (!mayTouch(await rankOf(tx.em, actor.userId), await rankToTouch(tx.em, user.id))) {
    throw accessProblem('above_own_rank', { parameters: { role: user.primaryRole } });
  }
  assertVersion(user.version, target.ifMatch);
  return user;
}

/** @throws problem `last_super_admin` (409) when this user is the only one who is active */
export async function assertNotLastSuperAdmin(em: EntityManager, userId: number): Promise<void> {
  await lockHighestRole(em);
  const [row] = await query<{ is_one: boolean; others: number }>(
    em,
    `select coalesce(bool_or(u.id = ?), false) as is_one, count(*) filter (where u.id <> ?)::int as others
     from user_roles_v ur join users u on u.id = ur.user_id where ur.role_key = ? and u.is_active`,
    [userId, userId, HIGHEST_ROLE],
  );
  if (row?.is_one && row.others === 0) throw accountProblem('last_super_admin');
}
