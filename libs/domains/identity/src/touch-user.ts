import { query } from '@antrean/platform/database';
import { assertVersion, invalidField, problem, type VersionCondition } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { identityProblem } from './identity.problem.ts';
import { mayGrant, mayTouch } from './identity.policy.ts';
import { HIGHEST_ROLE } from './role.catalog.ts';
import { Role } from './role.entity.ts';
import { User } from './user.entity.ts';

/** The rank of a user's best role; below every role for who has none. */
export async function rankOf(em: EntityManager, userId: number): Promise<number> {
  const [row] = await query<{ rank: number }>(
    em,
    `select coalesce(max(r.rank), -1) as rank
     from user_roles ur join roles r on r.key = ur.role_key where ur.user_id = ?`,
    [userId],
  );
  return row?.rank ?? -1;
}

/**
 * Loads and locks a user whom the actor wants to change.
 * @throws problem `not_found`; `forbidden` (403) to who was deactivated meanwhile; `above_own_rank` (403); `own_account` (403) unless allowed; `stale_version` (412)
 */
export async function lockUser(
  tx: Tx,
  actor: UserPrincipal,
  target: { id: number; ifMatch?: VersionCondition | undefined },
  options: { ownAccount: 'allowed' | 'refused' },
): Promise<User> {
  // Both, in one order: of two who deactivate or demote each other at once the second finds that he may not any more.
  const locked = await tx.em.find(
    User,
    { id: { $in: [target.id, actor.userId] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const user = locked.find(({ id }) => id === target.id);
  if (!user) throw problem('not_found');
  if (!locked.some(({ id, isActive }) => id === actor.userId && isActive)) throw problem('forbidden');
  if (user.id === actor.userId && options.ownAccount === 'refused') throw identityProblem('own_account');
  if (!mayTouch(await rankOf(tx.em, actor.userId), await rankOf(tx.em, user.id))) {
    throw identityProblem('above_own_rank', { parameters: { role: user.primaryRole } });
  }
  assertVersion(user.version, target.ifMatch);
  return user;
}

/** @throws problem `last_super_admin` (409) when this user is the only one who is active */
export async function assertNotLastSuperAdmin(em: EntityManager, userId: number): Promise<void> {
  // Whoever takes one away waits here for the others who do.
  await query(em, `select from roles where key = ? for update`, [HIGHEST_ROLE]);
  const [row] = await query<{ is_one: boolean; others: number }>(
    em,
    `select coalesce(bool_or(u.id = ?), false) as is_one, count(*) filter (where u.id <> ?)::int as others
     from user_roles ur join users u on u.id = ur.user_id where ur.role_key = ? and u.is_active`,
    [userId, userId, HIGHEST_ROLE],
  );
  if (row?.is_one && row.others === 0) throw identityProblem('last_super_admin');
}

/** `admin` is what seed 002 calls the administrator. */
const ALIASES: Readonly<Record<string, string>> = { admin: 'administrator' };

/**
 * The role that a key or a label names (`production_manager`, `Production Manager`), for the actor to give away.
 * @throws problem `invalid_request` naming the field; `above_own_rank` (403)
 */
export async function findGrantableRole(
  em: EntityManager,
  actor: UserPrincipal,
  named: string,
  field: string,
): Promise<Role> {
  const wanted = ALIASES[named.toLowerCase()] ?? named.toLowerCase();
  const roles = await em.find(Role, {});
  const role =
    roles.find(({ key }) => key === wanted) ?? roles.find(({ label }) => label.toLowerCase() === wanted);
  if (!role) {
    throw invalidField(field, {
      en: `There is no role "${named}". There are: ${roles.map(({ key }) => key).join(', ')}`,
      id: `Tidak ada peran "${named}". Yang ada: ${roles.map(({ key }) => key).join(', ')}`,
    });
  }
  if (!mayGrant(actor, await rankOf(em, actor.userId), role)) {
    throw identityProblem('above_own_rank', { parameters: { role: role.key } });
  }
  return role;
}
