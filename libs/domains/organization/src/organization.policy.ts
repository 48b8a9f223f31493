import { definePermissions, type Permission } from '@antrean/platform/auth';

export const organizationPermissions = definePermissions('organization', ['write']);

/** Which roles may do it unless an administrator says otherwise. */
export const organizationRoleDefaults: { readonly administrator: readonly Permission[] } = {
  administrator: [organizationPermissions.write],
};
