import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { HIGHEST_ROLE } from './builtin-role.ts';

/** The keys of a user's roles, in order. */
export async function rolesOf(em: EntityManager, userId: number): Promise<string[]> {
  const rows = await query<{ role_key: string }>(
    em,
    `select role_key from user_roles where user_id = ? order by role_key`,
    [userId],
  );
  return rows.map(({ role_key }) => role_key);
}

/** Gives a user, whose row the caller holds, these roles and no others. */
export async function assignRoles(em: EntityManager, userId: number, keys: readonly string[]): Promise<void> {
  const wanted = JSON.stringify(keys);
  await query(
    em,
    `delete from user_roles where user_id = ?
     and role_key not in (select jsonb_array_elements_text(?::jsonb))`,
    [userId, wanted],
  );
  await query(
    em,
    `insert into user_roles (user_id, role_key) select ?, jsonb_array_elements_text(?::jsonb)
     on conflict do nothing`,
    [userId, wanted],
  );
}

/** Whoever takes the highest role away, from a user or with one, waits here for the others who do. */
export async function lockHighestRole(em: EntityManager): Promise<void> {
  await query(em, `select from roles where key = ? for no key update`, [HIGHEST_ROLE]);
}
