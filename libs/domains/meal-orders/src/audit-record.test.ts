import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { auditEntryOf, createMessageRegistry, type AuditEntry } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createShift } from '@antrean/organization/testing';
import { startMealOrderApi, type MealOrderApi } from './meal-order-api.factory.ts';
import { mealOrderMessages } from './messages.ts';

let api: MealOrderApi;

beforeAll(async () => {
  api = await startMealOrderApi();
});
afterAll(() => api.close());

/** What the auditor writes about everything that was published since the last look. */
async function takeRecords(): Promise<(AuditEntry & { actorId: number | null })[]> {
  const { events } = createMessageRegistry(mealOrderMessages);
  const published = await api.takeEvents();
  return published.flatMap(({ name, payload, actorId }) => {
    const entry = auditEntryOf(events.get(name)!, payload);
    return entry ? [{ ...entry, actorId }] : [];
  });
}

it('S3-AUD-07 S3-AUD-08 S3-AUD-09 S3-AUD-10 S3-AUD-11 S3-AUD-12 S3-AUD-13 one record per action, with actor and code', async () => {
  const shift = await createShift(api.database);
  const employee = await createTestPrincipal(api.database);
  const cook = await createTestPrincipal(api.database, { role: 'dapur' });
  const admin = await createTestPrincipal(api.database, { role: 'administrator' });
  const { body: order } = await api.send(employee, 'POST', '/api/orders', {
    shiftId: shift.id,
    jumlahPesanan: 10,
  });
  const path = `/api/orders/${String(order['id'])}`;
  expect(await takeRecords()).toMatchObject([
    { action: 'ORDER_CREATED', actorId: employee.userId, subject: order['kodePesanan'] },
  ]);
  const actions: [UserPrincipal, string, string, Record<string, string | number>, string][] = [
    [cook, 'PATCH', 'status', { status: 'IN_PROGRESS' }, 'ORDER_STATUS_CHANGED'],
    [cook, 'POST', 'request-rejection', { catatanDapur: 'Stok bahan habis' }, 'ORDER_REJECTION_REQUESTED'],
    [admin, 'POST', 'approve-reject', { decision: 'REJECTED' }, 'APPROVAL_DECIDED'],
    [cook, 'POST', 'request-edit', { jumlahPesananBaru: 8, catatanDapur: 'Hanya 8' }, 'ORDER_EDIT_REQUESTED'],
    [admin, 'POST', 'approve-reject', { decision: 'APPROVED' }, 'APPROVAL_DECIDED'],
    [cook, 'POST', 'request-edit', { jumlahPesananBaru: 7, catatanDapur: 'Hanya 7' }, 'ORDER_EDIT_REQUESTED'],
    // Ends the open request as well: still one action.
    [admin, 'PATCH', 'status', { status: 'COMPLETE' }, 'ORDER_OVERRIDE'],
  ];
  for (const [actor, method, step, body, action] of actions) {
    expect((await api.send(actor, method, `${path}/${step}`, body)).status).toBe(200);
    expect(await takeRecords()).toMatchObject([
      { action, actorId: actor.userId, subject: order['kodePesanan'] },
    ]);
  }
});
