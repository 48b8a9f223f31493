import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { departmentRole } from '@antrean/platform/realtime';
import { createTestPrincipal } from '../../../libs/domains/identity/src/identity.factory.ts';
import { createDepartment } from '../../../libs/domains/organization/src/organization.factory.ts';
import { displayRooms, notificationRooms, orderFeedRooms } from './join-rooms.ts';
import {
  startRealtimeRig,
  told,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';

const person = (details: Partial<UserPrincipal>): UserPrincipal => ({
  userId: 7,
  nik: null,
  name: 'Siti',
  role: 'employee',
  roles: ['employee'],
  permissions: new Set(),
  karyawanId: 70,
  departmentId: 1,
  sessionId: 's',
  language: 'id',
  mustChangePassword: false,
  ...details,
});
const personal = ['user:7', 'karyawan:70', 'session:s'];
const sorted = (rooms: readonly string[]): string[] => [...rooms].sort();
const expectRooms = (rooms: readonly string[], ...expected: string[]): void =>
  expect(sorted(rooms)).toEqual(sorted([...personal, ...expected]));

describe('the rooms on /notifications', () => {
  it('S3-WS-07 S3-WS-08 S3-WS-09 S3-WS-10 S3-WS-11 follow from the person', () => {
    expectRooms(notificationRooms(person({}), null, []), 'role:employee', 'dept:1', 'dept:1:role:employee');
    expect(sorted(notificationRooms(person({ karyawanId: null, departmentId: null }), null, []))).toEqual(
      sorted(['role:employee', 'user:7', 'session:s']),
    );
  });

  it('are those of every role that a person has', () => {
    const rooms = notificationRooms(person({ roles: ['cashier', 'employee'] }), null, []);
    expectRooms(
      rooms,
      'role:cashier',
      'role:employee',
      'dept:1',
      'dept:1:role:cashier',
      'dept:1:role:employee',
    );
  });

  it('of kitchen and delivery are those of the departments that they serve', () => {
    const cook = person({ roles: ['dapur'], departmentId: null });
    expectRooms(notificationRooms(cook, null, []), 'role:dapur', 'dept:*:role:dapur');
    expectRooms(
      notificationRooms(cook, null, [2, 3]),
      'role:dapur',
      'dept:2:role:dapur',
      'dept:3:role:dapur',
    );
    // Belonging to a department is not serving it.
    expectRooms(
      notificationRooms(person({ roles: ['delivery'], departmentId: 5 }), null, [2]),
      'role:delivery',
      'dept:5',
      'dept:2:role:delivery',
    );
  });

  it('of a super administrator are those of administrators too', () => {
    expectRooms(
      notificationRooms(person({ roles: ['super_admin'], departmentId: null }), null, []),
      'role:super_admin',
      'role:administrator',
      'dept:*:role:super_admin',
      'dept:*:role:administrator',
    );
  });

  it('are narrowed by the department that a client names', () => {
    const cook = person({ roles: ['dapur'], departmentId: 5 });
    expectRooms(notificationRooms(cook, 1, []), 'role:dapur', 'dept:1:role:dapur');
    expectRooms(notificationRooms(cook, 2, [2, 3]), 'role:dapur', 'dept:2:role:dapur');
    expectRooms(notificationRooms(person({}), 1, []), 'role:employee', 'dept:1', 'dept:1:role:employee');
    expectRooms(
      notificationRooms(person({ roles: ['administrator'] }), 4, []),
      'role:administrator',
      'dept:4:role:administrator',
    );
  });

  it('S3-WS-04 are never granted by naming a foreign department', () => {
    expectRooms(notificationRooms(person({}), 2, []), 'role:employee');
    expectRooms(notificationRooms(person({ roles: ['dapur'] }), 4, [2, 3]), 'role:dapur');
    expectRooms(
      notificationRooms(person({ roles: ['customer'], departmentId: null }), 2, []),
      'role:customer',
    );
  });
});

describe('the rooms on the order feed', () => {
  it('are all outlets, or the one that the client names', () => {
    expect(orderFeedRooms(null, null)).toEqual(['outlet:*']);
    expect(orderFeedRooms(null, 3)).toEqual(['outlet:3']);
    expect(orderFeedRooms(person({}), 3)).toEqual(['outlet:3', 'role:employee', 'user:7', 'session:s']);
  });

  it('S4-FUT-01 of a display are those of its own outlet, whatever outlet it names', () => {
    const display = { id: 'd', label: 'Kitchen', outletId: 3 };
    expect(displayRooms(display, null)).toEqual(['outlet:3', 'display:d']);
    expect(displayRooms(display, 3)).toEqual(['outlet:3', 'display:d']);
    expect(displayRooms(display, 4)).toEqual(['display:d']);
    const unbound = { ...display, outletId: null };
    expect(displayRooms(unbound, null)).toEqual(['outlet:*', 'display:d']);
    expect(displayRooms(unbound, 4)).toEqual(['outlet:4', 'display:d']);
  });
});

describe('what each kind of client hears', () => {
  let rig: RealtimeRig;
  let server: TestServer;
  let own: number;
  let foreign: number;
  const clients = new Map<string, TestClient>();
  const actors = new Map<string, UserPrincipal>();

  const hears = (room: string): string[] =>
    [...clients]
      .filter(([, client]) => client.received.some(({ payload }) => payload['filler'] === room))
      .map(([who]) => who);

  beforeAll(async () => {
    rig = await startRealtimeRig();
    server = await rig.startServer();
    const { database } = rig.db;
    own = (await createDepartment(database)).id;
    foreign = (await createDepartment(database)).id;
    const join = async (
      who: string,
      role: string,
      details: object,
      auth: Record<string, unknown> = {},
    ): Promise<void> => {
      const actor = await createTestPrincipal(database, { role, ...details });
      actors.set(who, actor);
      clients.set(who, await rig.connect(server, actor, auth));
    };
    await join('employee', 'employee', { departmentId: own });
    await join('impostor', 'employee', { departmentId: foreign }, { departmentId: own });
    await join('cook of all', 'dapur', { departmentId: null });
    await join('cook of own', 'dapur', { departmentId: null, servedDepartmentIds: [own] });
    await join('cook of foreign', 'dapur', { departmentId: null, servedDepartmentIds: [foreign] });
    await join('cook narrowed to foreign', 'dapur', { departmentId: null }, { departmentId: foreign });
    await join('courier', 'delivery', { departmentId: null });
    await join('administrator', 'administrator', { departmentId: own });
    await join('super administrator', 'super_admin', { departmentId: null });
  });
  afterAll(() => rig.close());

  it('S3-WS-04 S3-WS-07 S3-WS-08 S3-WS-09 S3-WS-10 S3-WS-11 is exactly what its rooms are told', async () => {
    const { userId, karyawanId } = actors.get('employee')!;
    const audiences: Record<string, { rooms: string[]; heardBy: string[] }> = {
      role: {
        rooms: ['role:dapur'],
        heardBy: ['cook of all', 'cook of own', 'cook of foreign', 'cook narrowed to foreign'],
      },
      user: { rooms: [`user:${userId}`], heardBy: ['employee'] },
      karyawan: { rooms: [`karyawan:${karyawanId}`], heardBy: ['employee'] },
      department: { rooms: [`dept:${own}`], heardBy: ['employee', 'administrator'] },
      'department and role': { rooms: [`dept:${own}:role:employee`], heardBy: ['employee'] },
      kitchen: { rooms: departmentRole(own, 'dapur'), heardBy: ['cook of all', 'cook of own'] },
      'foreign kitchen': {
        rooms: departmentRole(foreign, 'dapur'),
        heardBy: ['cook of all', 'cook of foreign', 'cook narrowed to foreign'],
      },
      delivery: { rooms: departmentRole(own, 'delivery'), heardBy: ['courier'] },
      administrators: {
        rooms: departmentRole(foreign, 'administrator'),
        heardBy: ['administrator', 'super administrator'],
      },
      nobody: { rooms: [], heardBy: [] },
    };
    await rig.publish(
      told,
      ...Object.entries(audiences).map(([filler, { rooms }], n) => ({ rooms, n, filler })),
    );
    await rig.settle([...clients.values()], 'employee', 'dapur', 'delivery', 'administrator');
    for (const [room, { heardBy }] of Object.entries(audiences)) {
      expect({ room, heardBy: hears(room) }).toEqual({ room, heardBy });
    }
  });
});
