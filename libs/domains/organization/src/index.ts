import { Department, Employee, Outlet, Position, Shift } from './organization.entity.ts';

export { Department, Employee, Outlet, Position, Shift };
export { assertOutlet } from './assert-outlet.ts';
export { findDepartment, findEmployee, findOutlet, findPosition, findShift } from './organization.queries.ts';
export { ensureEmployee, type EmployeeDetails } from './ensure-employee.ts';
export { seedOrganization } from './organization.seed.ts';
export { organizationPermissions, organizationRoleDefaults } from './organization.policy.ts';
export { organizationRetention } from './organization.retention.ts';

export const organizationEntities = [Department, Position, Shift, Outlet, Employee] as const;
