import type { RoleDefaults } from '@antrean/access';
import { definePermissions } from '@antrean/platform/auth';

/** Whoever decides for somebody must rank as high. */
export const recoveryPermissions = definePermissions('recovery', ['decide']);

export const recoveryRoleDefaults: RoleDefaults = { administrator: [recoveryPermissions.decide] };
