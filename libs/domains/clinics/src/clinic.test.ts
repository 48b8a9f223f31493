import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { may } from '@antrean/platform/auth';
import { identityEntities } from '@antrean/sign-in/testing';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { createTestSession } from '@antrean/sessions/testing';
import { createTestDatabase, testLog } from '@antrean/testing';
import { startClinicApi, type ClinicApi } from './clinic-api.factory.ts';
import { permissions } from './clinic.policy.ts';
import { seedClinics } from './clinic.seed.ts';
import {
  assignClinicManager,
  clinicEntities,
  clinicRoleDefaults,
  createClinic,
  findActiveClinic,
  newClinic,
} from './index.ts';
import { clinicMessages } from './messages.ts';
import { createTestClinic, createTestStaff } from './testing.ts';

let api: ClinicApi;
beforeAll(async () => {
  api = await startClinicApi();
});
afterAll(() => api.close());

const PATH = '/api/clinics';
const KEMANG = {
  name: 'Klinik Hewan Sahabat',
  description: 'Rawat inap dan grooming',
  address: {
    street: 'Jl. Kemang Raya 12',
    city: 'Jakarta Selatan',
    province: 'DKI Jakarta',
    postalCode: '12730',
  },
  location: { lat: -6.2607, lng: 106.8135 },
  timezone: 'Asia/Jakarta',
  phone: '+62217181234',
  email: 'halo@sahabat.example',
};
const create = async (more: object = {}) => {
  const { body } = await api.send(api.administrator, 'POST', PATH, { ...KEMANG, ...more });
  return { id: Number(body['id']), at: `${PATH}/${String(body['id'])}`, body };
};
const idsOf = (body: Record<string, unknown>) => (body['data'] as { id: number }[]).map(({ id }) => id);

