import { may, definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { problem } from '@antrean/platform/http';
import type { RoleDefaults } from '@antrean/access';

/** `manage` reaches all orders, `work` the assigned ones; with `read` and `record` alone one reaches none. */
export const permissions = definePermissions('work-orders', ['manage', 'work', 'read', 'record']);

export const reportPermissions = definePermissions('reports', ['workorders', 'operators']);

/** Who can be given orders. */
export const OPERATOR_ROLE = 'production_operator';

/** What the built-in roles may do with work orders (seed 002; decision 05 for the reports). */
export const workOrderRoleDefaults: RoleDefaults = {
  production_manager: [
    permissions.manage,
    permissions.read,
    permissions.record,
    reportPermissions.workorders,
    reportPermissions.operators,
  ],
  administrator: [permissions.manage, permissions.read, permissions.record],
  production_operator: [permissions.work, permissions.read, permissions.record],
};

/** The seeds tell managers of production and operators of orders, and nobody else who may read them. */
export const workOrderMuted: RoleDefaults = {
  administrator: [permissions.manage],
  super_admin: [permissions.manage],
};

export const manages = (actor: UserPrincipal): boolean => may(actor, permissions.manage);

/** An operator knows of no order but those assigned to them now. */
export const concerns = (actor: UserPrincipal, order: { operatorId: number }): boolean =>
  manages(actor) || may(actor, permissions.work, { user: order.operatorId });

/** @throws problem `forbidden` for a file that another one uploaded */
export function assertMayRemove(actor: UserPrincipal, attachment: { uploadedBy: number }): void {
  if (!manages(actor) && attachment.uploadedBy !== actor.userId) throw problem('forbidden');
}
