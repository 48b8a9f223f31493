export { roleKeys } from './builtin-role.ts';
export { Role, UserRole } from './role.entity.ts';
export { ScopedRole } from './scoped-role.ts';
export { ServedDepartment } from './served-department.ts';
