import { query } from '@antrean/platform/database';
import { invalidField, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { findDepartment } from '@antrean/organization';
import { endSessions } from './end-session.ts';
import type { IdentityDependencies } from './identity.dependency.ts';
import { HIGHEST_ROLE } from './role.catalog.ts';
import { ServedDepartment, UserRole } from './role.entity.ts';
import { assertNotLastSuperAdmin, findGrantableRole, lockUser } from './touch-user.ts';
import type { UserBody } from './user.contract.ts';
import { nameOf, type User } from './user.entity.ts';
import { servedDepartmentsChanged, userRoleChanged, userStatusChanged } from './user.messages.ts';
import { findServedDepartmentIds, readExistingUser } from './user.queries.ts';

interface Target {
  readonly id: number;
  readonly ifMatch?: VersionCondition | undefined;
}

/**
 * Deactivates a user, whose sessions and sockets end at once, or activates him again.
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403), `last_super_admin` (409),
 *   `stale_version` (412)
 */
export async function changeStatus(
  { host }: IdentityDependencies,
  context: Context,
  actor: UserPrincipal,
  target: Target,
  isActive: boolean,
): Promise<UserBody> {
  return transaction(host, context, async (tx) => {
    const user = await lockUser(tx, actor, target, { ownAccount: 'refused' });
    if (user.isActive !== isActive) {
      if (!isActive) await assertNotLastSuperAdmin(tx.em, user.id);
      user.isActive = isActive;
      await tx.em.flush();
      publish(tx, userStatusChanged, { userId: user.id, userName: nameOf(user), isActive });
      if (!isActive) await endSessions(tx, user.id, 'deactivated');
    }
    return readExistingUser(tx.em, user.id);
  });
}

/**
 * Replaces a user's roles. His sessions live on with the new rights; his sockets end and come back in other rooms.
 * @param wanted keys or labels; `primary` is one of them, else the old primary role, else the one that ranks highest
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403), `last_super_admin` (409),
 *   `stale_version` (412), `invalid_request`
 */
export async function changeRoles(
  { host }: IdentityDependencies,
  context: Context,
  actor: UserPrincipal,
  target: Target,
  wanted: { roles: readonly string[]; primary?: string | undefined; field: string },
): Promise<UserBody> {
  return transaction(host, context, async (tx) => {
    const user = await lockUser(tx, actor, target, { ownAccount: 'refused' });
    const roles = [];
    for (const named of wanted.roles) roles.push(await findGrantableRole(tx.em, actor, named, wanted.field));
    roles.sort((a, b) => b.rank - a.rank);
    const to = [...new Set(roles.map(({ key }) => key))];
    const primary =
      wanted.primary === undefined
        ? user.primaryRole
        : (await findGrantableRole(tx.em, actor, wanted.primary, 'body.primaryRole')).key;
    if (wanted.primary !== undefined && !to.includes(primary)) {
      throw invalidField('body.primaryRole', {
        en: 'must be one of the roles',
        id: 'harus salah satu dari peran yang diberikan',
      });
    }
    await replaceRoles(tx, user, to, to.includes(primary) ? primary : (to[0] ?? primary));
    return readExistingUser(tx.em, user.id);
  });
}

async function replaceRoles(tx: Tx, user: User, to: readonly string[], primary: string): Promise<void> {
  const before = await tx.em.find(UserRole, { userId: user.id }, { orderBy: { roleKey: 'asc' } });
  const from = before.map(({ roleKey }) => roleKey);
  const unchanged = from.join() === to.toSorted().join() && user.primaryRole === primary;
  if (unchanged) return;
  if (from.includes(HIGHEST_ROLE) && !to.includes(HIGHEST_ROLE))
    await assertNotLastSuperAdmin(tx.em, user.id);
  for (const row of before) if (!to.includes(row.roleKey)) tx.em.remove(row);
  for (const roleKey of to) if (!from.includes(roleKey)) tx.em.create(UserRole, { userId: user.id, roleKey });
  user.primaryRole = primary;
  user.updatedAt = new Date(); // so that the version grows also when the primary role stays
  await tx.em.flush();
  publish(tx, userRoleChanged, { userId: user.id, userName: nameOf(user), from, to: [...to] });
}

/**
 * Says which departments a kitchen or delivery user serves; none means all of them (decision 16).
 * @throws problem `not_found`, `above_own_rank` (403), `invalid_request`
 */
export async function changeServedDepartments(
  { host }: IdentityDependencies,
  context: Context,
  actor: UserPrincipal,
  target: Target,
  departmentIds: readonly number[],
): Promise<UserBody> {
  return transaction(host, context, async (tx) => {
    const user = await lockUser(tx, actor, target, { ownAccount: 'allowed' });
    const wanted = [...new Set(departmentIds)].sort((a, b) => a - b);
    for (const id of wanted) {
      if (!(await findDepartment(tx.em, id))) {
        throw invalidField('body.departmentIds', {
          en: `There is no department ${id}`,
          id: `Tidak ada departemen ${id}`,
        });
      }
    }
    const before = await findServedDepartmentIds(tx.em, user.id);
    if (before.join() !== wanted.join()) {
      await query(tx.em, `delete from served_departments where user_id = ?`, [user.id]);
      for (const departmentId of wanted) tx.em.create(ServedDepartment, { userId: user.id, departmentId });
      user.updatedAt = new Date();
      await tx.em.flush();
      publish(tx, servedDepartmentsChanged, {
        userId: user.id,
        userName: nameOf(user),
        departmentIds: wanted,
      });
    }
    return readExistingUser(tx.em, user.id);
  });
}

/**
 * Logs a user out everywhere.
 * @throws problem `not_found`, `above_own_rank` (403)
 */
export async function forceLogout(
  { host }: IdentityDependencies,
  context: Context,
  actor: UserPrincipal,
  userId: number,
): Promise<void> {
  await transaction(host, context, async (tx) => {
    const user = await lockUser(tx, actor, { id: userId }, { ownAccount: 'allowed' });
    await endSessions(tx, user.id, 'forced');
  });
}
