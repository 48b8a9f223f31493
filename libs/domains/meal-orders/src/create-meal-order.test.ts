import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';

let api: MealOrderApi;
let employee: UserPrincipal;
let shiftId: number;
let today: string;

beforeAll(async () => {
  api = await startMealOrderApi({ poolSize: 20 });
  const department = await createDepartment(api.database, { name: 'IT Department' });
  employee = await createTestPrincipal(api.database, { departmentId: department.id });
  shiftId = (await createShift(api.database, { name: 'Shift 1' })).id;
  const [row] = await query<{ today: string }>(
    api.database.fork(),
    `select (now() at time zone 'Asia/Jakarta')::date::text as today`,
  );
  today = row!.today;
});
afterAll(() => api.close());

beforeEach(async () => {
  await query(
    api.database.fork(),
    `truncate meal_orders, meal_order_approvals, number_series, idempotency_keys restart identity`,
  );
  await api.takeEvents();
});

const place = (body: Record<string, string | number> = {}, headers: Record<string, string> = {}) =>
  api.send(employee, 'POST', '/api/orders', { shiftId, jumlahPesanan: 10, ...body }, headers);

const countOrders = async (): Promise<number> => {
  const [row] = await query<{ count: number }>(api.database.fork(), `select count(*)::int from meal_orders`);
  return row!.count;
};

describe('placing an order', () => {
  it('S3-ORD-02 S3-ORD-12 S3-ORD-24 answers 201 with the order, which waits for the kitchen', async () => {
    const { status, body, headers } = await place({ tanggalPesanan: '2025-10-01' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('/api/orders/1');
    expect(headers.get('etag')).toMatch(/^"1-/);
    expect(body).toEqual({
      id: 1,
      kodePesanan: `PM-${today.replaceAll('-', '')}-001`,
      departmentId: employee.departmentId,
      departmentName: 'IT Department',
      karyawanPemesanId: employee.karyawanId,
      shiftId,
      shiftName: 'Shift 1',
      jumlahPesanan: 10,
      jumlahPesananAwal: 10,
      tanggalPesanan: '2025-10-01',
      statusPesanan: 'MENUNGGU',
      requiresApproval: false,
      requestType: null,
      approvalStatus: null,
      catatanDapur: null,
      catatanAdmin: null,
      waktuDibuat: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      waktuDiproses: null,
      waktuSiap: null,
      waktuDiantar: null,
      waktuSelesai: null,
      version: 1,
    });
    expect((await api.send(employee, 'GET', '/api/orders/1')).body).toEqual(body);
  });

  it('S3-ORD-12 wants the meals today when no day is given', async () => {
    expect((await place()).body['tanggalPesanan']).toBe(today);
  });

  it('S3-ORD-11 numbers the orders of a day 001, 002, … whatever yesterday came to', async () => {
    await query(api.database.fork(), `insert into number_series values ('PM', ?::date - 1, 41)`, [today]);
    const codes = [await place(), await place({ tanggalPesanan: '2025-10-01' })].map(
      ({ body }) => body['kodePesanan'],
    );
    const day = today.replaceAll('-', '');
    expect(codes).toEqual([`PM-${day}-001`, `PM-${day}-002`]);
  });

  it('S3-ORD-11 200 at once get the codes 001 to 200, none twice and none left out', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => place()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const day = today.replaceAll('-', '');
    expect(answers.map(({ body }) => body['kodePesanan']).sort()).toEqual(
      Array.from({ length: 200 }, (_, i) => `PM-${day}-${String(i + 1).padStart(3, '0')}`),
    );
    expect(new Set((await api.takeEvents()).map(({ payload }) => payload['kodePesanan'])).size).toBe(200);
  });

  it('S3-EVT-01 S3-EVT-10 publishes exactly one order.created', async () => {
    const { body } = await place({ tanggalPesanan: '2025-10-01' });
    expect(await api.takeEvents()).toEqual([
      {
        name: 'order.created',
        actorId: employee.userId,
        payload: {
          orderId: body['id'],
          departmentId: employee.departmentId,
          kodePesanan: body['kodePesanan'],
          jumlahPesanan: 10,
          tanggalPesanan: '2025-10-01',
          createdBy: employee.userId,
          shiftName: 'Shift 1',
        },
      },
    ]);
  });

  it.each([
    ['no quantity', { jumlahPesanan: 0 }, 'body.jumlahPesanan'],
    ['half a meal', { jumlahPesanan: 1.5 }, 'body.jumlahPesanan'],
    ['a quantity as text', { jumlahPesanan: '10' }, 'body.jumlahPesanan'],
    ['a day that does not exist', { tanggalPesanan: '2025-02-30' }, 'body.tanggalPesanan'],
    ['an unknown shift', { shiftId: 999 }, 'body.shiftId'],
    ['a shift beyond every id', { shiftId: Number.MAX_SAFE_INTEGER }, 'body.shiftId'],
    ['an unknown field', { status: 'COMPLETE' }, 'body.status'],
  ])('S3-ORD-12 refuses %s and names the field', async (_, wish, field) => {
    const { status, body } = await place(wish);
    expect({ status, code: body['code'], errors: body['errors'] }).toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [{ field }],
    });
    expect(await countOrders()).toBe(0);
  });

  it('S3-ORD-12 refuses a shift that was switched off', async () => {
    const closed = await createShift(api.database);
    await query(api.database.fork(), `update shifts set is_active = false where id = ?`, [closed.id]);
    expect((await place({ shiftId: closed.id })).body['errors']).toMatchObject([{ field: 'body.shiftId' }]);
  });

  it.each(['dapur', 'delivery', 'administrator'])('S3-ORD-12 is for employees, not for %s', async (role) => {
    const actor = await createTestPrincipal(api.database, { role });
    expect((await api.send(actor, 'POST', '/api/orders', { shiftId, jumlahPesanan: 1 })).status).toBe(403);
  });

  it('S3-ORD-24 refuses orders for a department that was deactivated, as for such a shift, and uses up no number', async () => {
    const { departmentId } = employee;
    const activate = (isActive: boolean) =>
      query(api.database.fork(), `update departments set is_active = ? where id = ?`, [
        isActive,
        departmentId,
      ]);
    await activate(false);
    const { status, body } = await place();
    await activate(true);
    expect([status, body['code']]).toEqual([422, 'department_inactive']);
    expect(await countOrders()).toBe(0);
    expect((await place()).body['kodePesanan']).toMatch(/-001$/);
  });

  it('S3-ORD-12 tells a user without a department what is missing', async () => {
    const stray = await createTestPrincipal(api.database, { departmentId: null });
    const { status, body } = await api.send(stray, 'POST', '/api/orders', { shiftId, jumlahPesanan: 1 });
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'employee_record_required' });
  });

  it('asks for a login', async () => {
    expect((await api.send(null, 'POST', '/api/orders', { shiftId, jumlahPesanan: 1 })).status).toBe(401);
  });
});

