import type { RealtimeDependencies } from '@antrean/platform/domain';
import type { Realtime } from '@antrean/platform/realtime';
import { notificationRooms, servesDepartments } from './notification-rooms.ts';
import { findServedDepartmentIds } from './served-department.ts';

/** `/notifications`, for everybody who is signed in (decision 07). */
export const accessRealtime = ({ database }: RealtimeDependencies): Partial<Realtime> => ({
  feeds: [
    {
      namespace: '/notifications',
      kinds: ['user'],
      roomsOf: async (principal, { departmentId }) =>
        principal?.kind === 'user'
          ? notificationRooms(
              principal,
              departmentId,
              servesDepartments(principal)
                ? await findServedDepartmentIds(database.fork(), principal.userId)
                : [],
            )
          : [],
    },
  ],
  rooms: ['karyawan', 'dept'],
});
