import { cataloguePermissions } from '@antrean/catalogue';
import { definePermissions, type RoleDefaults } from '@antrean/platform/auth';

const own = definePermissions('pos', ['sell', 'advance', 'change', 'delete']);

/** Orders are read by whoever reads what is sold. */
export const permissions = { ...own, read: cataloguePermissions.read };

/** What sales bring; `read` is the catalogue's. */
export const salePermissions = own;

/** What the built-in roles may do with orders; a super admin may do all of it. */
export const saleRoleDefaults: RoleDefaults = {
  cashier: Object.values(own),
  administrator: Object.values(own),
};