describe('a clinic', () => {
  it('S1-CLIN-01 S1-CLIN-02 S1-CLIN-07 is added by an administrator and read by everybody', async () => {
    const made = await api.send(api.administrator, 'POST', PATH, KEMANG);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(Number),
      ...KEMANG,
      address: { ...KEMANG.address, district: null, country: 'ID' },
      bookingHorizonDays: 365,
      minimumNoticeMinutes: 0,
      autoConfirmBookings: true,
      confirmWithinHours: 24,
      cancellationNoticeHours: 0,
      takesGuestBookings: true,
      isActive: true,
      version: 1,
    });
    const at = `${PATH}/${String(made.body['id'])}`;
    expect(made.headers.get('location')).toBe(at);
    const read = await api.send(null, 'GET', at);
    expect([read.status, read.body]).toEqual([200, made.body]);
    const again = await api.send(null, 'GET', at, undefined, { 'If-None-Match': read.headers.get('etag')! });
    expect(again.status).toBe(304);
    expect((await api.send(null, 'GET', `${PATH}/999999`)).status).toBe(404);
    expect((await api.send(null, 'GET', `${PATH}/9007199254740991`)).status).toBe(404);
  });

  it.each([
    ['timezone', 'Asia/Jakrata'],
    ['timezone', '+07:00'],
    ['timezone', 'WIB'],
    ['timezone', 'Etc/GMT-7'],
    ['location', { lat: 91, lng: 0 }],
    ['location', { lat: 0, lng: -180.5 }],
    ['address', { street: 'Jl. A' }],
    ['email', 'nobody'],
    ['phone', 'call me'],
    ['name', '  '],
    ['bookingHorizonDays', 0],
    ['minimumNoticeMinutes', -1],
    ['owner', 1],
  ])('S1-CLIN-01 is refused with a wrong %s: %j', async (field, value) => {
    const { status, body } = await api.send(api.administrator, 'POST', PATH, { ...KEMANG, [field]: value });
    expect(status).toBe(400);
    expect((body['errors'] as { field: string }[])[0]!.field).toMatch(new RegExp(`^body\\.${field}`));
  });

  it('S1-CLIN-03 is changed by its manager, in the version that they have seen; what is not named stays', async () => {
    const { id, at, body } = await create();
    const manager = await api.staffOf(id, 'manager');
    const change = {
      address: { city: 'Depok', district: null },
      timezone: 'Asia/Makassar',
      minimumNoticeMinutes: 60,
    };
    const changed = await api.send(manager, 'PATCH', at, change, { 'If-Match': '"1"' });
    expect(changed.body).toEqual({
      ...body,
      ...change,
      address: { ...(body['address'] as object), city: 'Depok' },
      version: 2,
    });
    expect((await api.send(manager, 'PATCH', at, change, { 'If-Match': '"1"' })).status).toBe(412);
    expect((await api.send(manager, 'PATCH', at, change)).body['version']).toBe(2);
    expect((await api.send(manager, 'PATCH', at, { timezone: 'Mars/Olympus' })).status).toBe(400);
    expect((await api.send(null, 'GET', at)).body).toEqual(changed.body);
  });

  it('S1-CLIN-04 that nothing names is deleted; one that is named is deactivated and stays for who works there', async () => {
    const unnamed = await create();
    expect(
      (await api.send(api.administrator, 'DELETE', unnamed.at, undefined, { 'If-Match': '"7"' })).status,
    ).toBe(412);
    expect((await api.send(api.administrator, 'DELETE', unnamed.at)).status).toBe(204);
    expect((await api.send(api.administrator, 'GET', unnamed.at)).status).toBe(404);
    expect((await api.send(api.administrator, 'DELETE', unnamed.at)).status).toBe(404);

    const { id, at, body } = await create();
    const [manager, staff] = [await api.staffOf(id, 'manager'), await api.staffOf(id, 'staff')];
    expect((await api.send(staff, 'DELETE', at)).status).toBe(403);
    expect((await api.send(manager, 'DELETE', at)).status).toBe(204);
    expect((await api.send(manager, 'DELETE', at)).status).toBe(204);
    for (const actor of [null, api.customer]) {
      expect((await api.send(actor, 'GET', at)).status).toBe(404);
      expect(idsOf((await api.send(actor, 'GET', `${PATH}?limit=200`)).body)).not.toContain(id);
    }
    expect(await findActiveClinic(api.database.fork(), id)).toBeNull();
    for (const actor of [manager, staff, api.administrator]) {
      expect((await api.send(actor, 'GET', at)).body).toEqual({ ...body, isActive: false, version: 2 });
      expect(idsOf((await api.send(actor, 'GET', `${PATH}?isActive=false`)).body)).toContain(id);
    }
    expect(idsOf((await api.send(api.customer, 'GET', `${PATH}?isActive=false`)).body)).toEqual([]);
    expect((await api.send(null, 'GET', `${PATH}?isActive=false`)).status).toBe(401);
    // Somebody who manages another clinic does not learn of it.
    const stranger = await api.staffOf((await create()).id, 'manager');
    expect((await api.send(stranger, 'GET', at)).status).toBe(404);
    expect((await api.send(stranger, 'PATCH', at, { name: 'Mine' })).status).toBe(404);

    expect((await api.send(manager, 'PATCH', at, { name: 'Still mine' })).body['code']).toBe(
      'clinic_inactive',
    );
    expect((await api.send(manager, 'PATCH', at, { isActive: true })).status).toBe(403);
    const opened = await api.send(api.administrator, 'PATCH', at, { isActive: true });
    expect(opened.body).toMatchObject({ isActive: true });
    expect((await api.send(null, 'GET', at)).status).toBe(200);
  });

  it('S1-CLIN-04 that another domain names is deactivated', async () => {
    const { id, at } = await create();
    await query(
      api.database.fork(),
      `create table names_a_clinic (clinic_id integer references clinics (id))`,
    );
    await query(api.database.fork(), `insert into names_a_clinic values (?)`, [id]);
    expect((await api.send(api.administrator, 'DELETE', at)).status).toBe(204);
    expect((await api.send(api.administrator, 'GET', at)).body).toMatchObject({ isActive: false });
    await query(api.database.fork(), `drop table names_a_clinic`);
  });

  it('S1-CLIN-03 is for its own manager: others may not write it, whatever they are elsewhere', async () => {
    const { id, at } = await create();
    const { id: other } = await create();
    const expected: [string, Awaited<ReturnType<ClinicApi['staffOf']>> | null, number][] = [
      ['nobody', null, 401],
      ['a customer', api.customer, 403],
      ['its staff', await api.staffOf(id, 'staff'), 403],
      ["another's manager", await api.staffOf(other, 'manager'), 403],
      ['its manager', await api.staffOf(id, 'manager'), 200],
      ['an administrator', api.administrator, 200],
    ];
    for (const [who, actor, status] of expected) {
      expect([who, (await api.send(actor, 'PATCH', at, { name: 'Klinik Baru' })).status]).toEqual([
        who,
        status,
      ]);
      const made = await api.send(actor, 'POST', PATH, KEMANG);
      expect([who, made.status]).toEqual([who, who === 'an administrator' ? 201 : actor ? 403 : 401]);
    }
  });

  it('a token that is over is refused, and not taken for nobody', async () => {
    const { at } = await create();
    const reply = await api.send(null, 'GET', at, undefined, { Authorization: 'Bearer over' });
    expect(reply.status).toBe(401);
  });

  it('what happens is told to whom works there and to the auditor, once, and only when something changed', async () => {
    await api.takeEvents();
    const { id, at } = await create({ name: 'Klinik Teladan' });
    await api.send(api.administrator, 'PATCH', at, { description: null });
    await api.send(api.administrator, 'PATCH', at, { description: null });
    await createTestStaff(api.database, id);
    await api.send(api.administrator, 'DELETE', at);
    const events = await api.takeEvents();
    expect(
      events.map(({ name, payload, actorId }) => {
        const event = clinicMessages.find((each) => each.name === name)!;
        expect(actorId).toBe(api.administrator.userId);
        expect(event.realtime!.rooms(payload as never)).toContain(`clinics.read@clinic:${id}`);
        return auditEntryOf(event, payload);
      }),
    ).toEqual([
      {
        action: 'CLINIC_CREATED',
        subject: `clinic:${id}`,
        detail: 'Clinic "Klinik Teladan" in Jakarta Selatan was added',
      },
      {
        action: 'CLINIC_UPDATED',
        subject: `clinic:${id}`,
        detail: 'Clinic "Klinik Teladan" was changed: description',
      },
      {
        action: 'CLINIC_DEACTIVATED',
        subject: `clinic:${id}`,
        detail: 'Clinic "Klinik Teladan" was deactivated',
      },
    ]);
  });
});

