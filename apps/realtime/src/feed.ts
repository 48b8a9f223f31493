import { posPermissions } from '@antrean/pos';
import { query, type Database } from '@antrean/platform/database';
import { may, type UserPrincipal } from '@antrean/platform/auth';
import { HandshakeRefused, identify, identifyDisplay, type Identification, type Wish } from './handshake.ts';
import { displayRooms, notificationRooms, orderFeedRooms, servesDepartments } from './join-rooms.ts';
import type { SocketData } from './socket.ts';

export type Admission = Pick<SocketData, 'user' | 'pass' | 'rooms'>;

/** Who may connect to a namespace, and what they hear there: whoever may read the thing by REST. */
export interface Feed {
  readonly namespace: string;
  /** @throws {HandshakeRefused} */
  readonly admit: (wish: Wish) => Promise<Admission>;
  /** The same for a user who is known; asked again when what the roles may do has changed. @throws {HandshakeRefused} */
  readonly admitUser: (user: UserPrincipal, wish: Wish) => Promise<Admission>;
}

export const ORDER_FEED = '/';

/** `/notifications`: always with a token (decision 07). */
export function notificationsFeed(database: Database, identification: Identification): Feed {
  const admitUser = async (user: UserPrincipal, { departmentId }: Wish): Promise<Admission> => {
    const served = servesDepartments(user) ? await servedDepartments(database, user.userId) : [];
    return bySession(user, notificationRooms(user, departmentId, served));
  };
  return {
    namespace: '/notifications',
    admit: async (wish) => admitUser(await identify(wish.token, identification), wish),
    admitUser,
  };
}

/**
 * `/`, the feed of point-of-sale orders: for users who may list the orders by REST and for displays, or for everybody
 * when the feed is public (decision 07).
 */
export function orderFeed(identification: Identification, isPublic: boolean): Feed {
  const admitUser = async (user: UserPrincipal, { outletId }: Wish): Promise<Admission> => {
    if (!isPublic && !may(user, posPermissions.read)) {
      throw new HandshakeRefused(
        'forbidden',
        `Your roles do not include "${posPermissions.read}", which reading orders takes.`,
      );
    }
    return bySession(user, orderFeedRooms(user, outletId));
  };
  return {
    namespace: ORDER_FEED,
    admit: async (wish) => {
      const { token, outletId } = wish;
      if (token === null && isPublic)
        return { user: null, pass: null, rooms: new Set(orderFeedRooms(null, outletId)) };
      const display = token === null ? null : await identifyDisplay(token, identification);
      if (!display) return admitUser(await identify(token, identification), wish);
      return {
        user: null,
        pass: { kind: 'display', id: display.id },
        rooms: new Set(displayRooms(display, outletId)),
      };
    },
    admitUser,
  };
}

const bySession = (user: UserPrincipal, rooms: readonly string[]): Admission => ({
  user,
  pass: { kind: 'session', id: user.sessionId },
  rooms: new Set(rooms),
});

async function servedDepartments(database: Database, userId: number): Promise<number[]> {
  const rows = await query<{ department_id: number }>(
    database.fork(),
    `select department_id from served_departments where user_id = ? order by department_id`,
    [userId],
  );
  return rows.map((row) => row.department_id);
}
