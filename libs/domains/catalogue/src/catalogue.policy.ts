import { definePermissions, type RoleDefaults } from '@antrean/platform/auth';

/** `read` is for all of the point of sale: whoever sells reads what is sold, and the orders. */
export const permissions = definePermissions('pos', ['read', 'manage-catalogue']);

/** What the built-in roles may do with the catalogue; a super admin may do all of it. */
export const catalogueRoleDefaults: RoleDefaults = {
  cashier: [permissions.read],
  administrator: Object.values(permissions),
};
