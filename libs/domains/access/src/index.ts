import { Role, UserRole } from './role.entity.ts';
import { ScopedRole } from './scoped-role.ts';
import { ServedDepartment } from './served-department.ts';

export { HIGHEST_ROLE, type RoleDefaults, type RoleKey } from './builtin-role.ts';
export { ROLE_WORDS } from './role.words.ts';
export { ensureRoles } from './ensure-roles.ts';
export { rankOf, rankToTouch } from './rank.ts';
export {
  addPlacedRole,
  assignPlacedRoles,
  namePlacedRole,
  placedRolesOf,
  removePlacedRole,
  type PlacedRole,
} from './scoped-role.ts';
export { assignRoles, lockHighestRole, rolesOf } from './assign-role.ts';
export { findGrantableRole } from './grantable-role.ts';
export { accessPermissions, accessRoleDefaults, mayTouch } from './access.policy.ts';
export { changeRole } from './manage-role.ts';
export { roleChanges, roleKey, type RoleChanges } from './role.contract.ts';
export { accessProblem } from './access.problem.ts';
export { assignDepartments, findServedDepartmentIds } from './served-department.ts';

export const accessEntities = [Role, UserRole, ScopedRole, ServedDepartment] as const;
