import { passOf, type TokenHolder } from '../auth/index.ts';
import { userRoom } from '../messages/user-room.ts';

/** Room names (seed 003, room-based broadcasting). Sockets are put into them by the server alone. */
export const roleRoom = (role: string): string => `role:${role}`;
export { userRoom, watchersOf } from '../messages/user-room.ts';
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
/** The same for an API token. */
export const tokenRoom = (tokenId: string): string => `token:${tokenId}`;
/** What somebody was let in by, and ends with: a session, a display or an API token. */
export function passRoom(holder: TokenHolder): string {
  const { kind, id } = passOf(holder);
  return { session: sessionRoom, display: displayRoom, token: tokenRoom }[kind](id);
}

/** Who comes by a user's API tokens: not told what the user is told, and ended with them. */
const userTokensRoom = (userId: number): string => `user-tokens:${userId}`;
/** All who act for a user, to end them when that changes. */
export const roomsOfUser = (userId: number): string[] => [userRoom(userId), userTokensRoom(userId)];
/** Rooms that are emptied when what lets somebody in, or what they may do, has changed. */
export function roomsThatEnd(holder: TokenHolder): string[] {
  if (holder.kind !== 'user') return [passRoom(holder)];
  const own = holder.sessionId === null ? userTokensRoom(holder.userId) : userRoom(holder.userId);
  return [...holder.roles.map(roleRoom), own, passRoom(holder)];
}
/** What the platform's own rooms begin with. */
export const ROOMS = ['role', 'user', 'user-tokens', 'session', 'display', 'token', 'watch'] as const;

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
