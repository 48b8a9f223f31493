import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestUser } from '@antrean/accounts/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startWorkOrderApi, type WorkOrderApi } from './work-order-api.factory.ts';

let api: WorkOrderApi;
let manager: UserPrincipal;
let operator: UserPrincipal;
let today: string;

beforeAll(async () => {
  api = await startWorkOrderApi({ poolSize: 20 });
  manager = await createTestPrincipal(api.database, { role: 'production_manager' });
  operator = await createTestPrincipal(api.database, {
    role: 'production_operator',
    fullName: 'Hadi Wijaya',
    username: 'hadi',
  });
  const [row] = await api.sql<{ today: string }>(
    `select (now() at time zone 'Asia/Jakarta')::date::text as today`,
  );
  today = row!.today;
});
afterAll(() => api.close());

beforeEach(async () => {
  await api.sql(`truncate work_orders, number_series, idempotency_keys restart identity cascade`);
  await api.takeEvents();
});

const wish = (changes: JsonObject = {}): JsonObject => ({
  product_name: 'Kursi Rotan',
  quantity: 25,
  deadline: '2099-11-30T09:00:00Z',
  operator_id: operator.userId,
  ...changes,
});
const create = (changes: JsonObject = {}, headers: Record<string, string> = {}) =>
  api.send(manager, 'POST', '/workorders', wish(changes), headers);
const countOrders = async (): Promise<number> =>
  (await api.sql<{ count: number }>(`select count(*)::int from work_orders`))[0]!.count;
const numberOf = (n: number): string => `WO-${today.replaceAll('-', '')}-${String(n).padStart(3, '0')}`;

