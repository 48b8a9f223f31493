import { describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { notificationRooms } from './notification-rooms.ts';

const person = (details: Partial<UserPrincipal>): UserPrincipal => ({
  kind: 'user',
  userId: 7,
  nik: null,
  name: 'Siti',
  role: 'employee',
  roles: ['employee'],
  grants: new Map(),
  scopedRoles: [],
  muted: new Set(),
  serves: 'all',
  karyawanId: 70,
  departmentId: 1,
  sessionId: 's',
  tokenId: null,
  language: 'id',
  mustChangePassword: false,
  ...details,
});
const personal = ['user:7', 'karyawan:70'];
const sorted = (rooms: readonly string[]): string[] => [...rooms].sort();
const expectRooms = (rooms: readonly string[], ...expected: string[]): void =>
  expect(sorted(rooms)).toEqual(sorted([...personal, ...expected]));

describe('the rooms on /notifications', () => {
  it('S3-WS-07 S3-WS-08 S3-WS-09 S3-WS-10 S3-WS-11 follow from the person', () => {
    expectRooms(notificationRooms(person({}), null), 'role:employee', 'dept:1', 'dept:1:role:employee');
    expect(sorted(notificationRooms(person({ karyawanId: null, departmentId: null }), null))).toEqual(
      sorted(['role:employee', 'user:7']),
    );
  });

  it('are those of every role that a person has', () => {
    const rooms = notificationRooms(person({ roles: ['cashier', 'employee'] }), null);
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
    expectRooms(notificationRooms(cook, null), 'role:dapur', 'dept:*:role:dapur');
    expectRooms(
      notificationRooms({ ...cook, serves: new Set([2, 3]) }, null),
      'role:dapur',
      'dept:2:role:dapur',
      'dept:3:role:dapur',
    );
    // Belonging to a department is not serving it.
    expectRooms(
      notificationRooms(person({ roles: ['delivery'], departmentId: 5, serves: new Set([2]) }), null),
      'role:delivery',
      'dept:5',
      'dept:2:role:delivery',
    );
  });

  it('of a super administrator are those of administrators too', () => {
    expectRooms(
      notificationRooms(person({ roles: ['super_admin'], departmentId: null }), null),
      'role:super_admin',
      'role:administrator',
      'dept:*:role:super_admin',
      'dept:*:role:administrator',
    );
  });

  it('are narrowed by the department that a client names', () => {
    const cook = person({ roles: ['dapur'], departmentId: 5 });
    expectRooms(notificationRooms(cook, 1), 'role:dapur', 'dept:1:role:dapur');
    expectRooms(
      notificationRooms({ ...cook, serves: new Set([2, 3]) }, 2),
      'role:dapur',
      'dept:2:role:dapur',
    );
    expectRooms(notificationRooms(person({}), 1), 'role:employee', 'dept:1', 'dept:1:role:employee');
    expectRooms(
      notificationRooms(person({ roles: ['administrator'] }), 4),
      'role:administrator',
      'dept:4:role:administrator',
    );
  });

  it('S3-WS-04 are never granted by naming a foreign department', () => {
    expectRooms(notificationRooms(person({}), 2), 'role:employee');
    expectRooms(notificationRooms(person({ roles: ['dapur'], serves: new Set([2, 3]) }), 4), 'role:dapur');
    expectRooms(notificationRooms(person({ roles: ['customer'], departmentId: null }), 2), 'role:customer');
  });
});
