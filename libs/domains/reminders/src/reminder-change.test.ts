import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestClinic } from '@antrean/clinics/testing';
import { planReminders } from './plan-reminders.ts';
import { DAY, said, startReminderScene, type ReminderScene } from './reminder-scene.factory.ts';

let scene: ReminderScene;
beforeAll(async () => {
  scene = await startReminderScene();
}, 60_000);
afterAll(() => scene.close());

describe('S1-REM-01 a reminder of a booking that changes', () => {
  it('goes by when the booking got its time, not by what else became of it before anybody planned', async () => {
    const customer = await scene.customer();
    await scene.stopWorker();
    const [pending, held, moved] = [
      await scene.book(customer, DAY, { status: 'pending' }),
      await scene.book(customer, DAY, { status: 'held' }),
      await scene.book(customer, DAY + 60),
    ];
    for (const booking of [pending, held, moved]) await scene.pass(booking, 1);
    for (const booking of [pending, held]) await scene.confirm(booking);
    await scene.move(moved, -60);
    await scene.startWorker();
    await scene.drain();
    await scene.tellDue();
    const first = async (booking: number) => said(await scene.shown(customer, booking))[0];
    expect(await first(pending)).toBe('1440 email sent');
    expect(await first(held)).toBe('1440 email skipped past');
    expect(await first(moved)).toBe('1440 email skipped past');
  });

  it('is planned for the time that was read, and anew when the booking is moved while that is written', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, 10 * DAY);
    await scene.drain();
    await scene.stopWorker();
    await scene.move(booking, DAY);
    let isMoved = false;
    await scene.inTransaction(({ em }) =>
      planReminders(
        {
          em: new Proxy(em, {
            get: (target, name: keyof typeof em) => {
              if (name !== 'execute') return target[name];
              return async (sql: string, values: unknown[]) => {
                // As a customer does at this instant.
                if (sql.startsWith('update reminder_plans') && !isMoved) await scene.move(booking, DAY);
                isMoved ||= sql.startsWith('update reminder_plans');
                return target.execute(sql, values);
              };
            },
          }),
        },
        [booking],
      ),
    );
    expect(isMoved).toBe(true);
    await scene.startWorker();
    await scene.drain();
    const [appointment] = await scene.sql<{ at: number }>(
      `select floor(extract(epoch from starts_at) * 1000)::float8 as at from bookings where id = ?`,
      [booking],
    );
    const planned = (await scene.shown(customer, booking)).filter(({ state }) => state === 'planned');
    expect(planned.map(({ dueAt, offsetMinutes }) => Date.parse(dueAt) + offsetMinutes * 60_000)).toEqual(
      Array.from({ length: 4 }, () => appointment!.at),
    );
  });

  it('is told when it is wanted again after its job has found nothing to do', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY + 3);
    await scene.drain();
    await scene.queueAsBefore(booking);
    const choose = (offsetsMinutes: number[] | null) =>
      scene.send(customer, 'PUT', `/api/bookings/${booking}/reminders`, { offsetsMinutes });
    await choose([]);
    // As an operator does who has it tried at once.
    await scene.sql(
      `update outbox_jobs set run_at = now() where name = 'reminder.tell' and state = 'pending'`,
    );
    await scene.drain();
    await choose(null);
    await scene.pass(booking, 4);
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email sent',
      '1440 inApp sent',
    ]);
  });

  it('is none at a clinic that is deactivated, whether that comes before its job or while its mail waits', async () => {
    const clinic = await createTestClinic(scene.database);
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY, { clinicId: clinic.id });
    await scene.drain();
    await scene.pass(booking, 1);
    await scene.sql(`update clinics set is_active = false where id = ?`, [clinic.id]);
    const [told] = await scene.sql<{ startsAtMs: number }>(
      `select floor(extract(epoch from starts_at) * 1000)::float8 as "startsAtMs" from bookings where id = ?`,
      [booking],
    );
    const facts = { bookingId: booking, startsAtMs: told!.startsAtMs, offsetMinutes: DAY, channel: 'email' };
    await expect(scene.write(facts)).rejects.toMatchObject({ word: 'clinic_inactive' });
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email skipped clinic_inactive',
      '1440 inApp skipped clinic_inactive',
    ]);
    // Opened again, it reminds of what is still to come.
    await scene.sql(`update clinics set is_active = true where id = ?`, [clinic.id]);
    await scene.pass(booking, DAY - 120);
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(2, 4)).toEqual([
      '120 email sent',
      '120 inApp sent',
    ]);
  });
});
