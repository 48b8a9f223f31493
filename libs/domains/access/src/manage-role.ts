import { offsetOf, query, type Database } from '@antrean/platform/database';
import {
  assertVersion,
  invalidField,
  problem,
  toPage,
  type Page,
  type VersionCondition,
} from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { isUnbound, type UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import { accessPermissions, mayTouch } from './access.policy.ts';
import { accessProblem } from './access.problem.ts';
import { HIGHEST_ROLE } from './builtin-role.ts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { rankOf } from './rank.ts';
import type { NewRole, RoleBody, RoleChanges } from './role.contract.ts';
import { Role, UserRole } from './role.entity.ts';
import { roleCreated, roleDeleted, roleUpdated } from './role.messages.ts';

const toBody = ({ key, label, rank, permissions, defaults, isBuiltin, version }: Role): RoleBody => ({
  key,
  label,
  rank,
  permissions,
  defaults,
  isBuiltin,
  version,
});

/** The highest rank first. @throws problem `page_not_counted` */
export async function listRoles(
  database: Database,
  paging: { page: number; limit: number },
): Promise<Page<RoleBody>> {
  const [roles, total] = await database.fork().findAndCount(
    Role,
    {},
    {
      orderBy: { rank: 'desc', key: 'asc' },
      limit: paging.limit,
      offset: offsetOf(paging),
    },
  );
  return toPage(roles.map(toBody), total, paging);
}

/** Every permission that exists: the super administrator has them all. */
export async function listPermissions(em: EntityManager): Promise<string[]> {
  const role = await em.findOne(Role, { key: HIGHEST_ROLE });
  return (role?.permissions ?? []).toSorted();
}

/** @throws problem `role_exists` (409), `above_own_rank`, `permission_not_held` (403), `invalid_request` */
export async function createRole(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  input: NewRole,
): Promise<RoleBody> {
  return transaction(unitOfWork, context, async (tx) => {
    await assertRank(tx, actor, input.key, input.rank);
    await assertGivable(tx.em, actor, input.permissions);
    // `on conflict` instead of a look first: of two who create it at once the second is told.
    const [stored] = await query<{ key: string }>(
      tx.em,
      `insert into roles (key, label, rank) values (?, ?, ?) on conflict (key) do nothing returning key`,
      [input.key, input.label, input.rank],
    );
    if (!stored) throw accessProblem('role_exists');
    const role = await tx.em.findOneOrFail(Role, { key: input.key });
    role.permissions = [...input.permissions];
    await tx.em.flush();
    publish(tx, roleCreated, { key: role.key, label: role.label, permissions: role.permissions });
    return toBody(role);
  });
}

/**
 * Changes a role.
 * @returns the role, and the permissions that it had
 * @throws problem `not_found`, `above_own_rank`, `permission_not_held`, `own_role`, `highest_role` (403),
 *   `stale_version` (412)
 */
export async function changeRole(
  tx: Tx,
  actor: UserPrincipal,
  target: { key: string; ifMatch?: VersionCondition | undefined },
  changes: RoleChanges,
): Promise<{ role: RoleBody; before: readonly string[] }> {
  const role = await lockRole(tx, actor, target.key);
  assertVersion(role.version, target.ifMatch);
  if (changes.rank !== undefined) await assertRank(tx, actor, role.key, changes.rank);
  if (changes.permissions) {
    const added = changes.permissions.filter((permission) => !role.permissions.includes(permission));
    await assertGivable(tx.em, actor, added);
  }
  await assertKeepsManagers(tx.em, actor, role, changes);
  const { version, permissions: before } = role;
  tx.em.assign(role, changes);
  await tx.em.flush();
  if (role.version !== version) {
    publish(tx, roleUpdated, {
      key: role.key,
      label: role.label,
      permissions: role.permissions,
      permissionsChanged: new Set(before).symmetricDifference(new Set(role.permissions)).size > 0,
    });
  }
  return { role: toBody(role), before };
}

/** @throws problem `not_found`, `above_own_rank` (403), `role_builtin`, `role_in_use` (409) */
export async function deleteRole(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  key: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const role = await lockRole(tx, actor, key);
    if (role.isBuiltin) throw accessProblem('role_builtin');
    // Waits for those who give it to somebody now, so that they are counted.
    await query(tx.em, `select from roles where key = ? for update`, [key]);
    const users = await countHolders(tx.em, key);
    if (users > 0) throw accessProblem('role_in_use', { parameters: { users } });
    tx.em.remove(role);
    publish(tx, roleDeleted, { key: role.key, label: role.label, permissions: role.permissions });
  });
}

