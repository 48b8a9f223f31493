import { definePermissions, type Permission } from '@antrean/platform/auth';

export const auditPermissions = definePermissions('audit', ['read']);

/** Which roles may do it unless an administrator says otherwise. */
export const auditRoleDefaults: { readonly administrator: readonly Permission[] } = {
  administrator: [auditPermissions.read],
};
