import { invalidField } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { findDepartment } from '@antrean/organization';
import {
  assignDepartments,
  assignRoles,
  findGrantableRole,
  findServedDepartmentIds,
  HIGHEST_ROLE,
  rolesOf,
} from '@antrean/access';
import type { AccountDependencies } from './account.dependency.ts';
import { assertNotLastSuperAdmin, lockUser, type UserTarget } from './lock-user.ts';
import type { UserBody } from './user.contract.ts';
import { nameOf, type User } from './user.entity.ts';
import { servedDepartmentsChanged, userRoleChanged, userStatusChanged } from './user.messages.ts';
import { readExistingUser } from './user.queries.ts';

/**
 * Deactivates a user or activates him again. Whoever calls it ends the sessions of a deactivated one in the same
 * transaction.
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403), `last_super_admin` (409),
 *   `stale_version` (412)
 */
export async function changeStatus(
  tx: Tx,
  actor: UserPrincipal,
  target: UserTarget,
  isActive: boolean,
): Promise<void> {
  const user = await lockUser(tx, actor, target, { ownAccount: 'refused' });
  if (user.isActive === isActive) return;
  if (!isActive) await assertNotLastSuperAdmin(tx.em, user.id);
  user.isActive = isActive;
  await tx.em.flush();
  publish(tx, userStatusChanged, { userId: user.id, userName: nameOf(user), isActive });
}

/**
 * Replaces a user's roles. His sessions live on with the new rights; his sockets end and come back in other rooms.
 * @param wanted keys or labels; `primary` is one of them, else the old primary role, else the one that ranks highest
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403), `last_super_admin` (409),
 *   `stale_version` (412), `invalid_request`
 */
export async function changeRoles(
  { host }: AccountDependencies,
  context: Context,
  actor: UserPrincipal,
  target: UserTarget,
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
  const from = await rolesOf(tx.em, user.id);
  const unchanged = from.join() === to.toSorted().join() && user.primaryRole === primary;
  if (unchanged) return;
  if (from.includes(HIGHEST_ROLE) && !to.includes(HIGHEST_ROLE))
    await assertNotLastSuperAdmin(tx.em, user.id);
  await assignRoles(tx.em, user.id, to);
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
  { host }: AccountDependencies,
  context: Context,
  actor: UserPrincipal,
  target: UserTarget,
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
      await assignDepartments(tx.em, user.id, wanted);
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
