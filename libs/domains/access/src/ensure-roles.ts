import type { RoleDefaults } from '@antrean/platform/auth';
import { query, type Database } from '@antrean/platform/database';
import { BUILTIN_ROLES, isRoleKey, roleKeys } from './builtin-role.ts';

/**
 * Creates the builtin roles that are missing and gives each its default permissions. A role that is there gets those
 * that are new to this installation; what administrators added, took away or renamed stays, and `defaults` says what it would have. `super_admin` has every
 * permission that any role has by default. `muted` is what roles may read and are not told of on sockets. Safe to run in many processes at once.
 * @throws when `defaults` names a role that is not built in
 */
export async function ensureRoles(
  database: Database,
  defaults: RoleDefaults,
  muted: RoleDefaults = {},
): Promise<void> {
  const unknown = Object.keys(defaults).filter((key) => !isRoleKey(key));
  if (unknown.length > 0) throw new Error(`no such built-in role: ${unknown.join(', ')}`);
  const every = [...new Set(roleKeys.flatMap((key) => defaults[key] ?? []))];
  const rows = roleKeys.map((key) => ({
    key,
    ...BUILTIN_ROLES[key],
    permissions: key === 'super_admin' ? every : (defaults[key] ?? []),
    muted: muted[key] ?? [],
  }));
  await query(
    database.fork(),
    `with fresh as (
       insert into known_permissions (name) select jsonb_array_elements_text(?::jsonb) order by 1
       on conflict do nothing returning name
     ), due as (
       select d.*, array(select unnest(d.permissions) intersect select name from fresh) as fresh
       from jsonb_to_recordset(?::jsonb) as d (key text, label text, rank integer, permissions text[], muted text[])
     )
     insert into roles as r (key, label, rank, permissions, muted, defaults, is_builtin)
     select d.key, d.label, d.rank,
       -- For a role that is there, the conflict below adds these to its own.
       case when d.key = 'super_admin' or not exists (select from roles where key = d.key)
         then d.permissions else d.fresh end, d.muted, d.permissions, true
     from due d order by d.key
     on conflict (key) do update set
       permissions = array(select unnest(r.permissions) union select unnest(excluded.permissions) order by 1),
       muted = excluded.muted, defaults = excluded.defaults, version = r.version + 1, updated_at = now()
     where not r.permissions @> excluded.permissions or r.muted <> excluded.muted
       or r.defaults <> excluded.defaults`,
    [JSON.stringify(every), JSON.stringify(rows)],
  );
}
