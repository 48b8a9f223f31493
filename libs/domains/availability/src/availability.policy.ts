import { definePermissions, may, type RoleDefaults, type UserPrincipal } from '@antrean/platform/auth';

/**
 * `read`: rules and blocks, and being told when they change; `block`: to write blocks of one's own; `manage`: rules, and
 * everybody's blocks. They are mostly had at one clinic.
 */
export const permissions = definePermissions('availability', ['block', 'manage', 'read']);

export const availabilityRoleDefaults: RoleDefaults = {
  administrator: [permissions.block, permissions.manage, permissions.read],
  clinic_manager: [permissions.block, permissions.manage, permissions.read],
  clinic_staff: [permissions.block, permissions.read],
};

export const mayRead = (actor: UserPrincipal, clinicId: number): boolean =>
  may(actor, permissions.read, { clinic: clinicId });

export const mayManage = (actor: UserPrincipal, clinicId: number): boolean =>
  may(actor, permissions.manage, { clinic: clinicId });

/** Whose blocks somebody may write: everybody's who manages; one's own (`userId` is whose account the staff has). */
export const mayBlock = (actor: UserPrincipal, clinicId: number, userId: number | null): boolean =>
  mayManage(actor, clinicId) ||
  (userId !== null && userId === actor.userId && may(actor, permissions.block, { clinic: clinicId }));
