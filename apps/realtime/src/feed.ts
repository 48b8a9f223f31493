import { query, type Database } from '@antrean/platform/database';
import type { Actor } from '@antrean/platform/outbox';
import { identify, type Identification, type Wish } from './handshake.ts';
import { notificationRooms, orderFeedRooms, servesDepartments } from './join-rooms.ts';

/** Who may connect to a namespace, and what they hear there. */
export interface Feed {
  readonly namespace: string;
  /** @throws {HandshakeRefused} */
  readonly admit: (wish: Wish) => Promise<{ user: Actor | null; rooms: string[] }>;
}

/** `/notifications`: always with a token (decision 07). */
export function notificationsFeed(database: Database, identification: Identification): Feed {
  return {
    namespace: '/notifications',
    admit: async ({ token, departmentId }) => {
      const user = await identify(token, identification);
      const served = servesDepartments(user) ? await servedDepartments(database, user.userId) : [];
      return { user, rooms: notificationRooms(user, departmentId, served) };
    },
  };
}

/** `/`, the feed of point-of-sale orders: with a token, or without any when the feed is public (decision 07). */
export function orderFeed(identification: Identification, isPublic: boolean): Feed {
  return {
    namespace: '/',
    admit: async ({ token, outletId }) => {
      const user = token === null && isPublic ? null : await identify(token, identification);
      return { user, rooms: orderFeedRooms(user, outletId) };
    },
  };
}

async function servedDepartments(database: Database, userId: number): Promise<number[]> {
  const rows = await query<{ department_id: number }>(
    database.fork(),
    `select department_id from served_departments where user_id = ? order by department_id`,
    [userId],
  );
  return rows.map((row) => row.department_id);
}
