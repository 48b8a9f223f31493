import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { jakarta, PATH, startBookingApi, type BookingApi } from './booking-api.factory.ts';
import { expireBooking } from './expire-hold.job.ts';

let api: BookingApi;
beforeAll(async () => {
  api = await startBookingApi();
});
afterAll(() => api.close());

describe('the status of a booking', () => {
  it('S1-RT-02 the clinic takes it through its statuses; a customer takes it to none', async () => {
    const scene = await api.scene();
    const booking = await api.booked(scene, jakarta(2, '11:00'));
    const set = (actor: typeof scene.customer, status: string) =>
      api.send(actor, 'PATCH', `${PATH}/${booking.id}/status`, { status });
    for (const status of ['confirmed', 'checked_in', 'completed', 'no_show']) {
      expect([status, (await set(scene.customer, status)).status]).toEqual([status, 403]);
    }
    const early = await set(scene.attendant, 'no_show');
    expect([early.status, early.body['code']]).toEqual([409, 'too_early']);
    expect((await set(scene.attendant, 'completed')).body['code']).toBe('booking_status_conflict');
    expect((await set(scene.attendant, 'cancelled')).status).toBe(400);
    await api.takeEvents();
    expect((await set(scene.attendant, 'checked_in')).body).toMatchObject({
      status: 'checked_in',
      version: 2,
    });
    const [event] = await api.eventsOf('booking.status.changed');
    expect(event!.payload).toMatchObject({
      ...{
        bookingId: booking.id,
        oldStatus: 'confirmed',
        newStatus: 'checked_in',
        status: 'checked_in',
        version: 2,
      },
      changedBy: scene.attendant.userId,
    });
    expect((await api.send(scene.customer, 'POST', `${PATH}/${booking.id}/cancel`, {})).status).toBe(409);
    expect((await set(scene.manager, 'completed')).body).toMatchObject({ status: 'completed', version: 3 });
    expect(
      await api.sql(`select from occupied_spans where reference = ?`, [`booking:${booking.id}`]),
    ).toEqual([]);

    const missed = await api.booked(scene, jakarta(2, '13:00'));
    await api.sql(
      `update bookings set starts_at = now() - interval '1 minute', ends_at = now() where id = ?`,
      [missed.id],
    );
    const gone = await api.send(scene.attendant, 'PATCH', `${PATH}/${missed.id}/status`, {
      status: 'no_show',
    });
    expect(gone.body).toMatchObject({ status: 'no_show', version: 2 });
  });

  it('S1-BKG-01 case 16: where the clinic confirms, a booking waits; a confirmation that comes late is told so', async () => {
    const scene = await api.scene({ clinic: { auto_confirm_bookings: false, confirm_within_hours: 2 } });
    const at = jakarta(3, '09:00');
    const first = await api.booked(scene, at);
    expect(first.status).toBe('pending');
    const [hold] = await api.sql<{ hours: number }>(
      `select round(extract(epoch from hold_expires_at - now()) / 3600)::int as hours from bookings where id = ?`,
      [first.id],
    );
    expect(hold!.hours).toBe(2);
    const other = await api.petOwner();
    const wish = { ...scene.wish(at), petId: other.petId };
    expect((await api.send(other.customer, 'POST', PATH, wish)).status).toBe(409);
    // Nothing swept: PostgreSQL's clock decides.
    await api.lapse(first.id);
    expect((await api.send(other.customer, 'POST', PATH, wish)).status).toBe(201);
    const late = await api.send(scene.manager, 'PATCH', `${PATH}/${first.id}/status`, {
      status: 'confirmed',
    });
    expect([late.status, late.body['code']]).toEqual([409, 'hold_expired']);
    await api.takeEvents();
    const expire = () =>
      transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) => expireBooking(tx, first.id));
    await expire();
    await expire();
    const events = await api.eventsOf('booking.status.changed');
    expect(events.map(({ payload }) => payload)).toEqual([
      expect.objectContaining({
        bookingId: first.id,
        oldStatus: 'pending',
        newStatus: 'expired',
        changedBy: null,
        version: 2,
      }),
    ]);
    const read = await api.send(scene.customer, 'GET', `${PATH}/${first.id}`);
    expect(read.body).toMatchObject({ status: 'expired', holdExpiresAt: null });
  });

  it('S1-BKG-01 the clinic confirms in time, the customer is 403 for that', async () => {
    const scene = await api.scene({ clinic: { auto_confirm_bookings: false } });
    const booking = await api.booked(scene, jakarta(3, '09:00'));
    const confirm = (actor: typeof scene.customer) =>
      api.send(actor, 'PATCH', `${PATH}/${booking.id}/status`, { status: 'confirmed' });
    expect((await confirm(scene.customer)).status).toBe(403);
    expect((await confirm(scene.attendant)).body).toMatchObject({
      status: 'confirmed',
      holdExpiresAt: null,
      version: 2,
    });
    const again = await confirm(scene.manager);
    expect([again.status, again.body['decidedBy']]).toEqual([409, scene.attendant.name]);
    const [span] = await api.sql<{ held: string | null }>(
      `select held_until as held from occupied_spans where reference = ?`,
      [`booking:${booking.id}`],
    );
    expect(span!.held).toBeNull();
  });

  it.each([
    [true, 'confirmed'],
    [false, 'pending'],
  ])(
    'S1-BKG-01 a time is held for some minutes and booked by its customer: auto %s → %s',
    async (auto, status) => {
      const scene = await api.scene({ clinic: { auto_confirm_bookings: auto } });
      const held = await api.booked(scene, jakarta(3, '09:00'), { hold: true });
      expect(held.status).toBe('held');
      const [known] = await api.sql<{ n: number }>(
        `select count(*)::int as n from pet_clinics where pet_id = ?`,
        [scene.petId],
      );
      expect(known!.n).toBe(0);
      const submit = (actor: typeof scene.customer) =>
        api.send(actor, 'PATCH', `${PATH}/${held.id}/status`, { status: 'confirmed' });
      expect((await submit(scene.manager)).status).toBe(409);
      expect((await submit(scene.customer)).body).toMatchObject({ status, version: 2 });
      const [span] = await api.sql<{ same: boolean }>(
        `select b.hold_expires_at is not distinct from date_trunc('milliseconds', o.held_until) as same
       from bookings b join occupied_spans o on o.reference = 'booking:' || b.id where b.id = ?`,
        [held.id],
      );
      expect(span!.same).toBe(true);
      const second = await api.booked(scene, jakarta(3, '12:00'), { hold: true });
      await api.lapse(second.id);
      const late = await api.send(scene.customer, 'PATCH', `${PATH}/${second.id}/status`, {
        status: 'confirmed',
      });
      expect(late.body['code']).toBe('hold_expired');
      const moved = await api.send(scene.customer, 'PATCH', `${PATH}/${second.id}`, {
        startsAt: jakarta(3, '13:00'),
      });
      expect(moved.body['code']).toBe('hold_expired');
    },
  );
});
