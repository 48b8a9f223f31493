import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jakarta, startBookingApi, type BookingApi } from '../booking-api.factory.ts';
import type { CalendarBody } from './calendar.contract.ts';

let api: BookingApi;
beforeAll(async () => {
  api = await startBookingApi();
});
afterAll(() => api.close());

type Scene = Awaited<ReturnType<BookingApi['scene']>>;
const calendarOf = async (scene: Scene, asked: string): Promise<CalendarBody> => {
  const path = `/api/clinics/${scene.clinicId}/calendar?${asked}`;
  const { status, body } = await api.send(scene.attendant, 'GET', path);
  expect([path, status]).toEqual([path, 200]);
  return body as CalendarBody;
};
const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

describe('the calendar of a clinic', () => {
  it('S1-BKG-04 has windows, blocks and bookings with their buffers, of the days and the person asked for', async () => {
    const scene = await api.scene({ people: 2, bufferMinutes: 15 });
    const [one, other] = scene.staff;
    const at = jakarta(3, '10:30');
    const day = dayOf(at);
    const booked = await api.booked(scene, at, { staffId: one!.id });
    const gone = await api.booked(scene, jakarta(3, '14:15'), { staffId: one!.id });
    const headers = { 'If-Match': `"${gone.version}"` };
    await api.send(scene.customer, 'POST', `/api/bookings/${gone.id}/cancel`, {}, headers);
    const block = {
      staffId: other!.id,
      startsAt: jakarta(3, '12:00'),
      endsAt: jakarta(3, '13:00'),
      reason: 'Rapat',
    };
    expect(
      (await api.send(scene.manager, 'POST', `/api/clinics/${scene.clinicId}/blocks`, block)).status,
    ).toBe(201);
    const seen = await calendarOf(scene, `from=${day}`);
    expect(seen.staff.map(({ id, windows }) => [id, windows])).toEqual(
      [one!.id, other!.id].map((id) => [
        id,
        [{ startsAt: jakarta(3, '09:00'), endsAt: jakarta(3, '17:00') }],
      ]),
    );
    expect(seen.bookings).toHaveLength(1);
    expect(seen.bookings[0]).toMatchObject({
      ...{
        id: booked.id,
        startsAt: at,
        bufferMinutes: 15,
        localStart: `${day}T10:30`,
        utcOffsetMinutes: 420,
      },
      version: booked.version,
    });
    expect(seen.blocks).toMatchObject([{ ...block, version: 1 }]);
    expect(seen.days).toHaveLength(1);
    expect(seen.days[0]!.hours).toHaveLength(24);
    const alone = await calendarOf(scene, `from=${day}&staffId=${other!.id}`);
    expect([alone.staff.map(({ id }) => id), alone.bookings, alone.blocks.length]).toEqual([
      [other!.id],
      [],
      1,
    ]);
  });

  it('S1-AVL-02 shows days of 23 and 25 hours, and tells hours of the same name apart by their offsets', async () => {
    const scene = await api.scene({ timeZone: 'America/New_York' });
    const { days } = await calendarOf(scene, 'from=2027-03-14&to=2027-03-14');
    expect(days[0]!.hours).toHaveLength(23);
    expect(days[0]!.hours[2]).toEqual({ at: '2027-03-14T07:00:00.000Z', local: '2027-03-14T03:00:00-04:00' });
    const autumn = await calendarOf(scene, 'from=2027-11-07&to=2027-11-08');
    expect(autumn.days.map(({ hours }) => hours.length)).toEqual([25, 24]);
    expect(autumn.days[0]!.hours.slice(1, 3).map(({ local }) => local)).toEqual([
      '2027-11-07T01:00:00-04:00',
      '2027-11-07T01:00:00-05:00',
    ]);
  });

  it('S1-BKG-04 is for who handles its bookings; what has ended being held is not in it', async () => {
    const scene = await api.scene();
    const stranger = await api.scene();
    const path = `/api/clinics/${scene.clinicId}/calendar`;
    expect((await api.send(scene.customer, 'GET', path)).status).toBe(403);
    expect((await api.send(stranger.manager, 'GET', path)).status).toBe(403);
    expect((await api.send(scene.manager, 'GET', '/api/clinics/999999/calendar')).status).toBe(404);
    for (const asked of ['to=2027-01-01', 'from=2027-01-01&to=2027-03-01', 'from=2027-02-01&to=2027-01-01'])
      expect((await api.send(scene.manager, 'GET', `${path}?${asked}`)).status).toBe(400);
    const held = await api.booked(scene, jakarta(2, '09:00'), { hold: true });
    const day = `from=${dayOf(jakarta(2, '09:00'))}`;
    expect((await calendarOf(scene, day)).bookings.map(({ status }) => status)).toEqual(['held']);
    await api.lapse(held.id);
    expect((await calendarOf(scene, day)).bookings).toEqual([]);
  });

  it('S1-AVL-01 shows when another clinic has somebody', async () => {
    const [here, there] = [await api.scene(), await api.scene()];
    await api.sql(`update clinic_staff set person_id = ? where id = ?`, [
      here.staff[0]!.personId,
      there.staff[0]!.id,
    ]);
    const at = jakarta(4, '09:00');
    await api.booked(there, at);
    const { staff, bookings } = await calendarOf(here, `from=${dayOf(at)}`);
    expect(bookings).toEqual([]);
    expect(staff[0]!.elsewhere).toEqual([{ startsAt: at, endsAt: jakarta(4, '09:30') }]);
  });
});