describe('placing an order with an Idempotency-Key', () => {
  const once = { 'Idempotency-Key': 'lunch-1' };

  it('answers a repetition as it answered first, and orders once', async () => {
    const first = await place({}, once);
    const second = await place({}, once);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(await countOrders()).toBe(1);
    expect(await api.takeEvents()).toHaveLength(1);
  });

  it('orders once when the same request arrives ten times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => place({}, once)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(await countOrders()).toBe(1);
  });

  it('refuses the key for another body', async () => {
    await place({}, once);
    const { status, body } = await place({ jumlahPesanan: 11 }, once);
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'idempotency_key_reused' });
  });

  it('gives two users with the same key an order each', async () => {
    const other = await createTestPrincipal(api.database, {});
    await place({}, once);
    const answer = await api.send(other, 'POST', '/api/orders', { shiftId, jumlahPesanan: 10 }, once);
    expect(answer.status).toBe(201);
    expect(await countOrders()).toBe(2);
  });

  it('a refused request does not use up its key', async () => {
    expect((await place({ shiftId: 999 }, once)).status).toBe(400);
    expect((await place({ shiftId: 999 }, once)).status).toBe(400);
    expect(await countOrders()).toBe(0);
  });
});

describe('a creation that fails at the end', () => {
  it('S3-EVT-10 S3-ORD-11 leaves no order, no event and no gap in the numbers', async () => {
    const em = api.database.fork();
    // PostgreSQL itself refuses the event, after the order and its number were written.
    await query(
      em,
      `alter table outbox_events add constraint refused check (name <> 'order.created') not valid`,
    );
    expect((await place()).status).toBe(500);
    await query(em, `alter table outbox_events drop constraint refused`);
    expect(await countOrders()).toBe(0);
    expect(await api.takeEvents()).toEqual([]);
    expect((await place()).body['kodePesanan']).toBe(`PM-${today.replaceAll('-', '')}-001`);
  });
});
