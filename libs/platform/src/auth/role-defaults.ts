import type { Permission } from './permission.ts';

/** What roles may do, by the role's key, unless an administrator decided otherwise. */
export type RoleDefaults = Readonly<Record<string, readonly Permission[] | undefined>>;

/** Joins what several domains say of the roles. */
export function mergeRoleDefaults(...defaults: readonly RoleDefaults[]): RoleDefaults {
  const roles = new Set(defaults.flatMap((each) => Object.keys(each)));
  return Object.fromEntries(
    [...roles].map((role) => [role, [...new Set(defaults.flatMap((each) => each[role] ?? []))]]),
  );
}
