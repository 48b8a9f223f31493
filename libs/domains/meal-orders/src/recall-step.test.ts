import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDepartment } from '@antrean/organization/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { KITCHEN_DAY } from './kitchen-day.ts';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';
import { createTestMealOrder } from './meal-order.factory.ts';
import { STATUSES, type Status } from './meal-order.state.ts';

let api: MealOrderApi;
let departmentId: number;
let employee: UserPrincipal;
let cook: UserPrincipal;
let courier: UserPrincipal;

beforeAll(async () => {
  api = await startMealOrderApi();
  departmentId = (await createDepartment(api.database)).id;
  const person = (role: string) => createTestPrincipal(api.database, { role, departmentId });
  [employee, cook, courier] = [await person('employee'), await person('dapur'), await person('delivery')];
});
afterAll(() => api.close());
beforeEach(() => api.takeEvents());

const order = async (status: Status): Promise<number> =>
  (await createTestMealOrder(api.database, employee, { status })).id;
const step = (id: number, status: Status) => api.send(cook, 'PATCH', `/api/orders/${id}/status`, { status });
const recall = (who: UserPrincipal, id: number, status: Status, headers = {}) =>
  api.send(who, 'POST', `/api/orders/${id}/recall`, { status }, headers);

describe('a step that the kitchen takes back', () => {
  it('S3-ORD-25 leads where it came from, with the times of what is ahead forgotten, once', async () => {
    const id = await order('MENUNGGU');
    await step(id, 'IN_PROGRESS');
    const { version } = (await step(id, 'READY')).body as { version: number };
    await api.takeEvents();
    const mark = { 'If-Match': `"${version}"` };
    const back = await recall(cook, id, 'IN_PROGRESS', mark);
    expect(back.body).toMatchObject({ statusPesanan: 'IN_PROGRESS', waktuSiap: null, version: version + 1 });
    expect(back.body['waktuDiproses']).toEqual(expect.any(String));
    expect((await recall(cook, id, 'IN_PROGRESS', mark)).status).toBe(412);
    expect((await recall(cook, id, 'IN_PROGRESS')).status).toBe(409);
    expect((await recall(cook, id, 'MENUNGGU')).body).toMatchObject({
      statusPesanan: 'MENUNGGU',
      waktuDiproses: null,
    });
    const events = await api.takeEvents();
    expect(events.map(({ name, payload }) => [name, payload])).toMatchObject([
      ['order.status.changed', { oldStatus: 'READY', newStatus: 'IN_PROGRESS', changedBy: cook.userId }],
      ['order.status.changed', { oldStatus: 'IN_PROGRESS', newStatus: 'MENUNGGU' }],
    ]);
  });

  it('is none of others, nor of what delivery has taken, is ready no more, or waits for a decision', async () => {
    expect((await recall(employee, await order('READY'), 'IN_PROGRESS')).status).toBe(403);
    expect((await recall(courier, await order('READY'), 'IN_PROGRESS')).status).toBe(403);
    const possible = ['READY IN_PROGRESS', 'IN_PROGRESS MENUNGGU'];
    for (const from of STATUSES)
      for (const to of ['MENUNGGU', 'IN_PROGRESS'] as const) {
        const { status } = await recall(cook, await order(from), to);
        expect([from, to, status]).toEqual([from, to, possible.includes(`${from} ${to}`) ? 200 : 409]);
      }
    expect((await recall(cook, await order('READY'), 'READY')).status).toBe(400);
  });

  it('is refused after five minutes, and where nobody knows when it was taken', async () => {
    const sql = (text: string, id: number) => query(api.database.fork(), text, [id]);
    const old = await order('READY');
    await sql(`update meal_orders set ready_at = now() - interval '301 seconds' where id = ?`, old);
    const late = await recall(cook, old, 'IN_PROGRESS');
    expect([late.status, late.body['code']]).toEqual([409, 'step_too_old']);
    const skipped = await order('IN_PROGRESS');
    await sql(`update meal_orders set accepted_at = null where id = ?`, skipped);
    expect((await recall(cook, skipped, 'MENUNGGU')).status).toBe(409);
    const recent = await order('READY');
    await sql(`update meal_orders set ready_at = now() - interval '240 seconds' where id = ?`, recent);
    expect((await recall(cook, recent, 'IN_PROGRESS')).status).toBe(200);
  });
});

describe('the day of a kitchen', () => {
  it('counts what is finished of today in the departments that the cook serves', async () => {
    const own = await createDepartment(api.database);
    const here = await createTestPrincipal(api.database, { role: 'dapur', servedDepartmentIds: [own.id] });
    const read = async () => (await api.send(here, 'GET', '/api/orders/kitchen-day')).body;
    const { date } = await read();
    expect(await read()).toMatchObject({ orders: 0, meals: 0, averageSeconds: null });
    const make = (details: { departmentId: number; status: Status; orderDate?: string; quantity?: number }) =>
      createTestMealOrder(api.database, employee, { orderDate: String(date), ...details });
    const cooked = (id: number, seconds: number) =>
      query(
        api.database.fork(),
        `update meal_orders set accepted_at = now() - make_interval(secs => ?), ready_at = now() where id = ?`,
        [seconds, id],
      );
    const one = await make({ departmentId: own.id, status: 'COMPLETE', quantity: 7 });
    await cooked(one.id, 90);
    const two = await make({ departmentId: own.id, status: 'READY', quantity: 5 });
    await cooked(two.id, 30);
    await make({ departmentId: own.id, status: 'IN_PROGRESS' });
    await make({ departmentId: own.id, status: 'READY', orderDate: '2025-10-01' });
    await make({ departmentId, status: 'READY' });
    expect(await read()).toMatchObject({ orders: 2, meals: 12, averageSeconds: 60 });
    expect((await api.send(courier, 'GET', '/api/orders/kitchen-day')).status).toBe(403);
  });

  it('is found by the day, however many days there are', async () => {
    const em = api.database.fork();
    await query(
      em,
      `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date,
         quantity, original_quantity, status)
       select 'PM-' || n, employee_id, department_id, shift_id, created_by, day, day, 1, 1, 'COMPLETE'
       from generate_series(1, 20000) n cross join lateral (select date '2025-01-01' + n / 50 as day) calendar
         cross join (select employee_id, department_id, shift_id, created_by from meal_orders limit 1) model`,
    );
    await query(em, `analyze meal_orders`);
    const lines = await query<{ 'QUERY PLAN': string }>(em, `explain ${KITCHEN_DAY}`, [
      'Asia/Jakarta',
      null,
      null,
    ]);
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/meal_orders_(?:order|business)_date/);
    expect(plan).not.toContain('Seq Scan on meal_orders');
  });
});