describe('creating a work order', () => {
  it('S2-WO-01 S2-WO-02 S2-WO-03 answers 201 with the order, numbered and Pending', async () => {
    const { status, body, headers } = await create({ product_name: '  Kursi Rotan ' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('/workorders/1');
    expect(headers.get('etag')).toMatch(/^"1-/);
    const now = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body).toEqual({
      id: 1,
      number: numberOf(1),
      product_name: 'Kursi Rotan',
      quantity: 25,
      completed_quantity: 0,
      deadline: '2099-11-30T09:00:00.000Z',
      priority: 'normal',
      operator_id: operator.userId,
      operator: { id: operator.userId, username: 'hadi', name: 'Hadi Wijaya' },
      status: 'Pending',
      split_from: null,
      created_at: now,
      updated_at: now,
      completed_at: null,
      version: 1,
    });
    expect((await api.send(manager, 'GET', '/workorders/1')).body).toEqual(body);
    expect((await api.send(operator, 'GET', '/api/workorders/1')).body).toEqual(body);
  });

  it('S2-WO-01 answers under /api as it does at the root', async () => {
    const { status, headers } = await api.send(
      manager,
      'POST',
      '/api/workorders',
      wish({ priority: 'urgent' }),
    );
    expect([status, headers.get('location')]).toEqual([201, '/api/workorders/1']);
  });

  it('publishes its creation and its assignment, once each', async () => {
    const { body } = await create({ priority: 'high' });
    const common = { id: 1, number: body['number'], operator_id: operator.userId };
    expect(await api.takeEvents()).toEqual([
      {
        name: 'workorder.created',
        actorId: manager.userId,
        payload: {
          ...common,
          product_name: 'Kursi Rotan',
          quantity: 25,
          deadline: '2099-11-30T09:00:00.000Z',
          priority: 'high',
          status: 'Pending',
          created_by: manager.userId,
        },
      },
      {
        name: 'workorder.assigned',
        actorId: manager.userId,
        payload: { ...common, previous_operator_id: null, assigned_by: manager.userId },
      },
    ]);
  });

  it.each<[string, JsonObject, string]>([
    ['no product name', { product_name: undefined! }, 'product_name'],
    ['a blank product name', { product_name: '   ' }, 'product_name'],
    ['a product name of two lines', { product_name: 'a\nb' }, 'product_name'],
    ['a product name without end', { product_name: 'x'.repeat(201) }, 'product_name'],
    ['no quantity', { quantity: undefined! }, 'quantity'],
    ['a quantity of nothing', { quantity: 0 }, 'quantity'],
    ['a negative quantity', { quantity: -5 }, 'quantity'],
    ['half a piece', { quantity: 1.5 }, 'quantity'],
    ['a quantity as text', { quantity: '10' }, 'quantity'],
    ['a quantity beyond reason', { quantity: 1_000_001 }, 'quantity'],
    ['no deadline', { deadline: undefined! }, 'deadline'],
    ['a deadline that is no time', { deadline: 'besok' }, 'deadline'],
    ['a deadline on a day that does not exist', { deadline: '2099-02-30' }, 'deadline'],
    ['a deadline without an offset', { deadline: '2099-02-20T09:00:00' }, 'deadline'],
    ['a deadline in no sensible year', { deadline: '0000-01-01' }, 'deadline'],
    ['no operator', { operator_id: undefined! }, 'operator_id'],
    ['an unknown operator', { operator_id: 999_999 }, 'operator_id'],
    ['an operator beyond every id', { operator_id: Number.MAX_SAFE_INTEGER }, 'operator_id'],
    ['an unknown priority', { priority: 'asap' }, 'priority'],
    ['a number of its own', { number: 'WO-1' }, 'number'],
  ])('S2-WO-01 refuses %s and names the field', async (_, changes, field) => {
    const { status, body } = await create(changes);
    expect({ status, code: body['code'], errors: body['errors'] }).toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [{ field: `body.${field}` }],
    });
    expect(await countOrders()).toBe(0);
  });

  it('S2-WO-01 names all wrong fields at once', async () => {
    const { body } = await api.send(manager, 'POST', '/workorders', {});
    expect((body['errors'] as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      'body.deadline',
      'body.operator_id',
      'body.product_name',
      'body.quantity',
    ]);
  });

  it.each(['production_manager', 'employee', 'administrator', 'super_admin'])(
    'S2-WO-01 an operator has the role, %s is none',
    async (role) => {
      const { id } = await createTestUser(api.database, { role });
      expect((await create({ operator_id: id })).body['errors']).toMatchObject([
        { field: 'body.operator_id' },
      ]);
    },
  );

  it('S2-WO-01 takes who is an operator among other things, and nobody who was switched off', async () => {
    const { id } = await createTestUser(api.database, { role: 'employee', roles: ['production_operator'] });
    expect((await create({ operator_id: id })).status).toBe(201);
    await query(api.database.fork(), `update users set is_active = false where id = ?`, [id]);
    expect((await create({ operator_id: id })).body['errors']).toMatchObject([{ field: 'body.operator_id' }]);
  });

  it.each(['administrator', 'super_admin'])('S2-WO-01 %s may too', async (role) => {
    const actor = await createTestPrincipal(api.database, { role });
    expect((await api.send(actor, 'POST', '/workorders', wish())).status).toBe(201);
  });

  it.each(['production_operator', 'employee', 'cashier', 'customer'])(
    'S2-AUTH-05 403 for %s',
    async (role) => {
      const actor = await createTestPrincipal(api.database, { role });
      expect((await api.send(actor, 'POST', '/workorders', wish())).status).toBe(403);
      expect(await countOrders()).toBe(0);
    },
  );

  it('S2-AUTH-04 401 without a token', async () => {
    expect((await api.send(null, 'POST', '/workorders', wish())).status).toBe(401);
    expect((await api.send(null, 'GET', '/api/workorders/assigned')).status).toBe(401);
  });
});

