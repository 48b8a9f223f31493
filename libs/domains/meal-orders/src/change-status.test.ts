import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestReply } from '@antrean/testing';
import { query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';
import { MealOrder, MealOrderApproval } from './meal-order.entity.ts';
import { createTestMealOrder, type TestMealOrderDetails } from './meal-order.factory.ts';
import { STATUSES, type Status } from './meal-order.state.ts';

type Role = 'employee' | 'dapur' | 'delivery' | 'administrator';
const ROLES: readonly Role[] = ['employee', 'dapur', 'delivery', 'administrator'];

let api: MealOrderApi;
let people: Record<Role, UserPrincipal>;
let shiftId: number;

beforeAll(async () => {
  api = await startMealOrderApi({ poolSize: 20 });
  const departmentId = (await createDepartment(api.database)).id;
  const [employee, dapur, delivery, administrator] = await Promise.all(
    ROLES.map((role) => createTestPrincipal(api.database, { role, departmentId })),
  );
  people = { employee: employee!, dapur: dapur!, delivery: delivery!, administrator: administrator! };
  shiftId = (await createShift(api.database)).id;
});
afterAll(() => api.close());
beforeEach(() => api.takeEvents());

const order = (details: TestMealOrderDetails = {}): Promise<MealOrder> =>
  createTestMealOrder(api.database, people.employee, { shiftId, ...details });

const set = (
  actor: UserPrincipal,
  id: number,
  status: Status,
  headers?: Record<string, string>,
): Promise<TestReply> => api.send(actor, 'PATCH', `/api/orders/${id}/status`, { status }, headers);

const stored = (id: number): Promise<MealOrder> => api.database.fork().findOneOrFail(MealOrder, { id });

describe('the line', () => {
  it('a step that is sent again with its key gets its answer again, also when the order has gone on since', async () => {
    const { id } = await order();
    const key = { 'Idempotency-Key': `step-${id}` };
    const first = await set(people.dapur, id, 'IN_PROGRESS', key);
    expect((await set(people.dapur, id, 'READY')).status).toBe(200);
    const again = await set(people.dapur, id, 'IN_PROGRESS', key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await stored(id)).status).toBe('READY');
    expect((await set(people.dapur, id, 'IN_PROGRESS')).status).toBe(409);
  });

  it('S3-ORD-01 S3-ORD-03 S3-ORD-04 S3-ORD-05 S3-ORD-06 S3-ORD-25 from the kitchen to the table, each stage with its time', async () => {
    const { id } = await order();
    const way: [Role, Status, string][] = [
      ['dapur', 'IN_PROGRESS', 'waktuDiproses'],
      ['dapur', 'READY', 'waktuSiap'],
      ['delivery', 'ON_DELIVERY', 'waktuDiantar'],
      ['delivery', 'COMPLETE', 'waktuSelesai'],
    ];
    let last: TestReply | undefined;
    for (const [role, status, time] of way) {
      last = await set(people[role], id, status);
      expect([last.status, last.body['statusPesanan']]).toEqual([200, status]);
      expect(last.body[time]).toEqual(expect.stringMatching(/Z$/));
    }
    const { waktuDibuat, waktuDiproses, waktuSiap, waktuDiantar, waktuSelesai } = last!.body;
    const times = [waktuDibuat, waktuDiproses, waktuSiap, waktuDiantar, waktuSelesai];
    expect(times).toEqual([...times].sort());
    expect(last!.body['version']).toBe(5);
    // What was answered is what was stored.
    expect((await api.send(people.employee, 'GET', `/api/orders/${id}`)).body).toEqual(last!.body);
  });

  it('S3-ORD-06 S3-ORD-19 S3-ORD-26 every role from every status to every status: only the steps and overrides succeed', async () => {
    const allowed = new Set([
      'dapur: MENUNGGU → IN_PROGRESS',
      'dapur: IN_PROGRESS → READY',
      'delivery: READY → ON_DELIVERY',
      'delivery: ON_DELIVERY → COMPLETE',
      ...STATUSES.flatMap((from) =>
        STATUSES.filter((to) => to !== from).map((to) => `administrator: ${from} → ${to}`),
      ),
    ]);
    const wrong: string[] = [];
    for (const from of STATUSES) {
      for (const role of ROLES) {
        const outcomes = STATUSES.map(async (to) => {
          const { id } = await order({ status: from });
          const { status } = await set(people[role], id, to);
          const name = `${role}: ${from} → ${to}`;
          const isRight = allowed.has(name) ? status === 200 : [403, 404, 409].includes(status);
          const now = (await stored(id)).status;
          if (!isRight || now !== (allowed.has(name) ? to : from))
            wrong.push(`${name} gave ${status}, is ${now}`);
        });
        await Promise.all(outcomes);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a refusal', () => {
  it('S3-ORD-19 409 names the current status when the order is not where it has to be', async () => {
    const { id } = await order();
    const { status, body } = await set(people.dapur, id, 'READY');
    expect({ status, code: body['code'], currentStatus: body['currentStatus'] }).toEqual({
      status: 409,
      code: 'order_status_conflict',
      currentStatus: 'MENUNGGU',
    });
  });

  it('S3-ORD-19 403 what a role may never do, although it sees the order', async () => {
    const { id } = await order();
    expect((await set(people.dapur, id, 'COMPLETE')).status).toBe(403);
    expect((await set(people.employee, id, 'IN_PROGRESS')).status).toBe(403);
  });

  it('S3-ORD-29 404 an order that the actor may not know of, as if it did not exist', async () => {
    const { id } = await order();
    const hidden = await set(people.delivery, id, 'ON_DELIVERY');
    const missing = await set(people.delivery, 999_999, 'ON_DELIVERY');
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.body['detail']).toBe(missing.body['detail']);
  });

  it('S3-ORD-29 404 an order of a department that the cook does not serve', async () => {
    const elsewhere = await createDepartment(api.database);
    const cook = await createTestPrincipal(api.database, {
      role: 'dapur',
      servedDepartmentIds: [elsewhere.id],
    });
    const { id } = await order();
    expect((await set(cook, id, 'IN_PROGRESS')).status).toBe(404);
    const own = await order({ departmentId: elsewhere.id });
    expect((await set(cook, own.id, 'IN_PROGRESS')).status).toBe(200);
  });

  it('S3-ORD-29 403 the own order of a cook who does not serve its department: seen, but not theirs to cook', async () => {
    const elsewhere = await createDepartment(api.database);
    const cook = await createTestPrincipal(api.database, {
      role: 'employee',
      roles: ['dapur'],
      servedDepartmentIds: [elsewhere.id],
    });
    const own = await createTestMealOrder(api.database, cook);
    expect((await set(cook, own.id, 'IN_PROGRESS')).status).toBe(403);
  });

  it.each([
    [{ status: 'DONE' }, 'body.status'],
    [{}, 'body.status'],
    [{ status: 'READY', version: 1 }, 'body.version'],
  ])('400 names the field of %j', async (body, field) => {
    const { id } = await order();
    const answer = await api.send(people.dapur, 'PATCH', `/api/orders/${id}/status`, body);
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ field }]]);
  });
});