/** Users who have the role, everywhere or somewhere. */
async function countHolders(em: EntityManager, key: string): Promise<number> {
  const [row] = await query<{ users: number }>(
    em,
    `select count(*)::int as users from (
       select user_id from user_roles where role_key = ?
       union select user_id from scoped_roles where role_key = ?) holders`,
    [key, key],
  );
  return row?.users ?? 0;
}

/**
 * Locks the role and those that the actor holds, in one order: of two who take each other's rights one is too late.
 * Who gives a role to somebody, holding the highest one as `lockHighestRole` does, is not held up by it.
 */
async function lockRole(tx: Tx, actor: UserPrincipal, key: string): Promise<Role> {
  await query(
    tx.em,
    `select from roles r
     where r.key = ? or r.key in (select role_key from user_roles where user_id = ?)
     order by r.key for no key update`,
    [key, actor.userId],
  );
  const role = await tx.em.findOne(Role, { key });
  if (!role) throw problem('not_found');
  const [own] = await query(
    tx.em,
    `select from user_roles ur join roles r on r.key = ur.role_key where ur.user_id = ? and ? = any(r.permissions)`,
    [actor.userId, accessPermissions['manage-roles']],
  );
  if (!own) throw problem('forbidden');
  await assertRank(tx, actor, role.key, role.rank);
  return role;
}

/** Nobody edits a role so that he, or in the end nobody, can manage roles any more. */
async function assertKeepsManagers(
  em: EntityManager,
  actor: UserPrincipal,
  role: Role,
  { rank = role.rank, permissions = role.permissions }: RoleChanges,
): Promise<void> {
  const own = await em.find(UserRole, { userId: actor.userId });
  const held = await em.find(Role, { key: { $in: own.map(({ roleKey }) => roleKey) } });
  const after = held.map((each) => (each.key === role.key ? { rank, permissions } : each));
  const bestRank = (roles: readonly { rank: number }[]): number =>
    Math.max(...roles.map((each) => each.rank));
  const manages = after.some((each) => each.permissions.includes(accessPermissions['manage-roles']));
  if (!manages || bestRank(after) < bestRank(held)) throw accessProblem('own_role');
  const loses = rank < role.rank || role.permissions.some((permission) => !permissions.includes(permission));
  if (role.key === HIGHEST_ROLE && loses) throw accessProblem('highest_role');
}

async function assertRank(tx: Tx, actor: UserPrincipal, role: string, rank: number): Promise<void> {
  if (!mayTouch(await rankOf(tx.em, actor.userId), rank)) {
    throw accessProblem('above_own_rank', { parameters: { role } });
  }
}

/** Nobody makes a role that can do more than he can himself. */
async function assertGivable(
  em: EntityManager,
  actor: UserPrincipal,
  permissions: readonly string[],
): Promise<void> {
  const known = new Set(await listPermissions(em));
  const unknown = permissions.filter((permission) => !known.has(permission));
  if (unknown.length > 0) {
    throw invalidField('body.permissions', {
      en: `There is no permission ${unknown.join(', ')}; GET /api/admin/permissions lists them`,
      id: `Tidak ada izin ${unknown.join(', ')}; lihat GET /api/admin/permissions`,
    });
  }
  const notHeld = permissions.filter((permission) => {
    const reach = actor.grants.get(permission);
    return !reach || !isUnbound(reach);
  });
  if (notHeld.length > 0) {
    throw accessProblem('permission_not_held', { parameters: { permissions: notHeld.join(', ') } });
  }
}
