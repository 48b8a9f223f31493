import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestBooking } from '@antrean/bookings/testing';
import { DAY, said, startReminderScene, type ReminderScene } from './reminder-scene.factory.ts';

let scene: ReminderScene;
beforeAll(async () => {
  scene = await startReminderScene();
});
afterAll(() => scene.close());

let guests = 0;
/** A booking without an account that begins in so many minutes, a little more. */
async function visit(minutes: number): Promise<{ id: number; email: string }> {
  const email = `tamu${(guests += 1)}@guest.test`;
  const { clinic, service, staff } = scene;
  const { id } = await createTestBooking(scene.database, {
    ...{ clinicId: clinic.id, serviceId: service.id, staffId: staff.id, personId: staff.personId },
    ...{ petId: null, customerId: null, startsAt: new Date(Date.now() + minutes * 60_000 + 30_000) },
  });
  await scene.sql(
    `insert into guest_bookings (booking_id, email, phone, language, time_zone, pet_name, pet_species, confirmed_at, over_at)
     values (?, ?, '+62811', 'id', 'Asia/Makassar', 'Bolu', 'kelinci', now(), now() + interval '9 days')`,
    [id, email],
  );
  await scene.tell(id);
  await scene.drain();
  return { id, email };
}

describe('S1-REM-01 S1-REM-03 guests are reminded', () => {
  it('by mail alone, once, in their language and on their clocks, with a link that shows the booking', async () => {
    const manager = await scene.staffOf(scene.clinic.id, 'manager');
    const { id, email } = await visit(2 * DAY);
    expect(said(await scene.shown(manager, id))).toEqual(['1440 email planned', '120 email planned']);
    await scene.pass(id, DAY + 1);
    await scene.tellDue();
    await scene.tellDue();
    const [mail, ...none] = await scene.mailsTo(email);
    expect(none).toEqual([]);
    expect(mail!.subject).toMatch(/^24 jam lagi: janji temu di /);
    expect(mail!.text).toMatch(/pukul \d\d\.\d\d WIB \(UTC\+07:00\), \((?:.* )?\d\d\.\d\d WITA/);
    const [, token] = /\/app\/visit#token=([\w-]+)/.exec(mail!.text) ?? [];
    expect(token).toBeDefined();
    const links = await scene.sql(`select booking_id as id from guest_links`);
    expect(links).toEqual([{ id }]);
    expect(said(await scene.shown(manager, id))).toEqual(['1440 email sent', '120 email planned']);
  });

  it('as the clinic chose for the booking, and of one that was forgotten nobody', async () => {
    const manager = await scene.staffOf(scene.clinic.id, 'manager');
    const { id, email } = await visit(3 * DAY);
    const chosen = await scene.send(manager, 'PUT', `/api/bookings/${id}/reminders`, {
      ...{ offsetsMinutes: [2 * DAY, 60], channels: ['email', 'sms'] },
    });
    expect([chosen.status, chosen.body['channels']]).toEqual([200, ['email']]);
    await scene.sql(`delete from guest_bookings where booking_id = ?`, [id]);
    await scene.pass(id, DAY + 1);
    await scene.tellDue();
    expect(await scene.mailsTo(email)).toEqual([]);
    expect(said(await scene.shown(manager, id))).toContain(`${2 * DAY} email skipped unreachable`);
  });

  it('as the account that has it since a moment, of which its plan does not know yet', async () => {
    const customer = await scene.customer({ language: 'en' });
    const { id, email } = await visit(2 * DAY);
    // Its event is still on the way.
    await scene.sql(`update bookings set customer_id = ? where id = ?`, [customer.userId, id]);
    await scene.sql(`delete from guest_bookings where booking_id = ?`, [id]);
    await scene.pass(id, DAY + 1);
    await scene.tellDue();
    expect(await scene.mailsTo(email)).toEqual([]);
    expect((await scene.mailsTo(customer.email)).map(({ text }) => text)).toEqual([
      expect.stringContaining(`/app/bookings#${id}`),
    ]);
  });

  it('as the account that the booking belongs to by now', async () => {
    const customer = await scene.customer({ language: 'en' });
    const { id, email } = await visit(2 * DAY);
    await scene.adopt(id, customer.userId);
    await scene.drain();
    expect(said(await scene.shown(customer, id)).toSorted()).toEqual(
      ['1440 email planned', '1440 inApp planned', '120 email planned', '120 inApp planned'].toSorted(),
    );
    await scene.pass(id, DAY + 1);
    await scene.tellDue();
    expect(await scene.mailsTo(email)).toEqual([]);
    expect((await scene.mailsTo(customer.email)).map(({ text }) => text)).toEqual([
      expect.stringContaining(`/app/bookings#${id}`),
    ]);
  });
});