describe('the deadline', () => {
  it('S2-WO-01 a date means the end of that day in Jakarta, today included', async () => {
    expect((await create({ deadline: '2099-12-31' })).body['deadline']).toBe('2099-12-31T16:59:59.999Z');
    const { status, body } = await create({ deadline: today });
    expect([status, body['deadline']]).toEqual([201, `${today}T16:59:59.999Z`]);
  });

  it('S2-WO-01 follows the calendar of BUSINESS_TZ, also where days have 23 hours', async () => {
    const elsewhere = await startWorkOrderApi({ zone: 'America/New_York' });
    const boss = await createTestPrincipal(elsewhere.database, { role: 'production_manager' });
    const { id } = await createTestUser(elsewhere.database, { role: 'production_operator' });
    const deadlineOf = async (deadline: string) =>
      (await elsewhere.send(boss, 'POST', '/workorders', wish({ deadline, operator_id: id }))).body[
        'deadline'
      ];
    // Clocks go forward on 8 March 2099.
    expect([await deadlineOf('2099-03-07'), await deadlineOf('2099-03-08')]).toEqual([
      '2099-03-08T04:59:59.999Z',
      '2099-03-09T03:59:59.999Z',
    ]);
    await elsewhere.close();
  });

  it('S2-WO-01 takes any offset and answers in UTC', async () => {
    const { body } = await create({ deadline: '2099-11-30T16:00:00.123456+07:00' });
    expect(body['deadline']).toBe('2099-11-30T09:00:00.123Z');
  });

  it.each([
    ['yesterday', () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)],
    ['a second ago', () => new Date(Date.now() - 1_000).toISOString()],
  ])('S2-WO-01 is not in the past: %s', async (_, past) => {
    const { status, body } = await create({ deadline: past() });
    expect([status, body['errors']]).toMatchObject([400, [{ field: 'body.deadline' }]]);
  });
});

describe('the number', () => {
  it('S2-WO-02 counts from 001 each day, whatever yesterday came to', async () => {
    await query(api.database.fork(), `insert into number_series values ('WO', ?::date - 1, 41)`, [today]);
    const numbers = [await create(), await create()].map(({ body }) => body['number']);
    expect(numbers).toEqual([numberOf(1), numberOf(2)]);
  });

  it('S2-WO-02 has the date of the business, not of UTC', async () => {
    const kiritimati = await startWorkOrderApi({ zone: 'Pacific/Kiritimati' });
    const boss = await createTestPrincipal(kiritimati.database, { role: 'production_manager' });
    const { id } = await createTestUser(kiritimati.database, { role: 'production_operator' });
    const [row] = await kiritimati.sql<{ day: string }>(
      `select to_char(now() at time zone 'Pacific/Kiritimati', 'YYYYMMDD') as day`,
    );
    const { body } = await kiritimati.send(boss, 'POST', '/workorders', wish({ operator_id: id }));
    expect(body['number']).toBe(`WO-${row!.day}-001`);
    await kiritimati.close();
  });

  it('S2-WO-02 grows wider after 999', async () => {
    await query(api.database.fork(), `insert into number_series values ('WO', ?::date, 998)`, [today]);
    const numbers = [await create(), await create()].map(({ body }) => body['number']);
    expect(numbers).toEqual([numberOf(999), `WO-${today.replaceAll('-', '')}-1000`]);
  });

  it('S2-WO-02 200 at once get 001 to 200, none twice and none left out', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => create()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(answers.map(({ body }) => body['number']).sort()).toEqual(
      Array.from({ length: 200 }, (_, i) => numberOf(i + 1)),
    );
    const events = await api.takeEvents();
    expect(
      new Set(events.map(({ name, payload }) => `${name} ${JSON.stringify(payload['number'])}`)).size,
    ).toBe(400);
  });

  it('S2-WO-02 a creation that fails at the end leaves no order, no event and no gap', async () => {
    await api.sql(
      `alter table outbox_events add constraint refused check (name <> 'workorder.created') not valid`,
    );
    expect((await create()).status).toBe(500);
    await api.sql(`alter table outbox_events drop constraint refused`);
    expect([await countOrders(), await api.takeEvents()]).toEqual([0, []]);
    expect((await create()).body['number']).toBe(numberOf(1));
  });
});

describe('creating with an Idempotency-Key', () => {
  const once = { 'Idempotency-Key': 'chairs-1' };

  it('answers a repetition as it answered first, and creates once', async () => {
    const first = await create({}, once);
    const second = await create({}, once);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect([await countOrders(), (await api.takeEvents()).length]).toEqual([1, 2]);
  });

  it('creates once when the same request arrives ten times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create({}, once)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(await countOrders()).toBe(1);
  });

  it('refuses the key for another body', async () => {
    await create({}, once);
    const { status, body } = await create({ quantity: 26 }, once);
    expect([status, body['code']]).toEqual([422, 'idempotency_key_reused']);
  });
});