describe('a booking at the desk', () => {
  it('S1-BKG-01 is made by the clinic for who comes without an account, off its grid, and takes a time once', async () => {
    const scene = await api.scene({ clinic: { minimum_notice_minutes: 10_000 } });
    const path = `/api/clinics/${scene.clinicId}/bookings`;
    const visitor = { name: 'Bayu', pet: { name: 'Bolu', species: 'kelinci' } };
    const wish = { serviceId: scene.serviceId, startsAt: jakarta(1, '09:10'), visitor };
    const { status, body } = await api.send(scene.attendant, 'POST', path, wish);
    expect([status, body]).toMatchObject([
      201,
      {
        status: 'confirmed',
        petName: 'Bolu',
        customerId: null,
        customerName: 'Bayu',
        startsAt: wish.startsAt,
      },
    ]);
    expect((await api.send(scene.attendant, 'POST', path, wish)).body['code']).toBe('slot_taken');
    const closed = { ...wish, startsAt: jakarta(1, '20:00') };
    expect((await api.send(scene.attendant, 'POST', path, closed)).body['code']).toBe('outside_availability');
    expect((await api.send(scene.customer, 'POST', path, closed)).status).toBe(403);
    const events = await api.eventsOf('booking.created');
    expect(events.at(-1)?.payload).toMatchObject({
      clinicId: scene.clinicId,
      createdBy: scene.attendant.userId,
    });
    // Who comes again.
    const again = { serviceId: scene.serviceId, startsAt: jakarta(1, '11:00'), petId: body['petId'] };
    expect((await api.send(scene.attendant, 'POST', path, again)).body).toMatchObject({
      ...{ petName: 'Bolu', customerName: 'Bayu' },
    });
  });

  it('S1-BKG-01 is made for a pet that has been there, whose owner has it among theirs; not for any other', async () => {
    const scene = await api.scene();
    const path = `/api/clinics/${scene.clinicId}/bookings`;
    const wish = { serviceId: scene.serviceId, petId: scene.petId, startsAt: jakarta(2, '10:00') };
    const unknown = await api.send(scene.attendant, 'POST', path, wish);
    expect([unknown.status, unknown.body['code']]).toEqual([400, 'invalid_request']);
    await api.booked(scene, jakarta(2, '09:00'));
    const { body } = await api.send(scene.attendant, 'POST', path, wish);
    expect(body).toMatchObject({ customerId: scene.customer.userId, petId: scene.petId });
    const own = await api.send(scene.customer, 'GET', `/api/bookings/${Number(body['id'])}`);
    expect(own.status).toBe(200);
    const both = { ...wish, visitor: { name: 'A', pet: { name: 'B', species: 'C' } } };
    expect((await api.send(scene.attendant, 'POST', path, both)).status).toBe(400);
  });
});
