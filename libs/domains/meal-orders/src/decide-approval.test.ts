import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestReply } from '@antrean/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment } from '@antrean/organization/testing';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';
import { MealOrderApproval } from './meal-order.entity.ts';
import { createTestMealOrder } from './meal-order.factory.ts';

let api: MealOrderApi;
let employee: UserPrincipal;
let cook: UserPrincipal;
let admin: UserPrincipal;

beforeAll(async () => {
  api = await startMealOrderApi();
  const departmentId = (await createDepartment(api.database)).id;
  employee = await createTestPrincipal(api.database, { departmentId });
  cook = await createTestPrincipal(api.database, { role: 'dapur' });
  admin = await createTestPrincipal(api.database, { role: 'administrator' });
});
afterAll(() => api.close());
beforeEach(() => api.takeEvents());

const rejection = () => createTestMealOrder(api.database, employee, { quantity: 10, pending: { by: cook } });
const edit = () =>
  createTestMealOrder(api.database, employee, { quantity: 10, pending: { by: cook, newQuantity: 8 } });

const decide = (
  id: number,
  decision: string,
  extra: Record<string, string> = {},
  { actor = admin, headers = {} }: { actor?: UserPrincipal; headers?: Record<string, string> } = {},
): Promise<TestReply> =>
  api.send(actor, 'POST', `/api/orders/${id}/approve-reject`, { decision, ...extra }, headers);

describe('deciding', () => {
  it('S3-ORD-09 S3-ORD-23 S3-ORD-27 an approved rejection ends the order', async () => {
    const { id } = await rejection();
    const { status, body } = await decide(id, 'APPROVED', { catatanAdmin: ' Alasan valid ' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusPesanan: 'DITOLAK',
      requiresApproval: false,
      approvalStatus: 'APPROVED',
      catatanAdmin: 'Alasan valid',
      jumlahPesanan: 10,
    });
    expect((await api.send(admin, 'GET', `/api/orders/${id}`)).body).toEqual(body);
    expect(await api.database.fork().findOneOrFail(MealOrderApproval, { orderId: id })).toMatchObject({
      status: 'APPROVED',
      decidedBy: admin.userId,
      decidedAt: expect.any(Date),
      adminNote: 'Alasan valid',
    });
  });

  it('S3-ORD-09 an approved edit goes back to the kitchen with the new quantity', async () => {
    const { id } = await edit();
    expect((await decide(id, 'APPROVED')).body).toMatchObject({
      statusPesanan: 'MENUNGGU',
      jumlahPesanan: 8,
      jumlahPesananAwal: 10,
      approvalStatus: 'APPROVED',
      catatanAdmin: null,
    });
  });

  it.each([
    ['rejection', rejection],
    ['edit', edit],
  ])('S3-ORD-10 a refused %s goes back to the kitchen as it was', async (_, create) => {
    const { id } = await create();
    expect((await decide(id, 'REJECTED')).body).toMatchObject({
      statusPesanan: 'MENUNGGU',
      jumlahPesanan: 10,
      jumlahPesananAwal: 10,
      approvalStatus: 'REJECTED',
      waktuDiproses: null,
    });
  });

  it('S3-ORD-09 S3-ORD-10 edit upon edit: the first quantity stays, a refusal restores the one before', async () => {
    const { id } = await edit();
    await decide(id, 'APPROVED');
    const second = await api.send(cook, 'POST', `/api/orders/${id}/request-edit`, {
      jumlahPesananBaru: 5,
      catatanDapur: 'Hanya 5',
    });
    expect(second.body).toMatchObject({ jumlahPesanan: 5, jumlahPesananAwal: 10, catatanAdmin: null });
    expect((await decide(id, 'REJECTED')).body).toMatchObject({ jumlahPesanan: 8, jumlahPesananAwal: 10 });
  });

  it('S3-EVT-04 S3-EVT-10 publishes the decision, then the change of status', async () => {
    const { id, code } = await edit();
    await decide(id, 'REJECTED', { catatanAdmin: 'Cukupkan 10' });
    expect(await api.takeEvents()).toEqual([
      {
        name: 'order.approval.decided',
        actorId: admin.userId,
        payload: {
          orderId: id,
          departmentId: employee.departmentId,
          kodePesanan: code,
          requestType: 'EDIT',
          decision: 'REJECTED',
          decidedBy: admin.userId,
          catatanAdmin: 'Cukupkan 10',
          requestedBy: cook.userId,
          requesterEmployeeId: cook.karyawanId,
        },
      },
      {
        name: 'order.status.changed',
        actorId: admin.userId,
        payload: expect.objectContaining({
          oldStatus: 'MENUNGGU_PERSETUJUAN',
          newStatus: 'MENUNGGU',
          changedBy: admin.userId,
          cause: 'approval',
        }),
      },
    ]);
  });
});

describe('a decision that is refused', () => {
  it('S3-ORD-23 of two administrators at once one gets 200, the other 409 and the current status', async () => {
    const { id } = await edit();
    const answers = await Promise.all([decide(id, 'APPROVED'), decide(id, 'REJECTED')]);
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    expect([won.status, lost.status, lost.body['code']]).toEqual([200, 409, 'no_pending_request']);
    expect(lost.body['currentStatus']).toBe('MENUNGGU');
    const { body } = await api.send(admin, 'GET', `/api/orders/${id}`);
    expect(body).toEqual(won.body);
    expect(await api.takeEvents()).toHaveLength(2);
  });

  it('S3-ORD-23 409 when nobody asked', async () => {
    const waiting = await createTestMealOrder(api.database, employee);
    // An administrator put it there without a request.
    const parked = await createTestMealOrder(api.database, employee, { status: 'MENUNGGU_PERSETUJUAN' });
    expect((await decide(waiting.id, 'APPROVED')).status).toBe(409);
    expect((await decide(parked.id, 'APPROVED')).status).toBe(409);
  });

  it.each(['employee', 'dapur', 'delivery'])('S3-ORD-23 403 for %s', async (role) => {
    const { id } = await rejection();
    const actor = await createTestPrincipal(api.database, { role });
    expect((await decide(id, 'APPROVED', {}, { actor })).status).toBe(403);
  });

  it('S3-ORD-23 400 for another word, 404 for no order', async () => {
    const { id } = await rejection();
    expect((await decide(id, 'MAYBE')).body['errors']).toMatchObject([{ field: 'body.decision' }]);
    expect((await decide(999_999, 'APPROVED')).status).toBe(404);
  });

  it('S3-ORD-29 412 on an older version', async () => {
    const { id } = await rejection();
    expect((await decide(id, 'APPROVED', {}, { headers: { 'If-Match': '"9"' } })).status).toBe(412);
    expect((await decide(id, 'APPROVED', {}, { headers: { 'If-Match': '"1"' } })).status).toBe(200);
  });
});
