import { definePermissions, type RoleDefaults } from '@antrean/platform/auth';

export const permissions = definePermissions('pos', ['manage-displays']);

/** Who lets screens in; a super admin may too. */
export const displayRoleDefaults: RoleDefaults = { administrator: Object.values(permissions) };
