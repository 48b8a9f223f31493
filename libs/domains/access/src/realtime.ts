import { query } from '@antrean/platform/database';
import type { RealtimeDependencies } from '@antrean/platform/domain';
import type { Realtime } from '@antrean/platform/realtime';
import { notificationRooms } from './notification-rooms.ts';

/** `/notifications`, for everybody who is signed in (decision 07), and for the screens that show what is told there. */
export const accessRealtime = ({ database }: RealtimeDependencies): Partial<Realtime> => ({
  feeds: [
    {
      namespace: '/notifications',
      kinds: ['user', 'display'],
      rooms: (guest, { departmentId }) =>
        guest?.kind === 'user' ? notificationRooms(guest, departmentId) : [],
    },
  ],
  rooms: ['karyawan', 'dept'],
  roleVersions: [
    async () => {
      const rows = await query<{ key: string; version: number }>(
        database.fork(),
        `select key, version from roles`,
      );
      return new Map(rows.map(({ key, version }) => [key, version]));
    },
  ],
});
