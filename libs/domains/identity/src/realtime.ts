import type { UserPrincipal } from '@antrean/platform/auth';
import { query, type Database } from '@antrean/platform/database';
import type { RealtimeDependencies } from '@antrean/platform/domain';
import type { Realtime } from '@antrean/platform/realtime';
import { notificationRooms, servesDepartments } from './notification-rooms.ts';

/** `/notifications`, for everybody who is signed in (decision 07). */
export const identityRealtime = ({ database }: RealtimeDependencies): Partial<Realtime> => ({
  feeds: [
    {
      namespace: '/notifications',
      kinds: ['user'],
      roomsOf: async (principal, { departmentId }) =>
        principal?.kind === 'user'
          ? notificationRooms(principal, departmentId, await servedDepartments(database, principal))
          : [],
    },
  ],
  rooms: ['karyawan', 'dept'],
});

/** Ids of the departments that somebody serves; none means all of them. */
async function servedDepartments(database: Database, user: UserPrincipal): Promise<number[]> {
  if (!servesDepartments(user)) return [];
  const rows = await query<{ department_id: number }>(
    database.fork(),
    `select department_id from served_departments where user_id = ? order by department_id`,
    [user.userId],
  );
  return rows.map((row) => row.department_id);
}
