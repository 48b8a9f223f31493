import { query, type Database } from '@antrean/platform/database';
import { BUILTIN_ROLES, roleKeys, type RoleDefaults } from './role.catalog.ts';

/**
 * Creates the builtin roles that are missing and gives each its default permissions; what administrators added or
 * renamed stays. `super_admin` gets every permission that any role has. Safe to run in many processes at once.
 */
export async function ensureRoles(database: Database, defaults: RoleDefaults): Promise<void> {
  const every = [...new Set(roleKeys.flatMap((key) => defaults[key] ?? []))];
  const rows = roleKeys.map((key) => ({
    key,
    ...BUILTIN_ROLES[key],
    permissions: key === 'super_admin' ? every : (defaults[key] ?? []),
  }));
  await query(
    database.fork(),
    `insert into roles as r (key, label, rank, permissions, is_builtin)
     select key, label, rank, permissions, true
     from jsonb_to_recordset(?::jsonb) as d (key text, label text, rank integer, permissions text[])
     order by key
     on conflict (key) do update set
       permissions = array(select unnest(r.permissions) union select unnest(excluded.permissions) order by 1),
       version = r.version + 1, updated_at = now()
     where not r.permissions @> excluded.permissions`,
    [JSON.stringify(rows)],
  );
}
