import { definePermissions } from '@antrean/platform/auth';
import type { RoleDefaults } from './builtin-role.ts';

/** The permission's name is older than this domain. */
export const accessPermissions = definePermissions('identity', ['manage-roles']);

export const accessRoleDefaults: RoleDefaults = { administrator: [accessPermissions['manage-roles']] };

/** May change a user or role of this rank. */
export const mayTouch = (actorRank: number, rank: number): boolean => rank <= actorRank;
