import { definePermissions, may, type RoleDefaults, type UserPrincipal } from '@antrean/platform/auth';

/**
 * `read`: what the public does not see of a clinic, and being told of what happens there; `manage`: to write it;
 * `create`: to add clinics, and to open one again that was deactivated. The first two are mostly had at one clinic.
 */
export const permissions = definePermissions('clinics', ['create', 'manage', 'read']);

export const clinicRoleDefaults: RoleDefaults = {
  administrator: [permissions.create, permissions.manage, permissions.read],
  clinic_manager: [permissions.manage, permissions.read],
  clinic_staff: [permissions.read],
};

type Asking = UserPrincipal | null;

/** Whether somebody, or nobody, sees what a clinic does not show to everybody. */
export const mayReadPrivately = (caller: Asking, clinicId: number): boolean =>
  caller !== null && may(caller, permissions.read, { clinic: clinicId });

export const mayManage = (caller: Asking, clinicId: number): boolean =>
  caller !== null && may(caller, permissions.manage, { clinic: clinicId });
