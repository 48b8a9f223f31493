import type { RoleDefaults } from '@antrean/access';
import { definePermissions, may, type UserPrincipal } from '@antrean/platform/auth';

/** The permissions' names are older than this domain. */
export const accountPermissions = definePermissions('identity', ['manage-users', 'register-users']);

export const accountRoleDefaults: RoleDefaults = {
  administrator: [accountPermissions['manage-users'], accountPermissions['register-users']],
  production_manager: [accountPermissions['register-users']],
};

/** What who only registers users, a production manager, may make of them (seed 002). */
const REGISTRABLE: ReadonlySet<string> = new Set(['production_operator']);

/** Whether somebody who may create users may make one of this role; roles' ranks limit that too. */
export const mayRegister = (actor: UserPrincipal, roleKey: string): boolean =>
  may(actor, accountPermissions['manage-users']) || REGISTRABLE.has(roleKey);
