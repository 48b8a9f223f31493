import { createTestBooking } from '@antrean/bookings/testing';
import { createTestClinic, createTestService, createTestStaff } from '@antrean/clinics/testing';
import { createTestMealOrder } from '@antrean/meal-orders/testing';
import { query } from '@antrean/platform/database';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { createTestWorkOrder } from '@antrean/work-orders/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startInProcessApi, type InProcessApi } from './in-process-api.ts';

let api: InProcessApi;
beforeAll(async () => {
  api = await startInProcessApi();
}, 60_000);
afterAll(() => api.close());

it('orders, bookings, work orders and reports are traced by what people call them and by their id', async () => {
  const { database } = api.db;
  const sql = <R extends object>(text: string, values: (string | number)[] = []) =>
    query<R>(database.fork(), text, values);
  const admin = await createTestPrincipal(database, { role: 'administrator', departmentId: 1 });
  const operator = await createTestPrincipal(database, { role: 'production_operator' });
  const trace = async (path: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`${api.url}/api/trace/${path}`, {
      headers: { authorization: `Bearer ${accessTokenOf(admin, api.config)}` },
    });
    expect([path, response.status]).toEqual([path, 200]);
    return response.json() as Promise<Record<string, unknown>>;
  };

  const order = await createTestMealOrder(database, await createTestPrincipal(database, { departmentId: 1 }));
  for (const key of [order.code, order.id])
    expect(await trace(`order/${key}`)).toMatchObject({ title: order.code, gaps: [{ kind: 'no_event' }] });

  const made = await createTestWorkOrder(database, operator);
  await sql(
    `insert into work_order_attachments (work_order_id, file_key, file_name, content_type, size, sha256, uploaded_by)
     values (?, 'key', 'drawing.pdf', 'application/pdf', 7, 'f00', ?)`,
    [made.id, operator.userId],
  );
  for (const key of [made.number, made.id])
    expect(await trace(`work-order/${key}`)).toMatchObject({
      title: made.number,
      files: [{ name: 'drawing.pdf', size: 7, sha256: 'f00' }],
    });

  const { id: clinicId } = await createTestClinic(database);
  const { id: staffId, personId } = await createTestStaff(database, clinicId);
  const { id: serviceId } = await createTestService(database, clinicId, { staffIds: [staffId] });
  const startsAt = new Date(Date.now() + 86_400_000);
  const whose = { clinicId, serviceId, staffId, personId, petId: null, customerId: admin.userId, startsAt };
  const booking = await createTestBooking(database, whose);
  await sql(
    `insert into deliveries (cause, recipient, channel, message_id, notification, status, error)
     values ('booking:' || ?::text || ':1', 'a@antrean.test', 'email', 'x', 'booking.confirmed', 'failed', 'no such address')`,
    [booking.id],
  );
  expect(await trace(`booking/${booking.id}`)).toMatchObject({
    mails: [{ notification: 'booking.confirmed', status: 'failed' }],
    gaps: [{ kind: 'no_event' }, { kind: 'mail_failed', where: 'email' }],
  });

  const [report] = await sql<{ id: string }>(
    `insert into report_jobs (id, report, format, parameters, language, requested_by, status, file_key, file_name,
       content_type, size, sha256, finished_at)
     values (gen_random_uuid(), 'audit-trail', 'csv', '{}', 'id', ?, 'completed', 'k', 'trail.csv', 'text/csv', 9, 'f00', now())
     returning id`,
    [admin.userId],
  );
  expect(await trace(`report/${report!.id}`)).toMatchObject({ files: [{ name: 'trail.csv', size: 9 }] });
}, 60_000);
