import type { Principal } from '../auth/index.ts';

/** Room names (seed 003, room-based broadcasting). Sockets are put into them by the server alone. */
export const roleRoom = (role: string): string => `role:${role}`;
export const userRoom = (userId: number): string => `user:${userId}`;
export const karyawanRoom = (karyawanId: number): string => `karyawan:${karyawanId}`;
export const departmentRoom = (departmentId: number): string => `dept:${departmentId}`;
export const departmentRoleRoom = (departmentId: number, role: string): string =>
  `dept:${departmentId}:role:${role}`;
/** Whoever serves all departments, also those that are founded tomorrow. */
export const everyDepartmentRoleRoom = (role: string): string => `dept:*:role:${role}`;
/** Not for broadcasting: it is emptied when the session ends. */
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;

/** The same for a display. */
export const displayRoom = (displayId: string): string => `display:${displayId}`;
/** What lets somebody in, and what they end with. */
export const passRoom = (principal: Principal): string =>
  principal.kind === 'user' ? sessionRoom(principal.sessionId) : displayRoom(principal.displayId);
/** What the platform's own rooms begin with. */
export const ROOMS = ['role', 'user', 'session', 'display'] as const;

/** A department's people of one role, together with those who serve every department (decision 16). */
export const departmentRole = (departmentId: number, role: string): string[] => [
  departmentRoleRoom(departmentId, role),
  everyDepartmentRoleRoom(role),
];

/** The order screens of one outlet. */
export const outletRoom = (outletId: number): string => `outlet:${outletId}`;
/** The order screens that show all outlets, also those that open tomorrow. */
export const everyOutletRoom = 'outlet:*';

/** Who watches the orders of an outlet; an order without an outlet is seen only by those who watch them all. */
export const outletRooms = (outletId: number | null): string[] =>
  outletId === null ? [everyOutletRoom] : [outletRoom(outletId), everyOutletRoom];