describe('If-Match', () => {
  it('S3-ORD-29 a decision on an older version is refused with 412 and changes nothing', async () => {
    const { id } = await order();
    expect((await set(people.dapur, id, 'IN_PROGRESS', { 'If-Match': '"1"' })).status).toBe(200);
    const { status, body } = await set(people.dapur, id, 'READY', { 'If-Match': '"1"' });
    expect({ status, code: body['code'], currentVersion: body['currentVersion'] }).toEqual({
      status: 412,
      code: 'stale_version',
      currentVersion: 2,
    });
    expect((await stored(id)).status).toBe('IN_PROGRESS');
    expect((await set(people.dapur, id, 'READY', { 'If-Match': '"2"' })).headers.get('etag')).toMatch(/^"3-/);
  });
});

describe('many at once', () => {
  it.each<[Role, Status, Status]>([
    ['dapur', 'MENUNGGU', 'IN_PROGRESS'],
    // The losers no longer see these in their lists, yet are told that they came too late.
    ['dapur', 'IN_PROGRESS', 'READY'],
    ['delivery', 'ON_DELIVERY', 'COMPLETE'],
  ])('S3-ORD-06 50 of %s from %s to %s: one 200, the others 409, one event', async (role, from, to) => {
    const { id } = await order({ status: from });
    const answers = await Promise.all(Array.from({ length: 50 }, () => set(people[role], id, to)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body['currentStatus'])).toEqual(
      Array.from({ length: 49 }, () => to),
    );
    expect(await api.takeEvents()).toHaveLength(1);
    expect((await stored(id)).version).toBe(2);
  });
});

describe('the event', () => {
  it('S3-EVT-02 S3-EVT-10 one order.status.changed for a step', async () => {
    const { id, code } = await order();
    await set(people.dapur, id, 'IN_PROGRESS');
    expect(await api.takeEvents()).toEqual([
      {
        name: 'order.status.changed',
        actorId: people.dapur.userId,
        payload: {
          orderId: id,
          departmentId: people.employee.departmentId,
          kodePesanan: code,
          oldStatus: 'MENUNGGU',
          newStatus: 'IN_PROGRESS',
          karyawanPemesanId: people.employee.karyawanId,
          changedBy: people.dapur.userId,
          cause: 'step',
        },
      },
    ]);
  });

  it('S3-EVT-10 none for what was refused or rolled back', async () => {
    const { id } = await order();
    await set(people.dapur, id, 'READY');
    const em = api.database.fork();
    await query(em, `alter table outbox_events add constraint refused check (false) not valid`);
    expect((await set(people.dapur, id, 'IN_PROGRESS')).status).toBe(500);
    await query(em, `alter table outbox_events drop constraint refused`);
    expect(await api.takeEvents()).toEqual([]);
    expect(await stored(id)).toMatchObject({ status: 'MENUNGGU', version: 1, acceptedAt: null });
  });
});

describe('an override', () => {
  it('S3-ORD-26 says so in its event', async () => {
    const { id } = await order();
    expect((await set(people.administrator, id, 'COMPLETE')).body['statusPesanan']).toBe('COMPLETE');
    expect(await api.takeEvents()).toMatchObject([{ payload: { cause: 'override', newStatus: 'COMPLETE' } }]);
  });

  it('S3-ORD-26 is refused when it would change nothing', async () => {
    const { id } = await order({ status: 'READY' });
    expect((await set(people.administrator, id, 'READY')).status).toBe(409);
  });

  it('S3-ORD-25 S3-ORD-26 keeps the times of what was reached and forgets what is ahead again', async () => {
    const { id } = await order();
    await set(people.dapur, id, 'IN_PROGRESS');
    const { waktuDiproses } = (await set(people.dapur, id, 'READY')).body;
    const { body } = await set(people.administrator, id, 'IN_PROGRESS');
    expect(body).toMatchObject({ waktuDiproses, waktuSiap: null });
  });

  it('S3-ORD-26 ends an open edit: refused, and the quantity is the old one', async () => {
    const { id } = await order({ quantity: 10, pending: { by: people.dapur, newQuantity: 8 } });
    const { body } = await set(people.administrator, id, 'IN_PROGRESS');
    expect(body).toMatchObject({
      statusPesanan: 'IN_PROGRESS',
      jumlahPesanan: 10,
      requiresApproval: false,
      approvalStatus: 'REJECTED',
    });
    expect(await api.database.fork().findOneOrFail(MealOrderApproval, { orderId: id })).toMatchObject({
      status: 'REJECTED',
      decidedBy: people.administrator.userId,
      decidedAt: expect.any(Date),
    });
    expect((await api.takeEvents()).map(({ name }) => name)).toEqual(['order.status.changed']);
  });

  it('S3-ORD-26 to DITOLAK grants an open rejection', async () => {
    const { id } = await order({ pending: { by: people.dapur } });
    const { body } = await set(people.administrator, id, 'DITOLAK');
    expect(body).toMatchObject({ statusPesanan: 'DITOLAK', approvalStatus: 'APPROVED' });
  });
});
