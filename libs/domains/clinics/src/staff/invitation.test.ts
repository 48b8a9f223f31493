import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { createTestSession } from '@antrean/sessions/testing';
import { testLog } from '@antrean/testing';
import { startClinicApi, type ClinicApi } from '../clinic-api.factory.ts';
import { expireInvitations } from './expire-invitations.ts';
import { assignClinicManager } from './manage-staff.ts';
import { invitationChanged } from '../messages.ts';
import { clinicData } from '../personal-data.ts';
import { dataOf, errorOf, staffScenes, type StaffScenes } from './staff-scene.factory.ts';

let api: ClinicApi;
let scenes: StaffScenes;
beforeAll(async () => {
  api = await startClinicApi();
  scenes = staffScenes(api);
});
afterAll(() => api.close());

const PATH = '/api/clinic-invitations';
const scene = () => scenes.scene();
const add: StaffScenes['add'] = (...sent) => scenes.add(...sent);
/** Somebody with an account, logged in. */
const person = async () => {
  const user = await scenes.user();
  return { ...user, actor: await createTestSession(api.database, user) };
};
const invitationsOf = async (actor: UserPrincipal, status = '') =>
  dataOf((await api.send(actor, 'GET', `${PATH}?status=${status}`)).body);
const newest = async (actor: UserPrincipal) => Number((await invitationsOf(actor))[0]!['id']);
const answer = async (actor: UserPrincipal, how: 'accept' | 'decline', id?: number) =>
  api.send(actor, 'POST', `${PATH}/${id ?? (await newest(actor))}/${how}`);
const sql = <Row extends object>(text: string, parameters: (string | number)[] = []) =>
  query<Row>(api.database.fork(), text, parameters);
const inTransaction = <T>(work: Parameters<typeof transaction<T>>[2]) =>
  transaction(api.unitOfWork, backgroundContext(testLog, 'test'), work);
/** How many rows of the clinic, its people and invitations there are. */
const rows = () =>
  sql(
    `select (select count(*) from staff_persons)::int as people, (select count(*) from clinic_staff)::int as staff`,
  );

