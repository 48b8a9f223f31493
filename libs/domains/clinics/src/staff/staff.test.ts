import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { createTestSession } from '@antrean/sessions/testing';
import { testLog } from '@antrean/testing';
import { startClinicApi, type ClinicApi } from '../clinic-api.factory.ts';
import { staffChanged } from '../messages.ts';
import { clinicData } from '../personal-data.ts';
import { dataOf, errorOf, staffScenes, type StaffScenes } from './staff-scene.factory.ts';

let api: ClinicApi;
let scenes: StaffScenes;
beforeAll(async () => {
  api = await startClinicApi();
  scenes = staffScenes(api);
});
afterAll(() => api.close());

const scene = () => scenes.scene();
const user = () => scenes.user();
const add: StaffScenes['add'] = (...sent) => scenes.add(...sent);
const rolesOf = (userId: number) => scenes.rolesOf(userId);

describe('the staff of a clinic', () => {
  it('S1-CLIN-08 who has an account has the role there from the same commit on, and is told', async () => {
    const { id, at, manager, services } = await scene();
    const vet = await user();
    await api.takeEvents();
    const { status, body, headers } = await add(api.administrator, at, {
      email: vet.email.toUpperCase(),
      title: 'Dokter hewan',
      isBookable: true,
      serviceIds: services,
      phone: '+6281112345',
      name: 'drh. Sari',
    });
    expect([status, headers.get('location')]).toEqual([201, `${at}/${String(body['id'])}`]);
    expect(body).toEqual({
      id: expect.any(Number),
      name: 'drh. Sari',
      title: 'Dokter hewan',
      serviceIds: services,
      isBookable: true,
      role: 'staff',
      personId: expect.any(Number),
      userId: vet.id,
      email: vet.email,
      phone: '+6281112345',
      version: 1,
    });
    const actor = await createTestSession(api.database, vet);
    expect(actor.scopedRoles).toEqual(['clinic_staff']);
    const events = await api.takeEvents();
    expect(events.map(({ name }) => name)).toEqual(['user.role.changed', 'clinic.staff.changed']);
    expect(events[0]!.payload).toMatchObject({
      userId: vet.id,
      to: ['customer', `clinic_staff@clinic:${id}`],
    });
    expect(auditEntryOf(staffChanged, events[1]!.payload)).toMatchObject({
      action: 'CLINIC_STAFF_CHANGED',
      subject: `clinic:${id}`,
      userId: vet.id,
    });
    const told = await query<{ payload: { facts: unknown } }>(
      api.database.fork(),
      `select payload from outbox_jobs where payload::text like '%clinic.staff-added%' and payload::text like ?`,
      [`%"userId": ${vet.id}%`],
    );
    expect(told).toHaveLength(1);
    const again = await add(manager, at, { email: vet.email });
    expect([again.status, again.body['code'], again.body['staffId']]).toEqual([
      409,
      'staff_exists',
      body['id'],
    ]);
  });

  it('S1-CLIN-08 everybody sees whom they can book; who works there all; who manages how to reach them', async () => {
    const { id, at, manager, services } = await scene();
    const staff = await api.staffOf(id, 'staff');
    await add(manager, at, {
      name: 'drh. Bayu',
      title: 'Bedah',
      isBookable: true,
      serviceIds: [services[0]],
    });
    await query(
      api.database.fork(),
      `update clinic_staff set is_bookable = false where clinic_id = ? and name not like 'drh%'`,
      [id],
    );
    const stranger = (await scene()).manager;
    for (const actor of [null, api.customer, stranger]) {
      const { body, headers } = await api.send(actor, 'GET', at);
      expect(dataOf(body)).toEqual([
        {
          id: expect.any(Number),
          name: 'drh. Bayu',
          title: 'Bedah',
          serviceIds: [services[0]],
          isBookable: true,
          version: 1,
        },
      ]);
      expect(headers.get('cache-control')).toBe('no-store');
    }
    const [bayu] = dataOf((await api.send(null, 'GET', at)).body);
    const seen = dataOf((await api.send(staff, 'GET', at)).body);
    expect(seen.map(({ role }) => role).sort()).toEqual(['manager', 'staff', 'staff']);
    const others = seen.filter((each) => each['id'] !== bayu!['id']);
    for (const each of seen) {
      expect(each).not.toHaveProperty('email');
      expect(each).not.toHaveProperty('phone');
      expect(await api.send(manager, 'GET', `${at}/${String(each['id'])}`)).toMatchObject({
        status: 200,
        body: { email: null, phone: null },
      });
    }
    for (const each of others) {
      expect((await api.send(null, 'GET', `${at}/${String(each['id'])}`)).status).toBe(404);
      expect((await api.send(stranger, 'GET', `${at}/${String(each['id'])}`)).status).toBe(404);
    }
    expect(dataOf((await api.send(null, 'GET', `${at}?serviceId=${services[1]}`)).body)).toEqual([]);
    expect(dataOf((await api.send(null, 'GET', `${at}?serviceId=${services[0]}`)).body)).toHaveLength(1);
    expect((await api.send(null, 'GET', `${(await scene()).at}/${String(bayu!['id'])}`)).status).toBe(404);
  });

  it('S1-CLIN-08 one human in two clinics is one person; nobody else’s are known by their id', async () => {
    const [one, two] = [await scene(), await scene()];
    const vet = await user();
    const first = (await add(api.administrator, one.at, { email: vet.email })).body;
    const second = (await add(api.administrator, two.at, { email: vet.email })).body;
    expect([second['personId'], first['name']]).toEqual([first['personId'], vet.fullName]);
    expect((await createTestSession(api.database, vet)).scopedRoles).toEqual(['clinic_staff']);
    const { body: rows } = await api.send(two.manager, 'GET', two.at);
    expect(dataOf(rows).map(({ id }) => id)).not.toContain(first['id']);

    const groomer = (await add(one.manager, one.at, { name: 'Wati' })).body;
    const refused = await add(two.manager, two.at, { personId: groomer['personId'] });
    expect([refused.status, errorOf(refused.body)]).toEqual([400, 'body.personId']);
    const shared = await add(api.administrator, two.at, { personId: groomer['personId'] });
    expect(shared.body).toMatchObject({ personId: groomer['personId'], name: 'Wati', userId: null });
  });

  it('S1-CLIN-08 by their id accounts are named by who manages users alone', async () => {
    const { at, manager } = await scene();
    const vet = await user();
    expect(errorOf((await add(manager, at, { userId: vet.id })).body)).toBe('body.userId');
    expect((await add(api.administrator, at, { userId: vet.id })).status).toBe(201);
    const away = await user();
    await query(api.database.fork(), `update users set is_active = false where id = ?`, [away.id]);
    for (const [body, field] of [
      [{ email: away.email }, 'body.email'],
      [{ email: 'nobody@example.test' }, 'body.email'],
      [{ userId: 999_999 }, 'body.userId'],
      [{ userId: 9_007_199_254_740_991 }, 'body.userId'],
      [{ personId: 9_007_199_254_740_991 }, 'body.personId'],
      [{}, 'body.name'],
      [{ name: 'Boss', role: 'manager' }, 'body.role'],
      [{ name: 'Wati', serviceIds: [999_999] }, 'body.serviceIds'],
      [{ name: 'Wati', serviceIds: [9_007_199_254_740_991] }, 'body.serviceIds'],
      [{ email: vet.email, userId: vet.id }, 'body'],
    ] as const) {
      const reply = await add(api.administrator, at, body);
      expect([body, reply.status, errorOf(reply.body)]).toEqual([body, 400, field]);
    }
  });

  it('S1-CLIN-08 another role, another account and leaving change what the account may do here, and nowhere else', async () => {
    const [one, two] = [await scene(), await scene()];
    const vet = await user();
    const staffId = String(
      (await add(api.administrator, one.at, { email: vet.email, serviceIds: one.services })).body['id'],
    );
    await add(api.administrator, two.at, { email: vet.email });
    const at = `${one.at}/${staffId}`;
    const promoted = await api.send(one.manager, 'PATCH', at, { role: 'manager' }, { 'If-Match': '"1"' });
    expect(promoted.body).toMatchObject({ role: 'manager', version: 2 });
    expect((await rolesOf(vet.id)).toSorted()).toEqual(['clinic_manager', 'clinic_staff']);
    expect((await api.send(one.manager, 'PATCH', at, { title: 'x' }, { 'If-Match': '"1"' })).status).toBe(
      412,
    );
    await api.takeEvents();
    expect((await api.send(one.manager, 'PATCH', at, { role: 'manager' })).body['version']).toBe(2);
    expect(await api.takeEvents()).toEqual([]);
    expect((await api.send(one.manager, 'PATCH', at, { serviceIds: [one.services[1]] })).body).toMatchObject({
      serviceIds: [one.services[1]],
      version: 3,
    });
    expect((await api.send(one.manager, 'DELETE', at)).status).toBe(204);
    expect(await rolesOf(vet.id)).toEqual(['clinic_staff']);
    for (const actor of [null, one.manager]) {
      expect((await api.send(actor, 'GET', at)).status).toBe(404);
    }
    expect((await api.send(one.manager, 'DELETE', at)).status).toBe(404);
    const kept = await query(
      api.database.fork(),
      `select is_active, user_id from clinic_staff_v where id = ?`,
      [staffId],
    );
    expect(kept).toEqual([{ is_active: false, user_id: vet.id }]);
    // Who comes back has the same row.
    const back = await add(api.administrator, one.at, { email: vet.email, title: 'Konsultan' });
    expect(back.body).toMatchObject({
      id: Number(staffId),
      role: 'staff',
      title: 'Konsultan',
      serviceIds: [],
    });

    // Somebody without an account gets one; one that has a calendar of its own is no other's.
    const wati = String((await add(one.manager, one.at, { name: 'Wati' })).body['id']);
    const taken = await api.send(one.manager, 'PATCH', `${one.at}/${wati}`, { email: vet.email });
    expect([taken.status, errorOf(taken.body)]).toEqual([400, 'body.email']);
    const account = await user();
    const linked = await api.send(api.administrator, 'PATCH', `${one.at}/${wati}`, {
      email: account.email,
      role: 'manager',
    });
    expect(linked.body).toMatchObject({ userId: account.id, role: 'manager' });
    expect(await rolesOf(account.id)).toEqual(['clinic_manager']);
    const other = await user();
    expect((await api.send(one.manager, 'PATCH', `${one.at}/${wati}`, { email: other.email })).status).toBe(
      400,
    );
  });

  it('S1-CLIN-08 the last manager of a clinic that is open is removed by no manager, also not by two at once', async () => {
    const { id, at, manager } = await scene();
    const own = dataOf((await api.send(manager, 'GET', at)).body).find(({ role }) => role === 'manager')!;
    const last = `${at}/${String(own['id'])}`;
    expect((await api.send(manager, 'DELETE', last)).body['code']).toBe('last_manager');
    expect((await api.send(manager, 'PATCH', last, { role: 'staff' })).body['code']).toBe('last_manager');
    const second = await api.staffOf(id, 'manager');
    const both = dataOf((await api.send(manager, 'GET', at)).body).filter(({ role }) => role === 'manager');
    const [mine, theirs] = both.map((each) => `${at}/${String(each['id'])}`);
    const replies = await Promise.all([
      api.send(manager, 'DELETE', theirs!),
      api.send(second, 'DELETE', mine!),
    ]);
    // The second finds that it is the last, or that it may not any more.
    const [done, refused] = replies.map(({ status }) => status).toSorted();
    expect([done, [403, 409].includes(refused!)]).toEqual([204, true]);
    const left = dataOf((await api.send(api.administrator, 'GET', at)).body).find(
      ({ role }) => role === 'manager',
    )!;
    expect((await api.send(api.administrator, 'DELETE', `${at}/${String(left['id'])}`)).status).toBe(204);
  });

  it('S1-CLIN-08 whose account is deleted is nobody at the clinic, and the calendar stays', async () => {
    const { id, at, services } = await scene();
    const vet = await user();
    const { body } = await add(api.administrator, at, {
      email: vet.email,
      name: 'drh. Sari',
      phone: '+6281112345',
      serviceIds: services,
    });
    const known = [];
    for await (const { row } of clinicData.read(api.database.fork(), vet.id)) known.push(row);
    expect(known).toMatchObject([{ clinicId: id, name: 'drh. Sari', phone: '+6281112345' }]);
    await api.takeEvents();
    const erase = () =>
      transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) => clinicData.erase(tx, vet.id));
    await erase();
    await erase();
    expect((await api.takeEvents()).map(({ payload }) => payload['change'])).toEqual(['removed']);
    const rows = await query(
      api.database.fork(),
      `select person_id, user_id, name, is_active from clinic_staff_v where id = ?`,
      [Number(body['id'])],
    );
    expect(rows).toEqual([
      {
        person_id: body['personId'],
        user_id: null,
        name: expect.stringContaining('deleted'),
        is_active: false,
      },
    ]);
    expect(
      await query(
        api.database.fork(),
        `select 1 from clinic_staff where (name = 'drh. Sari' or phone is not null) and id = ?`,
        [Number(body['id'])],
      ),
    ).toEqual([]);
  });

  it('S1-CLIN-08 of two who add the same account at once one is told that it is there', async () => {
    const [one, two] = [await scene(), await scene()];
    const vet = await user();
    const replies = await Promise.all(
      [one, one, two].map(({ at }) => add(api.administrator, at, { email: vet.email })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
    const persons = await query(api.database.fork(), `select id from staff_persons where user_id = ?`, [
      vet.id,
    ]);
    expect(persons).toHaveLength(1);
  });
});
