import { describe, expect, it } from '@jest/globals';
import type { DisplayPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { displayRooms, orderFeedRooms } from './order-feed.ts';

const user: UserPrincipal = {
  kind: 'user',
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
};

describe('the rooms on the order feed', () => {
  it('are all outlets, or the one that the client names', () => {
    expect(orderFeedRooms(null, null)).toEqual(['outlet:*']);
    expect(orderFeedRooms(null, 3)).toEqual(['outlet:3']);
    expect(orderFeedRooms(user, 3)).toEqual(['outlet:3', 'role:employee', 'user:7', 'session:s']);
  });

  it('S4-FUT-01 of a display are those of its own outlet, whatever outlet it names', () => {
    const display: DisplayPrincipal = { kind: 'display', displayId: 'd', label: 'Kitchen', outletId: 3 };
    expect(displayRooms(display, null)).toEqual(['outlet:3', 'display:d']);
    expect(displayRooms(display, 3)).toEqual(['outlet:3', 'display:d']);
    expect(displayRooms(display, 4)).toEqual(['display:d']);
    const unbound = { ...display, outletId: null };
    expect(displayRooms(unbound, null)).toEqual(['outlet:*', 'display:d']);
    expect(displayRooms(unbound, 4)).toEqual(['outlet:4', 'display:d']);
  });
});
