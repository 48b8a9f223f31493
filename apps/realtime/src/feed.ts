import { query, type Database } from '@antrean/platform/database';
import type { Actor } from '@antrean/platform/outbox';
import { identify, identifyDisplay, type Identification, type Wish } from './handshake.ts';
import { displayRooms, notificationRooms, orderFeedRooms, servesDepartments } from './join-rooms.ts';
import type { SocketData } from './socket.ts';

type Admission = Pick<SocketData, 'user' | 'pass' | 'rooms'>;

/** Who may connect to a namespace, and what they hear there. */
export interface Feed {
  readonly namespace: string;
  /** @throws {HandshakeRefused} */
  readonly admit: (wish: Wish) => Promise<Admission>;
}

/** `/notifications`: always with a token (decision 07). */
export function notificationsFeed(database: Database, identification: Identification): Feed {
  return {
    namespace: '/notifications',
    admit: async ({ token, departmentId }) => {
      const user = await identify(token, identification);
      const served = servesDepartments(user) ? await servedDepartments(database, user.userId) : [];
      return bySession(user, notificationRooms(user, departmentId, served));
    },
  };
}

/**
 * `/`, the feed of point-of-sale orders: with an access token or the token of a display, or without any when the feed is
 * public (decision 07).
 */
export function orderFeed(identification: Identification, isPublic: boolean): Feed {
  return {
    namespace: '/',
    admit: async ({ token, outletId }) => {
      if (token === null && isPublic)
        return { user: null, pass: null, rooms: orderFeedRooms(null, outletId) };
      const display = token === null ? null : await identifyDisplay(token, identification);
      if (display) {
        return {
          user: null,
          pass: { kind: 'display', id: display.id },
          rooms: displayRooms(display, outletId),
        };
      }
      const user = await identify(token, identification);
      return bySession(user, orderFeedRooms(user, outletId));
    },
  };
}

const bySession = (user: Actor, rooms: string[]): Admission => ({
  user,
  pass: { kind: 'session', id: user.sessionId },
  rooms,
});

async function servedDepartments(database: Database, userId: number): Promise<number[]> {
  const rows = await query<{ department_id: number }>(
    database.fork(),
    `select department_id from served_departments where user_id = ? order by department_id`,
    [userId],
  );
  return rows.map((row) => row.department_id);
}
