import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDepartment, createOutlet } from '@antrean/organization/testing';
import { definePermissions, holds, may, mergeRoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { auditEntryOf, defineEvent, hearingOf, roomsOfGrants } from '@antrean/platform/messages';
import { createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityRoleDefaults, startIdentityApi, type IdentityApi } from '@antrean/sign-in/testing';
import type { TestDatabase } from '@antrean/testing';
import { z } from 'zod';
import { createTestUser } from './testing.ts';
import { userRoleChanged } from './user.messages.ts';

const clinics = definePermissions('clinics', ['manage', 'read']);
let test: TestDatabase;
let as: IdentityApi['as'];
let close: IdentityApi['close'];
let administrator: UserPrincipal;

beforeAll(async () => {
  ({ test, as, close } = await startIdentityApi({
    roleDefaults: mergeRoleDefaults(identityRoleDefaults, {
      clinic_manager: [clinics.manage, clinics.read],
      clinic_staff: [clinics.read],
    }),
  }));
  await query(
    test.database.fork(),
    `insert into clinics (id, name, street, city, latitude, longitude, time_zone)
     select id, 'Clinic ' || id, 'Street', 'City', 0, 0, 'Asia/Jakarta' from generate_series(3, 5) id`,
  );
  administrator = await createTestPrincipal(test.database, { role: 'administrator' });
});
afterAll(() => close());

const setRoles = (userId: number, roles: unknown[], actor = administrator) =>
  as(actor, 'PUT', `/api/admin/users/${userId}/roles`, { roles });
const place = (of: object) => ({ clinicId: null, outletId: null, departmentId: null, ...of });
const noPlace = { departmentId: null, outletId: null };

describe('a role that is had at one place', () => {
  it('S1-AUTH-10 S1-AUTH-12 reaches what is there, and neither elsewhere nor what belongs to no place', async () => {
    const user = await createTestUser(test.database, { role: 'customer' });
    const given = await setRoles(user.id, [
      'customer',
      { role: 'Clinic Manager', clinicId: 3 },
      { role: 'clinic_staff', clinicId: 4 },
    ]);
    expect(given.body).toMatchObject({
      role: 'customer',
      roles: ['customer'],
      scopedRoles: [
        place({ role: 'clinic_manager', clinicId: 3 }),
        place({ role: 'clinic_staff', clinicId: 4 }),
      ],
    });
    const actor = await createTestSession(test.database, user);
    expect(actor.roles).toEqual(['customer', 'clinic_manager', 'clinic_staff']);
    const reach = (permission: typeof clinics.read) =>
      [3, 4, 5, null].map((clinic) => may(actor, permission, { clinic }));
    expect(reach(clinics.read)).toEqual([true, true, false, false]);
    expect(reach(clinics.manage)).toEqual([true, false, false, false]);
    expect([may(actor, clinics.manage), holds(actor, clinics.manage)]).toEqual([false, true]);
    expect(may(actor, clinics.manage, { outlet: 3 })).toBe(false);
    expect(may(actor, clinics.manage, { department: 3 })).toBe(false);

    // Who may read hears: by the same rows.
    const reader = { holding: clinics.read, clinic: ({ clinicId }: { clinicId: number }) => clinicId };
    const { realtime } = defineEvent({
      name: 'clinic.painted',
      version: 1,
      summary: 'For tests',
      schema: z.object({ clinicId: z.int() }),
      realtime: { namespace: '/notifications', readers: [reader] },
    });
    const rooms = new Set(roomsOfGrants(actor, [hearingOf(reader)], noPlace));
    const hears = (clinicId: number) => realtime!.rooms({ clinicId }).some((room) => rooms.has(room));
    expect([hears(3), hears(4), hears(5)]).toEqual([true, true, false]);
    const everywhere = await createTestPrincipal(test.database, { role: 'clinic_staff' });
    expect(roomsOfGrants(everywhere, [hearingOf(reader)], noPlace)).toEqual(['clinics.read@clinic:*']);

    const [event] = await query<{ payload: Record<string, unknown> }>(
      test.database.fork(),
      `select payload from outbox_events where name = 'user.role.changed' and payload->>'userId' = ?`,
      [String(user.id)],
    );
    expect(auditEntryOf(userRoleChanged, event!.payload)).toMatchObject({
      detail: expect.stringContaining('customer, clinic_manager@clinic:3, clinic_staff@clinic:4'),
    });
    // The former form of the body takes what is not named.
    expect((await setRoles(user.id, ['employee'])).body).toMatchObject({
      roles: ['employee'],
      scopedRoles: [],
    });
  });

  it('S1-AUTH-11 opens no door behind which nobody looks at the place', async () => {
    const [department, outlet] = [await createDepartment(test.database), await createOutlet(test.database)];
    for (const where of [{ departmentId: department.id }, { outletId: outlet.id }, { clinicId: 3 }]) {
      const user = await createTestUser(test.database, { role: 'employee' });
      expect((await setRoles(user.id, [{ role: 'administrator', ...where }])).status).toBe(200);
      const actor = await createTestSession(test.database, user);
      expect(actor.grants.has('identity.manage-users')).toBe(true);
      expect((await as(actor, 'GET', '/api/users')).status).toBe(403);
      expect((await setRoles(user.id, ['super_admin'], actor)).status).toBe(403);
    }
  });

  it('S1-AUTH-12 nobody gives one above his own rank, raises his rank by one, or touches whoever has a higher one', async () => {
    const lead = await createTestPrincipal(test.database, { role: 'lead' });
    await query(
      test.database.fork(),
      `update roles set rank = 30, permissions = '{identity.manage-users}' where key = 'lead'`,
    );
    const user = await createTestUser(test.database, { role: 'customer' });
    const refused = await setRoles(user.id, [{ role: 'clinic_manager', clinicId: 3 }], lead);
    expect([refused.status, refused.body['code']]).toEqual([403, 'above_own_rank']);
    expect((await setRoles(lead.userId, ['lead', { role: 'clinic_manager', clinicId: 3 }])).status).toBe(200);
    expect((await setRoles(user.id, [{ role: 'clinic_manager', clinicId: 3 }], lead)).status).toBe(403);
    expect((await setRoles(user.id, [{ role: 'clinic_staff', clinicId: 3 }], lead)).status).toBe(200);

    expect((await setRoles(user.id, [{ role: 'clinic_manager', clinicId: 3 }])).status).toBe(200);
    expect((await setRoles(user.id, ['customer'], lead)).body['code']).toBe('above_own_rank');
  });

  it('is at one place that exists, and never that of the highest role', async () => {
    const superAdmin = await createTestPrincipal(test.database, { role: 'super_admin' });
    const user = await createTestUser(test.database, { role: 'customer' });
    for (const wrong of [
      { role: 'clinic_staff', clinicId: 3, outletId: 4 },
      { role: 'cashier', outletId: 999_999 },
      { role: 'clinic_staff', clinicId: 999_999 },
      { role: 'dapur', departmentId: 999_999 },
      { role: 'super_admin', clinicId: 3 },
    ]) {
      expect([wrong, (await setRoles(user.id, [wrong], superAdmin)).status]).toEqual([wrong, 400]);
    }
    await as(superAdmin, 'POST', '/api/admin/roles', { key: 'vet', label: 'Vet', rank: 5, permissions: [] });
    expect((await setRoles(user.id, [{ role: 'vet', clinicId: 3 }])).status).toBe(200);
    expect((await as(superAdmin, 'DELETE', '/api/admin/roles/vet')).body['code']).toBe('role_in_use');
    expect((await as(administrator, 'GET', '/api/users?role=vet')).body).toMatchObject({ total: 1 });
  });
});
