import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestReply } from '@antrean/testing';
import type { JsonObject } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment } from '@antrean/organization/testing';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';
import { MealOrderApproval } from './meal-order.entity.ts';
import { createTestMealOrder } from './meal-order.factory.ts';
import { STATUSES, type Status } from './meal-order.state.ts';

let api: MealOrderApi;
let employee: UserPrincipal;
let cook: UserPrincipal;

beforeAll(async () => {
  api = await startMealOrderApi();
  const departmentId = (await createDepartment(api.database)).id;
  employee = await createTestPrincipal(api.database, { departmentId });
  cook = await createTestPrincipal(api.database, { role: 'dapur' });
});
afterAll(() => api.close());
beforeEach(() => api.takeEvents());

const order = (status: Status = 'MENUNGGU') =>
  createTestMealOrder(api.database, employee, { status, quantity: 10 });

const askRejection = (
  id: number,
  catatanDapur: string,
  headers?: Record<string, string>,
  actor = cook,
): Promise<TestReply> =>
  api.send(actor, 'POST', `/api/orders/${id}/request-rejection`, { catatanDapur }, headers);
const askEdit = (id: number, body: JsonObject, actor = cook): Promise<TestReply> =>
  api.send(actor, 'POST', `/api/orders/${id}/request-edit`, body);

describe('asking for a rejection', () => {
  it.each(STATUSES)('S3-ORD-07 S3-ORD-20 from %s', async (status) => {
    const { id } = await order(status);
    const answer = await askRejection(id, 'Stok bahan habis');
    const isLegal = status === 'MENUNGGU' || status === 'IN_PROGRESS';
    expect([answer.status, isLegal ? answer.body['statusPesanan'] : answer.body['currentStatus']]).toEqual(
      isLegal ? [200, 'MENUNGGU_PERSETUJUAN'] : [409, status],
    );
    expect(await api.database.fork().count(MealOrderApproval, { orderId: id })).toBe(isLegal ? 1 : 0);
  });

  it('S3-ORD-20 S3-ORD-24 shows the request on the order', async () => {
    const { id } = await order('IN_PROGRESS');
    const { body } = await askRejection(id, '  Stok bahan habis  ');
    expect(body).toMatchObject({
      statusPesanan: 'MENUNGGU_PERSETUJUAN',
      requiresApproval: true,
      requestType: 'REJECT',
      approvalStatus: 'PENDING',
      catatanDapur: 'Stok bahan habis',
      catatanAdmin: null,
      jumlahPesanan: 10,
      version: 2,
    });
    expect((await api.send(cook, 'GET', `/api/orders/${id}`)).body).toEqual(body);
  });

  it.each([
    ['9 characters', '123456789', 400],
    ['10 characters', '1234567890', 200],
    ['9 characters between blanks', '   123456789   ', 400],
    ['blanks alone', ' '.repeat(20), 400],
    ['9 emojis, which are 18 UTF-16 units', '🍚'.repeat(9), 400],
    ['10 emojis', '🍚'.repeat(10), 200],
    ['10 characters with quotes, backslashes and question marks', `'\\"?;--\n$1`.padEnd(10, '?'), 200],
    ['a NUL', 'Stok habis\0 hari ini', 400],
    ['half of a surrogate pair', 'Stok habis \ud83c hari ini', 400],
    ['1,000 emojis', '🍚'.repeat(1_000), 200],
    ['1,001 characters', 'x'.repeat(1_001), 400],
  ])('S3-ORD-20 a note of %s', async (_, note, expected) => {
    const { id } = await order();
    const { status, body } = await askRejection(id, note);
    expect(status).toBe(expected);
    if (expected === 200) expect(body['catatanDapur']).toBe(note);
    else expect(body['errors']).toMatchObject([{ field: 'body.catatanDapur' }]);
  });

  it('S3-ORD-20 says in both languages what is wrong with a short note', async () => {
    const { id } = await order();
    const messages = await Promise.all(
      ['en', 'id'].map(async (language) => {
        const { body } = await askRejection(id, 'kurang', { 'Accept-Language': language });
        return (body['errors'] as { message: string }[])[0]!.message;
      }),
    );
    expect(messages[0]).toMatch(/10/);
    expect(messages[1]).toMatch(/10/);
    expect(messages[0]).not.toBe(messages[1]);
  });

  it('S3-EVT-03 S3-EVT-10 publishes the request, then the change of status', async () => {
    const { id, code } = await order('IN_PROGRESS');
    await askRejection(id, 'Stok bahan habis');
    expect(await api.takeEvents()).toEqual([
      {
        name: 'order.approval.requested',
        actorId: cook.userId,
        payload: {
          orderId: id,
          departmentId: employee.departmentId,
          kodePesanan: code,
          requestType: 'REJECT',
          requestedBy: cook.userId,
          catatanDapur: 'Stok bahan habis',
          quantity: 10,
          newQuantity: null,
        },
      },
      {
        name: 'order.status.changed',
        actorId: cook.userId,
        payload: expect.objectContaining({
          oldStatus: 'IN_PROGRESS',
          newStatus: 'MENUNGGU_PERSETUJUAN',
          cause: 'approval',
        }),
      },
    ]);
  });
});

