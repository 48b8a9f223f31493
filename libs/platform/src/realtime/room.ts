/** Room names (seed 003, room-based broadcasting). Sockets are put into them by the server alone. */
export const roleRoom = (role: string): string => `role:${role}`;
export const userRoom = (userId: number): string => `user:${userId}`;
export const karyawanRoom = (karyawanId: number): string => `karyawan:${karyawanId}`;
export const departmentRoom = (departmentId: number): string => `dept:${departmentId}`;
export const departmentRoleRoom = (departmentId: number, role: string): string => `dept:${departmentId}:role:${role}`;
/** Whoever serves all departments, also those that are founded tomorrow. */
export const everyDepartmentRoleRoom = (role: string): string => `dept:*:role:${role}`;
/** Not for broadcasting: it is emptied when the session ends. */
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;

/** A department's people of one role, together with those who serve every department (decision 16). */
export const departmentRole = (departmentId: number, role: string): string[] => [
  departmentRoleRoom(departmentId, role),
  everyDepartmentRoleRoom(role),
];
