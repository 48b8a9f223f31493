import { definePermissions, type RoleDefaults } from '@antrean/platform/auth';

export const ipBlockPermissions = definePermissions('ip-blocks', ['manage']);

/** Who blocks addresses, and is stopped by no automatic block; a super admin may too. */
export const ipBlockRoleDefaults: RoleDefaults = { administrator: Object.values(ipBlockPermissions) };