describe('whom a manager adds by the account', () => {
  it('S1-CLIN-08 is asked, works nowhere before, and with what the clinic has said once they accept', async () => {
    const { id, at, manager, services } = await scene();
    const vet = await person();
    await api.takeEvents();
    const entry = { email: vet.email, title: 'Dokter hewan', isBookable: true, serviceIds: services };
    const { status, body, headers } = await add(manager, at, entry);
    expect([status, headers.get('location')]).toEqual([201, `${at}/${String(body['id'])}`]);
    // Neither the name, nor that they have a calendar elsewhere, is told.
    expect(body).toEqual({
      ...{ id: expect.any(Number), name: vet.email, title: 'Dokter hewan', serviceIds: services },
      ...{ isBookable: true, role: 'staff', userId: null, email: vet.email, phone: null, version: 1 },
      invitation: { status: 'invited', role: 'staff', expiresAt: expect.any(String) },
    });
    const { expiresAt } = body['invitation'] as { expiresAt: string };
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(13.9 * 86_400_000);
    const staff = await api.staffOf(id, 'staff');
    const entryAt = `${at}/${String(body['id'])}`;
    for (const actor of [null, vet.actor, staff]) {
      expect((await api.send(actor, 'GET', entryAt)).status).toBe(404);
      expect(dataOf((await api.send(actor, 'GET', at)).body).map((each) => each['id'])).not.toContain(
        body['id'],
      );
    }
    expect(dataOf((await api.send(manager, 'GET', at)).body).map((each) => each['id'])).toContain(body['id']);
    const offered = async () =>
      dataOf((await api.send(null, 'GET', `/api/clinics/${id}/services`)).body).map(
        (each) => each['staffIds'],
      );
    expect(await offered()).toEqual([[], []]);
    expect(await scenes.rolesOf(vet.id)).toEqual([]);
    const events = await api.takeEvents();
    expect(events.map(({ name }) => name)).toEqual(['clinic.invitation.changed']);
    const rooms = invitationChanged.realtime!.rooms(events[0]!.payload as never);
    expect(rooms).toEqual(expect.arrayContaining([`clinics.manage@clinic:${id}`, `user:${vet.id}`]));
    expect(auditEntryOf(invitationChanged, events[0]!.payload)).toMatchObject({
      action: 'CLINIC_INVITATION_CHANGED',
      subject: `clinic:${id}`,
      userId: vet.id,
    });
    expect(
      await sql(
        `select 1 from outbox_jobs where payload::text like '%clinic.staff-invited%' and payload::text like ?`,
        [`%"userId": ${vet.id}%`],
      ),
    ).toHaveLength(1);

    const [invitation] = await invitationsOf(vet.actor, 'invited');
    expect(invitation).toMatchObject({
      clinicId: id,
      role: 'staff',
      title: 'Dokter hewan',
      status: 'invited',
      expiresAt,
    });
    const invitationId = Number(invitation!['id']);
    for (const stranger of [manager, staff, api.administrator]) {
      expect((await answer(stranger, 'accept', invitationId)).status).toBe(404);
      expect((await answer(stranger, 'decline', invitationId)).status).toBe(404);
    }
    // Said twice at once, it is as said once.
    const accepted = await Promise.all([1, 2].map(() => answer(vet.actor, 'accept', invitationId)));
    expect(accepted.map((reply) => [reply.status, reply.body['status']])).toEqual([
      [200, 'accepted'],
      [200, 'accepted'],
    ]);
    expect(await scenes.rolesOf(vet.id)).toEqual(['clinic_staff']);
    expect(
      (await api.takeEvents()).map(({ name, payload }) => [name, payload['change'] ?? payload['status']]),
    ).toEqual([
      ['user.role.changed', undefined],
      ['clinic.staff.changed', 'added'],
      ['clinic.invitation.changed', 'accepted'],
    ]);
    expect((await api.send(manager, 'GET', entryAt)).body).toMatchObject({
      ...{ name: vet.fullName, userId: vet.id, personId: expect.any(Number), serviceIds: services },
    });
    expect((await api.send(manager, 'GET', entryAt)).body).not.toHaveProperty('invitation');
    expect(await offered()).toEqual([[body['id']], [body['id']]]);
    expect((await answer(vet.actor, 'decline', invitationId)).body).toMatchObject({
      ...{ code: 'invitation_over', status: 409 },
    });
  });

  it('S1-CLIN-08 is shown and known by the address that was named, whatever theirs is by now', async () => {
    const { at, manager } = await scene();
    const vet = await person();
    const { body } = await add(manager, at, { email: vet.email });
    const entry = `${at}/${String(body['id'])}`;
    const moved = `moved-${vet.email}`;
    await sql(`update users set email = ? where id = ?`, [moved, vet.id]);
    const shown = async () => (await api.send(manager, 'GET', entry)).body;
    expect(await shown()).toMatchObject({ name: vet.email, email: vet.email });
    // Who guesses the new one learns nothing: it is answered like any other.
    const name = async (email: string) => (await api.send(manager, 'PATCH', entry, { email })).status;
    const named = [await name(moved), await name('x@example.test'), await name(vet.email.toUpperCase())];
    expect(named).toEqual([400, 400, 200]);
    const known = [];
    for await (const { row } of clinicData.read(api.database.fork(), vet.id)) known.push(row);
    expect(known).toMatchObject([{ email: vet.email }]);
    await answer(vet.actor, 'accept');
    expect(await shown()).toMatchObject({ name: vet.fullName, email: moved });
    expect(await sql(`select email from clinic_invitations where user_id = ?`, [vet.id])).toEqual([
      { email: null },
    ]);
  });

  it('S1-CLIN-08 has one calendar at all clinics that they accept, also at once, and the entry that they had', async () => {
    const [one, two] = [await scene(), await scene()];
    const vet = await person();
    for (const { manager, at } of [one, two]) await add(manager, at, { email: vet.email, name: 'drh. Sari' });
    const before = await rows();
    const ids = (await invitationsOf(vet.actor)).map((each) => Number(each['id']));
    const replies = await Promise.all(ids.map((id) => answer(vet.actor, 'accept', id)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const entries = await sql<{ id: number; personId: number; name: string }>(
      `select s.id, person_id as "personId", name from clinic_staff s join staff_persons p on p.id = s.person_id
       where p.user_id = ? and s.is_active`,
      [vet.id],
    );
    expect(new Set(entries.map(({ personId }) => personId)).size).toBe(1);
    expect(entries.map(({ name }) => name)).toEqual(['drh. Sari', 'drh. Sari']);
    // The calendars that the entries had meanwhile are gone.
    expect(await rows()).toMatchObject([{ people: (before[0] as { people: number }).people - 1 }]);

    await api.send(vet.actor, 'DELETE', `${one.at}/me`);
    const again = await add(one.manager, one.at, { email: vet.email, role: 'manager' });
    expect(again.body).toMatchObject({ role: 'manager', invitation: { role: 'manager' } });
    expect(entries.map(({ id }) => id)).toContain(again.body['id']);
    await answer(vet.actor, 'accept');
    expect((await scenes.rolesOf(vet.id)).toSorted()).toEqual(['clinic_manager', 'clinic_staff']);
  });

  it('S1-CLIN-08 is not there when they decline, are withdrawn, or do not answer in two weeks; nothing is left of it', async () => {
    const { id, at, manager, services } = await scene();
    const before = await rows();
    const end = {
      declined: async ({ actor }: Awaited<ReturnType<typeof person>>) => {
        expect((await answer(actor, 'decline')).body).toMatchObject({ status: 'declined' });
        expect((await answer(actor, 'decline')).status).toBe(200);
      },
      withdrawn: async (_: unknown, entry: string) => {
        expect((await api.send(manager, 'DELETE', entry)).status).toBe(204);
      },
      expired: async ({ actor }: Awaited<ReturnType<typeof person>>) => {
        const invitationId = await newest(actor);
        // Too early it ends nothing.
        await inTransaction(expireInvitations);
        expect(await invitationsOf(actor, 'invited')).toHaveLength(1);
        await sql(`update clinic_invitations set expires_at = now() where id = ?`, [invitationId]);
        // Before the job has come, too.
        expect(await invitationsOf(actor, 'expired')).toHaveLength(1);
        expect((await answer(actor, 'accept')).body).toMatchObject({ code: 'invitation_over' });
        for (const looked of [1, 0]) expect(await inTransaction(expireInvitations)).toBe(looked);
      },
    };
    for (const [status, ending] of Object.entries(end)) {
      const vet = await person();
      const { body } = await add(manager, at, { email: vet.email, serviceIds: services });
      await ending(vet, `${at}/${String(body['id'])}`);
      expect(await invitationsOf(vet.actor)).toMatchObject([{ status, clinicId: id }]);
      expect((await answer(vet.actor, 'accept')).body).toMatchObject({ code: 'invitation_over' });
      expect(await scenes.rolesOf(vet.id)).toEqual([]);
      expect((await api.send(manager, 'GET', `${at}/${String(body['id'])}`)).status).toBe(404);
      expect([status, await rows()]).toEqual([status, before]);
    }
  });

  it('S1-CLIN-08 is asked once at a time, and three times in 90 days at most', async () => {
    const { at, manager } = await scene();
    const vet = await person();
    for (let turn = 0; turn < 3; turn += 1) {
      const replies = await Promise.all([1, 2].map(() => add(manager, at, { email: vet.email })));
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(replies.find(({ status }) => status === 409)!.body).toMatchObject({
        ...{ code: 'staff_invited', staffId: replies.find(({ status }) => status === 201)!.body['id'] },
      });
      await answer(vet.actor, 'decline');
    }
    expect((await add(manager, at, { email: vet.email })).body).toMatchObject({
      code: 'invited_often',
      limit: 3,
    });
    // Another clinic has asked nobody yet; and who manages users need not ask.
    const other = await scene();
    expect((await add(other.manager, other.at, { email: vet.email })).status).toBe(201);
    expect((await add(api.administrator, at, { email: vet.email })).status).toBe(201);
    await sql(
      `update clinic_invitations set created_at = created_at - interval '91 days' where user_id = ?`,
      [vet.id],
    );
    await api.send(vet.actor, 'DELETE', `${at}/me`);
    expect((await add(manager, at, { email: vet.email })).status).toBe(201);
  });

  it('S1-CLIN-08 is asked by each clinic for itself, also when the manager knows them from another', async () => {
    const [one, two] = [await scene(), await scene()];
    const vet = await person();
    await add(api.administrator, one.at, { email: vet.email, name: 'drh. Sari' });
    await sql(`insert into scoped_roles (user_id, role_key, clinic_id) values (?, 'clinic_manager', ?)`, [
      one.manager.userId,
      two.id,
    ]);
    const both = await api.again(one.manager);
    const [known] = await sql<{ id: number }>(`select id from staff_persons where user_id = ?`, [vet.id]);
    const { status, body } = await add(both, two.at, { personId: known!.id });
    expect([status, body]).toMatchObject([201, { name: 'drh. Sari', invitation: { status: 'invited' } }]);
    expect(await scenes.rolesOf(vet.id)).toHaveLength(1);
    await answer(vet.actor, 'accept');
    expect((await api.send(both, 'GET', `${two.at}/${String(body['id'])}`)).body).toMatchObject({
      personId: known!.id,
    });
    // Nobody asks themselves.
    const own = await add(both, two.at, { email: 'nobody@example.test' });
    expect(own.status).toBe(400);
    await sql(`update users set email = 'own@example.test' where id = ?`, [both.userId]);
    const self = await add(both, two.at, { email: 'own@example.test', role: 'manager' });
    expect([self.status, self.body]).toMatchObject([201, { role: 'manager', userId: both.userId }]);
    expect(self.body).not.toHaveProperty('invitation');
  });

  it('S1-CLIN-08 is changed before they answer like anybody, and can be made a manager by who approves a clinic', async () => {
    const { id, at, manager, services } = await scene();
    const [vet, other] = [await person(), await person()];
    const { body } = await add(manager, at, { email: vet.email });
    const entry = `${at}/${String(body['id'])}`;
    const changed = await api.send(manager, 'PATCH', entry, {
      role: 'manager',
      title: 'Kepala',
      serviceIds: services,
    });
    expect(changed.body).toMatchObject({ role: 'manager', title: 'Kepala', invitation: { role: 'manager' } });
    expect((await api.send(manager, 'PATCH', entry, { email: vet.email })).body['version']).toBe(
      changed.body['version'],
    );
    const moved = await api.send(manager, 'PATCH', entry, { email: other.email });
    expect([moved.status, errorOf(moved.body)]).toEqual([400, 'body.email']);
    // It is no manager yet, for whom another might go.
    expect((await api.send(manager, 'DELETE', `${at}/me`)).body).toMatchObject({ code: 'last_manager' });
    await inTransaction((tx) => assignClinicManager(tx, id, vet.id));
    expect(await scenes.rolesOf(vet.id)).toEqual(['clinic_manager']);
    expect(await invitationsOf(vet.actor)).toMatchObject([{ status: 'withdrawn' }]);
    expect((await api.send(manager, 'DELETE', `${at}/me`)).status).toBe(204);
  });

  it('S1-CLIN-08 of an answer and a withdrawal at once one comes second, and learns it', async () => {
    const { at, manager } = await scene();
    for (let round = 0; round < 5; round += 1) {
      const vet = await person();
      const { body } = await add(manager, at, { email: vet.email });
      const [accepted, removed] = await Promise.all([
        answer(vet.actor, 'accept'),
        api.send(manager, 'DELETE', `${at}/${String(body['id'])}`),
      ]);
      // Who had accepted has left then.
      expect([200, 409]).toContain(accepted.status);
      expect(removed.status).toBe(204);
      expect(await scenes.rolesOf(vet.id)).toEqual([]);
    }
  });

  it('S1-CLIN-08 cannot accept while the clinic is deactivated, and leaves nothing when their account is deleted', async () => {
    const { id, at, manager } = await scene();
    const vet = await person();
    const before = await rows();
    await add(manager, at, { email: vet.email });
    await sql(`update clinics set is_active = false where id = ?`, [id]);
    expect((await answer(vet.actor, 'accept')).body).toMatchObject({ code: 'clinic_inactive' });
    const known = [];
    for await (const { row } of clinicData.read(api.database.fork(), vet.id)) known.push(row);
    expect(known).toMatchObject([{ clinicId: id, role: 'staff', status: 'invited' }]);
    for (let turn = 0; turn < 2; turn += 1) await inTransaction((tx) => clinicData.erase(tx, vet.id));
    expect(await sql(`select 1 from clinic_invitations where user_id = ?`, [vet.id])).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});

describe('an account for who works without one', () => {
  it('S1-CLIN-08 is linked when its owner accepts; they are booked as before meanwhile', async () => {
    const { at, manager, services } = await scene();
    const { body: wati } = await add(manager, at, { name: 'Wati', isBookable: true, serviceIds: services });
    const entry = `${at}/${String(wati['id'])}`;
    const [wrong, right] = [await person(), await person()];
    const first = await api.send(manager, 'PATCH', entry, { email: wrong.email });
    expect(first.body).toMatchObject({ userId: null, email: wrong.email, invitation: { role: 'staff' } });
    // It was somebody else's: another one is asked instead.
    const second = await api.send(manager, 'PATCH', entry, { email: right.email, role: 'manager' });
    expect(second.body).toMatchObject({ role: 'staff', email: right.email, invitation: { role: 'manager' } });
    expect(await invitationsOf(wrong.actor)).toMatchObject([{ status: 'withdrawn' }]);
    expect((await api.send(null, 'GET', entry)).body).toMatchObject({
      isBookable: true,
      serviceIds: services,
    });
    const version = Number(second.body['version']);
    expect((await answer(right.actor, 'accept')).body).toMatchObject({ status: 'accepted', role: 'manager' });
    const { body } = await api.send(manager, 'GET', entry);
    expect(body).toMatchObject({
      ...{
        name: 'Wati',
        role: 'manager',
        userId: right.id,
        personId: wati['personId'],
        serviceIds: services,
      },
    });
    expect(body['version']).toBeGreaterThan(version);
    expect(await scenes.rolesOf(right.id)).toEqual(['clinic_manager']);
  });

  it('S1-CLIN-08 is not linked when it has got a calendar meanwhile, and is not brought to another clinic unasked', async () => {
    const [one, two] = [await scene(), await scene()];
    const { body: wati } = await add(one.manager, one.at, { name: 'Wati' });
    const owner = await person();
    await api.send(one.manager, 'PATCH', `${one.at}/${String(wati['id'])}`, { email: owner.email });
    // While somebody is asked, the calendar is not shared.
    const shared = await add(api.administrator, two.at, { personId: wati['personId'] });
    expect([shared.status, errorOf(shared.body)]).toEqual([400, 'body.personId']);
    const invitationId = await newest(owner.actor);
    await add(api.administrator, two.at, { email: owner.email });
    expect((await answer(owner.actor, 'accept', invitationId)).body).toMatchObject({
      code: 'invitation_void',
    });
    expect((await answer(owner.actor, 'decline', invitationId)).status).toBe(200);
    expect((await api.send(one.manager, 'GET', `${one.at}/${String(wati['id'])}`)).body).toMatchObject({
      ...{ name: 'Wati', userId: null, email: null },
    });
    expect((await add(api.administrator, two.at, { personId: wati['personId'] })).status).toBe(201);
  });

  it('S1-CLIN-08 that was linked at another clinic has no role here before its owner accepts', async () => {
    const [one, two] = [await scene(), await scene()];
    const { body: wati } = await add(one.manager, one.at, { name: 'Wati' });
    const { body: there } = await add(api.administrator, two.at, { personId: wati['personId'] });
    const owner = await person();
    await api.send(api.administrator, 'PATCH', `${one.at}/${String(wati['id'])}`, { email: owner.email });
    expect(await scenes.rolesOf(owner.id)).toEqual(['clinic_staff']);
    const entry = `${two.at}/${String(there['id'])}`;
    for (const [wish, role] of [
      [{ email: owner.email }, 'staff'],
      [{ role: 'manager' }, 'manager'],
    ] as const) {
      const { body } = await api.send(two.manager, 'PATCH', entry, wish);
      expect(body).toMatchObject({ role: 'staff', userId: owner.id, invitation: { role } });
    }
    const placed = () =>
      sql(`select role_key from scoped_roles_v where user_id = ? and clinic_id = ?`, [owner.id, two.id]);
    expect(await placed()).toEqual([]);
    await answer(owner.actor, 'accept');
    expect(await placed()).toEqual([{ role_key: 'clinic_manager' }]);
    // Who works there gets another role as before.
    await api.send(two.manager, 'PATCH', entry, { role: 'staff' });
    expect(await placed()).toEqual([{ role_key: 'clinic_staff' }]);
  });
});
