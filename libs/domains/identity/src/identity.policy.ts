import { may, definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import type { RoleDefaults } from './role.catalog.ts';

export const identityPermissions = definePermissions('identity', [
  'manage-users',
  'register-users',
  'manage-roles',
]);

export const identityRoleDefaults: RoleDefaults = {
  administrator: [
    identityPermissions['manage-users'],
    identityPermissions['register-users'],
    identityPermissions['manage-roles'],
  ],
  production_manager: [identityPermissions['register-users']],
};

/** What who only registers users, a production manager, may make of them (seed 002). */
const REGISTRABLE: ReadonlySet<string> = new Set(['production_operator']);

interface Ranked {
  key: string;
  rank: number;
}

/** May give this role to somebody: never one above the own rank. */
export function mayGrant(
  actor: Pick<UserPrincipal, 'permissions'>,
  actorRank: number,
  role: Ranked,
): boolean {
  if (role.rank > actorRank) return false;
  return may(actor, identityPermissions['manage-users']) || REGISTRABLE.has(role.key);
}

/** May change a user or role of this rank. */
export const mayTouch = (actorRank: number, rank: number): boolean => rank <= actorRank;
