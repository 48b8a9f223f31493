import { invalidField } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { assertOutlet, findDepartment } from '@antrean/organization';
import { ForeignKeyConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import {
  assignDepartments,
  assignPlacedRoles,
  assignRoles,
  findGrantableRole,
  findServedDepartmentIds,
  HIGHEST_ROLE,
  namePlacedRole,
  placedRolesOf,
  rolesOf,
  type PlacedRole,
} from '@antrean/access';
import type { AccountDependencies } from './account.dependency.ts';
import { assertNotLastSuperAdmin, lockUser, type UserTarget } from './lock-user.ts';
import type { RolesChange, RoleWish, UserBody } from './user.contract.ts';
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
 * @param wanted keys or labels, with the place of those that are for one alone; `primary` is one of them, else the old
 *   primary role, else the one that ranks highest
 * @throws problem `not_found`, `own_account` (403), `above_own_rank` (403), `last_super_admin` (409),
 *   `stale_version` (412), `invalid_request`
 */
export async function changeRoles(
  tx: Tx,
  actor: UserPrincipal,
  target: UserTarget,
  wanted: { roles: readonly RoleWish[]; primary?: string | undefined; field: string },
): Promise<UserBody> {
  const user = await lockUser(tx, actor, target, { ownAccount: 'refused' });
  const roles = [];
  for (const wish of wanted.roles) roles.push(await resolveWish(tx, actor, wish, wanted.field));
  roles.sort((a, b) => b.rank - a.rank);
  const everywhere = roles.flatMap(({ placed, key }) => (placed ? [] : [key]));
  const to = { everywhere: [...new Set(everywhere)], placed: roles.flatMap(({ placed }) => placed ?? []) };
  const keys = roles.map(({ key }) => key);
  const primary =
    wanted.primary === undefined
      ? user.primaryRole
      : (await findGrantableRole(tx.em, actor, wanted.primary, 'body.primaryRole')).key;
  if (wanted.primary !== undefined && !keys.includes(primary)) {
    throw invalidField('body.primaryRole', {
      en: 'must be one of the roles',
      id: 'harus salah satu dari peran yang diberikan',
    });
  }
  await replaceRoles(tx, user, to, keys.includes(primary) ? primary : (keys[0] ?? primary), wanted.field);
  return readExistingUser(tx.em, user.id);
}

/** What the body of a request asks {@link changeRoles} for. */
export const rolesWanted = ({ roles, primaryRole }: RolesChange) => ({
  roles,
  primary: primaryRole,
  field: 'body.roles',
});

/** The role that is meant, and its place when it is for one alone. @throws problem `invalid_request`, `above_own_rank` */
async function resolveWish(
  { em }: Tx,
  actor: UserPrincipal,
  wish: RoleWish,
  field: string,
): Promise<{ key: string; rank: number; placed: PlacedRole | null }> {
  const { role: named, ...place } = typeof wish === 'string' ? { role: wish } : wish;
  const { key, rank } = await findGrantableRole(em, actor, named, field);
  const { clinicId = null, outletId = null, departmentId = null } = place;
  if (clinicId === null && outletId === null && departmentId === null) return { key, rank, placed: null };
  if (key === HIGHEST_ROLE) {
    throw invalidField(field, {
      en: `${HIGHEST_ROLE} is had everywhere or not at all`,
      id: `${HIGHEST_ROLE} berlaku di mana saja atau tidak sama sekali`,
    });
  }
  if (outletId !== null) await assertOutlet(em, outletId, field);
  if (departmentId !== null) await assertDepartment(em, departmentId, field);
  return { key, rank, placed: { role: key, clinicId, outletId, departmentId } };
}

async function replaceRoles(
  tx: Tx,
  user: User,
  to: { everywhere: readonly string[]; placed: readonly PlacedRole[] },
  primary: string,
  field: string,
): Promise<void> {
  const before = await rolesOf(tx.em, user.id);
  const from = [...before, ...(await placedRolesOf(tx.em, user.id)).map(namePlacedRole)];
  const wanted = [...to.everywhere, ...new Set(to.placed.map(namePlacedRole))];
  const unchanged = from.toSorted().join() === wanted.toSorted().join() && user.primaryRole === primary;
  if (unchanged) return;
  if (before.includes(HIGHEST_ROLE) && !to.everywhere.includes(HIGHEST_ROLE)) {
    await assertNotLastSuperAdmin(tx.em, user.id);
  }
  await assignRoles(tx.em, user.id, to.everywhere);
  try {
    await assignPlacedRoles(tx.em, user.id, to.placed);
  } catch (error) {
    // Outlets and departments have been looked at; clinics are of a domain that stands above this one.
    if (!(error instanceof ForeignKeyConstraintViolationException)) throw error;
    throw invalidField(field, { en: 'There is no such clinic', id: 'Tidak ada klinik seperti itu' });
  }
  user.primaryRole = primary;
  user.updatedAt = new Date(); // so that the version grows also when the primary role stays
  await tx.em.flush();
  publish(tx, userRoleChanged, { userId: user.id, userName: nameOf(user), from, to: wanted });
}

/**
 * Says which departments a kitchen or delivery user serves; none means all of them (decision 16).
 * @throws problem `not_found`, `above_own_rank` (403), `invalid_request`
 */
export async function changeServedDepartments(
  { unitOfWork }: AccountDependencies,
  context: Context,
  actor: UserPrincipal,
  target: UserTarget,
  departmentIds: readonly number[],
): Promise<UserBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const user = await lockUser(tx, actor, target, { ownAccount: 'allowed' });
    const wanted = [...new Set(departmentIds)].sort((a, b) => a - b);
    for (const id of wanted) await assertDepartment(tx.em, id, 'body.departmentIds');
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

async function assertDepartment(em: EntityManager, id: number, field: string): Promise<void> {
  if (await findDepartment(em, id)) return;
  throw invalidField(field, { en: `There is no department ${id}`, id: `Tidak ada departemen ${id}` });
}