describe('asking for another quantity', () => {
  it('S3-ORD-07 S3-ORD-21 shows the new quantity beside the first one', async () => {
    const { id } = await order();
    const { status, body } = await askEdit(id, { jumlahPesananBaru: 8, catatanDapur: 'Hanya 8' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusPesanan: 'MENUNGGU_PERSETUJUAN',
      requestType: 'EDIT',
      approvalStatus: 'PENDING',
      jumlahPesanan: 8,
      jumlahPesananAwal: 10,
      catatanDapur: 'Hanya 8',
    });
    const [requested] = await api.takeEvents();
    expect(requested).toMatchObject({ payload: { requestType: 'EDIT', quantity: 10, newQuantity: 8 } });
  });

  it.each<[string, JsonObject, string]>([
    ['no note', { jumlahPesananBaru: 8 }, 'body.catatanDapur'],
    ['a blank note', { jumlahPesananBaru: 8, catatanDapur: '   ' }, 'body.catatanDapur'],
    ['no quantity', { catatanDapur: 'Hanya 8' }, 'body.jumlahPesananBaru'],
    ['no meal at all', { jumlahPesananBaru: 0, catatanDapur: 'Habis' }, 'body.jumlahPesananBaru'],
  ])('S3-ORD-21 refuses %s', async (_, body, field) => {
    const { id } = await order();
    const answer = await askEdit(id, body);
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ field }]]);
  });
});

describe('who may ask', () => {
  it.each(['employee', 'delivery', 'administrator'])('S3-ORD-20 S3-ORD-21 not %s', async (role) => {
    const { id } = await order();
    const actor = await createTestPrincipal(api.database, { role });
    expect((await askRejection(id, 'Stok bahan habis', {}, actor)).status).toBe(403);
    expect((await askEdit(id, { jumlahPesananBaru: 8, catatanDapur: 'Hanya 8' }, actor)).status).toBe(403);
  });

  it('S3-ORD-29 not the cook of other departments: 404, and 403 for their own order', async () => {
    const elsewhere = await createDepartment(api.database);
    const stranger = await createTestPrincipal(api.database, {
      role: 'employee',
      roles: ['dapur'],
      servedDepartmentIds: [elsewhere.id],
    });
    const own = await createTestMealOrder(api.database, stranger);
    expect((await askRejection((await order()).id, 'Stok bahan habis', {}, stranger)).status).toBe(404);
    expect((await askRejection(own.id, 'Stok bahan habis', {}, stranger)).status).toBe(403);
  });

  it('S3-ORD-29 not on an older version', async () => {
    const { id } = await order();
    expect((await askRejection(id, 'Stok bahan habis', { 'If-Match': '"7"' })).status).toBe(412);
  });

  it('S3-ORD-07 of two cooks at once the second learns that the order waits already', async () => {
    const { id } = await order();
    const answers = await Promise.all([
      askRejection(id, 'Stok bahan habis'),
      askEdit(id, { jumlahPesananBaru: 8, catatanDapur: 'Hanya 8' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await api.database.fork().count(MealOrderApproval, { orderId: id })).toBe(1);
  });
});