describe('what other domains call', () => {
  const within = <T>(work: Parameters<typeof transaction<T>>[2]) =>
    transaction(api.unitOfWork, backgroundContext(testLog, 'test'), work);

  it('creates a clinic with its manager in one transaction', async () => {
    const user = await createTestUser(api.database, { role: 'customer', departmentId: null });
    const clinic = await within(async (tx) => {
      const made = await createClinic(tx, newClinic.parse(KEMANG));
      await assignClinicManager(tx, made.id, user.id);
      await assignClinicManager(tx, made.id, user.id);
      return made;
    });
    const manager = await createTestSession(api.database, user);
    expect(manager.scopedRoles).toEqual(['clinic_manager']);
    expect((await api.send(manager, 'PATCH', `${PATH}/${clinic.id}`, { name: 'Mine' })).status).toBe(200);
    expect(idsOf((await api.send(manager, 'GET', `${PATH}?mine=true`)).body)).toEqual([clinic.id]);
    const rows = await query(
      api.database.fork(),
      `select person_id is not null as is, user_id, role from clinic_staff_v where clinic_id = ?`,
      [clinic.id],
    );
    expect(rows).toEqual([{ is: true, user_id: user.id, role: 'manager' }]);
    const names = (await api.takeEvents()).map(({ name }) => name);
    expect(names.filter((name) => /staff|role/.test(name))).toEqual([
      'user.role.changed',
      'clinic.staff.changed',
    ]);
  });

  it('who works there already becomes its manager; somebody who is not active does not', async () => {
    const clinic = await createTestClinic(api.database);
    const staff = await api.staffOf(clinic.id, 'staff');
    await within((tx) => assignClinicManager(tx, clinic.id, staff.userId));
    expect((await api.again(staff)).scopedRoles).toEqual(['clinic_manager']);
    await query(api.database.fork(), `update users set is_active = false where id = ?`, [
      api.customer.userId,
    ]);
    await expect(within((tx) => assignClinicManager(tx, clinic.id, api.customer.userId))).rejects.toThrow(
      'no such',
    );
    await query(api.database.fork(), `update users set is_active = true where id = ?`, [api.customer.userId]);
  });
});

describe('development data', () => {
  it('are two clinics in two zones, with hours, services and staff; its users have their roles at the first alone', async () => {
    const test = await createTestDatabase([...organizationEntities, ...identityEntities, ...clinicEntities]);
    try {
      const { database } = test;
      await ensureRoles(database, clinicRoleDefaults);
      const manager = await createTestUser(database, {
        nik: 'CLM001',
        role: 'clinic_manager',
        departmentId: null,
      });
      const seed = () => database.fork().transactional((em) => seedClinics(em));
      await Promise.all([seed(), seed()]);
      const read = <T extends object>(sql: string) => query<T>(database.fork(), sql);
      expect(await read(`select time_zone, city from clinics_v order by id`)).toEqual([
        { time_zone: 'Asia/Jakarta', city: 'Jakarta Selatan' },
        { time_zone: 'Asia/Makassar', city: 'Makassar' },
      ]);
      expect(
        await read(`select count(*)::int as persons from (select person_id from clinic_staff_v group by person_id
                         having count(*) = 2) shared`),
      ).toEqual([{ persons: 1 }]);
      expect(await read(`select clinic_id from clinic_hours_v order by 1`)).toHaveLength(2);
      const actor = await createTestSession(database, manager);
      expect([actor.role, actor.roles, actor.scopedRoles]).toEqual([
        'clinic_manager',
        ['clinic_manager'],
        ['clinic_manager'],
      ]);
      const [first, second] = await read<{ id: number }>(`select id from clinics_v order by id`);
      expect([first, second].map((each) => may(actor, permissions.manage, { clinic: each!.id }))).toEqual([
        true,
        false,
      ]);
    } finally {
      await test.close();
    }
  });
});
