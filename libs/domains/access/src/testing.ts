export { roleKeys } from './builtin-role.ts';
export { Role, UserRole } from './role.entity.ts';
export { ServedDepartment } from './served-department.ts';
