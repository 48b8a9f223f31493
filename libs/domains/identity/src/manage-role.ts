import { query, type Database } from '@antrean/platform/database';
import {
  assertVersion,
  invalidField,
  problem,
  toPage,
  type Page,
  type VersionCondition,
} from '@antrean/platform/http';
import { publish, transaction, type Actor, type Context, type Tx } from '@antrean/platform/outbox';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { IdentityDependencies } from './identity.dependency.ts';
import { mayTouch } from './identity.policy.ts';
import { identityProblem } from './identity.problem.ts';
import type { NewRole, RoleBody, RoleChanges } from './role.contract.ts';
import { Role, UserRole } from './role.entity.ts';
import { roleCreated, roleDeleted, roleUpdated } from './role.messages.ts';
import { rankOf } from './touch-user.ts';

const toBody = ({ key, label, rank, permissions, isBuiltin, version }: Role): RoleBody => ({
  key,
  label,
  rank,
  permissions,
  isBuiltin,
  version,
});

/** The highest rank first. */
export async function listRoles(
  database: Database,
  query: { page: number; limit: number },
): Promise<Page<RoleBody>> {
  const [roles, total] = await database.fork().findAndCount(
    Role,
    {},
    {
      orderBy: { rank: 'desc', key: 'asc' },
      limit: query.limit,
      offset: (query.page - 1) * query.limit,
    },
  );
  return toPage(roles.map(toBody), total, query);
}

/** Every permission that exists: the super administrator has them all. */
export async function listPermissions(em: EntityManager): Promise<string[]> {
  const role = await em.findOne(Role, { key: 'super_admin' });
  return (role?.permissions ?? []).toSorted();
}

/** @throws problem `role_exists` (409), `above_own_rank`, `permission_not_held` (403), `invalid_request` */
export async function createRole(
  { host }: IdentityDependencies,
  context: Context,
  actor: Actor,
  input: NewRole,
): Promise<RoleBody> {
  return transaction(host, context, async (tx) => {
    await assertRank(tx, actor, input.key, input.rank);
    await assertGivable(tx.em, actor, input.permissions);
    // `on conflict` instead of a look first: of two who create it at once the second is told.
    const [stored] = await query<{ key: string }>(
      tx.em,
      `insert into roles (key, label, rank) values (?, ?, ?) on conflict (key) do nothing returning key`,
      [input.key, input.label, input.rank],
    );
    if (!stored) throw identityProblem('role_exists');
    const role = await tx.em.findOneOrFail(Role, { key: input.key });
    role.permissions = [...input.permissions];
    await tx.em.flush();
    publish(tx, roleCreated, { key: role.key, label: role.label, permissions: role.permissions });
    return toBody(role);
  });
}

/**
 * Changes a role. Permissions that a builtin role has by default come back at the next start.
 * @throws problem `not_found`, `above_own_rank`, `permission_not_held` (403), `stale_version` (412)
 */
export async function changeRole(
  { host }: IdentityDependencies,
  context: Context,
  actor: Actor,
  target: { key: string; ifMatch: VersionCondition | undefined },
  changes: RoleChanges,
): Promise<RoleBody> {
  return transaction(host, context, async (tx) => {
    const role = await lockRole(tx, actor, target.key);
    assertVersion(role.version, target.ifMatch);
    if (changes.rank !== undefined) await assertRank(tx, actor, role.key, changes.rank);
    if (changes.permissions) {
      const added = changes.permissions.filter((permission) => !role.permissions.includes(permission));
      await assertGivable(tx.em, actor, added);
    }
    const { version } = role;
    tx.em.assign(role, changes);
    await tx.em.flush();
    if (role.version !== version) {
      publish(tx, roleUpdated, { key: role.key, label: role.label, permissions: role.permissions });
    }
    return toBody(role);
  });
}

/** @throws problem `not_found`, `above_own_rank` (403), `role_builtin`, `role_in_use` (409) */
export async function deleteRole(
  { host }: IdentityDependencies,
  context: Context,
  actor: Actor,
  key: string,
): Promise<void> {
  await transaction(host, context, async (tx) => {
    const role = await lockRole(tx, actor, key);
    if (role.isBuiltin) throw identityProblem('role_builtin');
    const users = await tx.em.count(UserRole, { roleKey: key });
    if (users > 0) throw identityProblem('role_in_use', { parameters: { users } });
    tx.em.remove(role);
    publish(tx, roleDeleted, { key: role.key, label: role.label, permissions: role.permissions });
  });
}

async function lockRole(tx: Tx, actor: Actor, key: string): Promise<Role> {
  const role = await tx.em.findOne(Role, { key }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!role) throw problem('not_found');
  await assertRank(tx, actor, role.key, role.rank);
  return role;
}

async function assertRank(tx: Tx, actor: Actor, role: string, rank: number): Promise<void> {
  if (!mayTouch(await rankOf(tx.em, actor.userId), rank)) {
    throw identityProblem('above_own_rank', { parameters: { role } });
  }
}

/** Nobody makes a role that can do more than he can himself. */
async function assertGivable(em: EntityManager, actor: Actor, permissions: readonly string[]): Promise<void> {
  const known = new Set(await listPermissions(em));
  const unknown = permissions.filter((permission) => !known.has(permission));
  if (unknown.length > 0) {
    throw invalidField('body.permissions', {
      en: `There is no permission ${unknown.join(', ')}; GET /api/admin/permissions lists them`,
      id: `Tidak ada izin ${unknown.join(', ')}; lihat GET /api/admin/permissions`,
    });
  }
  const notHeld = permissions.filter((permission) => !actor.permissions.has(permission));
  if (notHeld.length > 0) {
    throw identityProblem('permission_not_held', { parameters: { permissions: notHeld.join(', ') } });
  }
}
