import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startClinicApi, type ClinicApi } from '../clinic-api.factory.ts';
import { staffRoutes } from './staff.routes.ts';
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

describe('the accounts of staff', () => {
  it('S1-CLIN-08 a calendar that several clinics share gets an account by who manages them all, and one alone', async () => {
    const [one, two] = [await scene(), await scene()];
    const wati = (await add(one.manager, one.at, { name: 'Wati' })).body;
    const there = (await add(api.administrator, two.at, { personId: wati['personId'] })).body;
    const [first, second] = [await user(), await user()];
    const [here, elsewhere] = [`${one.at}/${String(wati['id'])}`, `${two.at}/${String(there['id'])}`];
    const refused = await api.send(one.manager, 'PATCH', here, { email: first.email });
    expect([refused.status, errorOf(refused.body)]).toEqual([400, 'body.email']);
    const { body } = await api.send(api.administrator, 'GET', here);
    expect(body['userId']).toBeNull();

    // Of two who give it one at once the second finds the first one's.
    const linked = await api.database.fork().transactional(async (em) => {
      await query(em, `select from staff_persons where id = ? for update`, [wati['personId'] as number]);
      const late = api.send(api.administrator, 'PATCH', elsewhere, { email: second.email });
      await scenes.untilWaiting();
      await query(em, `update staff_persons set user_id = ? where id = ?`, [
        first.id,
        wati['personId'] as number,
      ]);
      return { late };
    });
    expect((await linked.late).status).toBe(400);
    expect((await api.send(api.administrator, 'GET', elsewhere)).body['userId']).toBe(first.id);
  });

  it('S1-CLIN-08 a manager whose account is deactivated is no obstacle to who remains, and counts as none', async () => {
    const { id, at, manager } = await scene();
    const gone = await user();
    const { body } = await add(api.administrator, at, { email: gone.email, role: 'manager' });
    const colleague = await user();
    const vet = (await add(api.administrator, at, { email: colleague.email })).body;
    for (const account of [gone, colleague]) await scenes.deactivate(account.id);
    // Nobody is left who could log in.
    const own = dataOf((await api.send(manager, 'GET', at)).body).find(
      (each) => each['userId'] === manager.userId,
    );
    for (const [method, change] of [
      ['DELETE', undefined],
      ['PATCH', { role: 'staff' }],
    ] as const) {
      const kept = await api.send(manager, method, `${at}/${String(own!['id'])}`, change);
      expect([method, kept.status, kept.body['code']]).toEqual([method, 409, 'last_manager']);
    }
    const demoted = await api.send(manager, 'PATCH', `${at}/${String(body['id'])}`, {
      role: 'staff',
      title: 'Dokter',
    });
    expect([demoted.status, demoted.body['role']]).toEqual([200, 'staff']);
    const placed = await query(
      api.database.fork(),
      `select role_key from scoped_roles_v where user_id = ? and clinic_id = ?`,
      [gone.id, id],
    );
    expect(placed).toEqual([{ role_key: 'clinic_staff' }]);
    expect((await api.send(manager, 'DELETE', `${at}/${String(body['id'])}`)).status).toBe(204);
    // Nor is who is deactivated brought along to another clinic.
    const other = await scene();
    const brought = await add(api.administrator, other.at, { personId: vet['personId'] });
    expect([brought.status, errorOf(brought.body)]).toEqual([400, 'body.personId']);
  });

  it('S1-CLIN-08 nobody is told of an account whose owner is not told of it', async () => {
    const { id, at, manager } = await scene();
    const [registered, elsewhere, member] = [await user(), await user(), await user()];
    const other = await scene();
    await add(api.administrator, other.at, { email: elsewhere.email });
    const { body: theirs } = await add(api.administrator, at, { email: member.email });
    const { body: wati } = await add(manager, at, { name: 'Wati' });
    const [linked, free] = [theirs, wati].map((each) => `${at}/${String(each['id'])}`);
    const told = async (userId: number) =>
      query(
        api.database.fork(),
        `select 1 from outbox_jobs where name = 'notification.plan' and payload::text like ?`,
        [`%"userId": ${userId}%`],
      );
    const ask = async (method: string, path: string, body: object) => {
      const { status, body: answer } = await api.send(manager, method, path, body);
      return [status, answer['code'], answer['errors'], answer['detail']];
    };
    const compare = async (method: string, path: string, body: object, email: string) => {
      const nobody = await ask(method, path, { ...body, email: 'nobody@example.test' });
      expect([nobody[0], nobody[0] === 200]).toEqual([expect.any(Number), false]);
      expect([body, await ask(method, path, { ...body, email })]).toEqual([body, nobody]);
    };
    const wrong = { serviceIds: [999_999] };
    for (const { email } of [registered, elsewhere]) {
      await compare('PATCH', linked!, {}, email);
      await compare('PATCH', free!, wrong, email);
      await compare('POST', at, wrong, email);
    }
    await compare('PATCH', free!, {}, elsewhere.email);
    // Their own address names nobody else.
    expect((await api.send(manager, 'PATCH', linked!, { email: member.email.toUpperCase() })).status).toBe(
      200,
    );
    await query(
      api.database.fork(),
      `with people as (insert into staff_persons select from generate_series(1, 500) returning id)
       insert into clinic_staff (clinic_id, person_id, name, role) select ?, id, 'x', 'staff' from people`,
      [id],
    );
    await compare('POST', at, {}, registered.email);
    expect(await told(registered.id)).toEqual([]);
    const named = staffRoutes(api).filter(({ body }) => body);
    expect(named.map(({ method, rateLimit }) => [method, rateLimit])).toEqual([
      ['post', 'create'],
      ['patch', 'create'],
    ]);
  });
});
