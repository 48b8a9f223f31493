import { definePermissions } from '@antrean/platform/auth';
import type { RoleDefaults } from '@antrean/access';

export const permissions = definePermissions('pos', [
  'read',
  'sell',
  'advance',
  'change',
  'delete',
  'manage-catalogue',
  'manage-displays',
]);

/** What the built-in roles may do at the point of sale; a super admin may do all of it. */
export const posRoleDefaults: RoleDefaults = {
  cashier: [permissions.read, permissions.sell, permissions.advance, permissions.change, permissions.delete],
  administrator: Object.values(permissions),
};
