import {
  Clinic,
  ClinicHours,
  ClinicInvitation,
  ClinicService,
  ClinicStaff,
  StaffPerson,
} from './clinic.entity.ts';

export type { Clinic };
export { createClinic } from './create-clinic.ts';
export { setUpClinic, type FirstService, type OpenDay } from './set-up-clinic.ts';
export { assignClinicManager } from './staff/manage-staff.ts';
export { isLastManager } from './staff/leave-clinic.ts';
export { isStaffRole } from './staff/staff-role.ts';
export { findActiveClinic } from './clinic.queries.ts';
export { clinicProblem } from './clinic.problem.ts';
export {
  clinicAddress,
  clinicLocation,
  clinicTimeZone,
  newClinic,
  type NewClinic,
} from './clinic.contract.ts';
export { permissions as clinicPermissions, clinicRoleDefaults } from './clinic.policy.ts';

export const clinicEntities = [
  Clinic,
  ClinicHours,
  ClinicInvitation,
  ClinicService,
  ClinicStaff,
  StaffPerson,
] as const;
