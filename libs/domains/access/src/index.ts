import { Role, UserRole } from './role.entity.ts';
import { ServedDepartment } from './served-department.ts';

export { HIGHEST_ROLE, type RoleDefaults, type RoleKey } from './builtin-role.ts';
export { ROLE_WORDS } from './role.words.ts';
export { ensureRoles } from './ensure-roles.ts';
export { rankOf } from './rank.ts';
export { assignRoles, lockHighestRole, rolesOf } from './assign-role.ts';
export { findGrantableRole } from './grantable-role.ts';
export { accessRoleDefaults, mayTouch } from './access.policy.ts';
export { accessProblem } from './access.problem.ts';
export { assignDepartments, findServedDepartmentIds } from './served-department.ts';

export const accessEntities = [Role, UserRole, ServedDepartment] as const;
