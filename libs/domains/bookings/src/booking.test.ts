import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestStaff } from '@antrean/clinics/testing';
import { auditEntryOf } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { jakarta, PATH, startBookingApi, type BookingApi } from './booking-api.factory.ts';
import { bookingCreated } from './messages.ts';
import { bookingData } from './personal-data.ts';

let api: BookingApi;
beforeAll(async () => {
  api = await startBookingApi();
});
afterAll(() => api.close());

describe('bookings', () => {
  it('S1-BKG-01 S1-RT-01 are made of a free slot, confirmed at once, and told to clinic and customer', async () => {
    const scene = await api.scene();
    await api.takeEvents();
    const startsAt = jakarta(3, '09:30');
    const reply = await api.book(scene, startsAt);
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`${PATH}/${String(reply.body['id'])}`);
    const [{ id: staffId, personId }] = scene.staff as [{ id: number; personId: number }];
    const endsAt = new Date(Date.parse(startsAt) + 30 * 60_000).toISOString();
    expect(reply.body).toMatchObject({
      ...{ clinicId: scene.clinicId, serviceId: scene.serviceId, petId: scene.petId, petName: 'Momo' },
      ...{
        customerId: scene.customer.userId,
        staffId,
        status: 'confirmed',
        startsAt,
        endsAt,
        price: 150_000,
      },
      ...{ timeZone: 'Asia/Jakarta', version: 1, holdExpiresAt: null, attention: null },
    });
    expect(reply.body['localStart']).toMatch(/T09:30$/);
    const events = await api.takeEvents();
    const created = events.find(({ name }) => name === 'booking.created')!;
    expect(created.payload).toEqual({
      ...{
        bookingId: reply.body['id'],
        clinicId: scene.clinicId,
        serviceId: scene.serviceId,
        staffId,
        personId,
      },
      ...{
        petId: scene.petId,
        customerId: scene.customer.userId,
        startsAt,
        endsAt,
        timeZone: 'Asia/Jakarta',
      },
      ...{
        localStart: reply.body['localStart'],
        status: 'confirmed',
        version: 1,
        createdBy: scene.customer.userId,
      },
    });
    expect(bookingCreated.realtime!.rooms(bookingCreated.schema.parse(created.payload))).toEqual([
      `bookings.attend@clinic:${scene.clinicId}`,
      'bookings.attend@clinic:*',
      `user:${scene.customer.userId}`,
    ]);
    expect(auditEntryOf(bookingCreated, created.payload)).toMatchObject({ action: 'BOOKING_CREATED' });
    // From now on the clinic knows the pet.
    expect(events.map(({ name }) => name)).toContain('pet.admitted');
    expect((await api.book(scene, startsAt)).body['code']).toBe('slot_taken');
  });

  it('S1-BKG-01 a time that is no slot is 422, and a repetition with its key books nothing twice', async () => {
    const scene = await api.scene();
    for (const time of ['08:00', '09:10', '16:45', '17:00']) {
      const { status, body } = await api.book(scene, jakarta(2, time));
      expect([time, status, body['code']]).toEqual([time, 422, 'outside_availability']);
    }
    expect((await api.book(scene, '2020-01-01T02:00:00Z')).status).toBe(422);
    expect((await api.book(scene, jakarta(2, '09:00').replace(':00.000', ':30.000'))).status).toBe(400);
    const key = { 'Idempotency-Key': `k-${scene.clinicId}` };
    const wish = scene.wish(jakarta(2, '10:00'));
    const first = await api.send(scene.customer, 'POST', PATH, wish, key);
    const second = await api.send(scene.customer, 'POST', PATH, wish, key);
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  });

  it('S1-BKG-01 case 25: another’s pet, another clinic’s staff, a service that is not offered', async () => {
    const [scene, other] = [await api.scene(), await api.scene()];
    const at = jakarta(2, '10:00');
    const cases: [object, number, string][] = [
      [{ petId: other.petId }, 404, 'not_found'],
      [{ petId: 2_147_483_648 }, 404, 'not_found'],
      [{ clinicId: 9_007_199_254_740_991 }, 404, 'not_found'],
      [{ staffId: other.staff[0]!.id }, 422, 'outside_availability'],
      [{ serviceId: other.serviceId }, 422, 'outside_availability'],
      [{ serviceId: 9_007_199_254_740_991 }, 422, 'outside_availability'],
    ];
    for (const [more, status, code] of cases) {
      const reply = await api.book(scene, at, more);
      expect([more, reply.status, reply.body['code']]).toEqual([more, status, code]);
    }
    await api.sql(`update clinic_services set is_active = false where id = ?`, [scene.serviceId]);
    expect((await api.book(scene, at)).status).toBe(422);
    expect(await api.sql(`select from bookings where clinic_id = ?`, [scene.clinicId])).toEqual([]);
    expect(await api.sql(`select from occupied_spans where clinic_id = ?`, [scene.clinicId])).toEqual([]);
    await api.sql(`update clinics set is_active = false where id = ?`, [other.clinicId]);
    expect((await api.book(other, at)).status).toBe(404);
  });

  it('S1-BKG-01 one customer has so many bookings to come, and no more', async () => {
    const scene = await api.scene();
    await api.sql(
      `insert into bookings (clinic_id, service_id, staff_id, person_id, pet_id, customer_id, status, starts_at, ends_at,
         local_start, time_zone, zone_data, price, duration_minutes, buffer_minutes)
       select ?, ?, ?, ?, ?, ?, 'confirmed', at, at + interval '30 minutes', '2027-01-01T09:00', 'Asia/Jakarta', '2026c', 1, 30, 0
       from generate_series(1, 20) n, lateral (select now() + n * interval '1 day' as at) day`,
      [
        ...[scene.clinicId, scene.serviceId, scene.staff[0]!.id, scene.staff[0]!.personId],
        ...[scene.petId, scene.customer.userId],
      ],
    );
    const { status, body } = await api.book(scene, jakarta(2, '10:00'));
    expect([status, body['code'], body['limit']]).toEqual([409, 'too_many_bookings', 20]);
  });

  it('S1-BKG-02 S1-RT-01 case 14: a move is one row with its id, version + 1; the old time is free at once', async () => {
    const scene = await api.scene();
    const booking = await api.booked(scene, jakarta(3, '10:00'));
    await api.takeEvents();
    const [from, to] = [jakarta(3, '10:00'), jakarta(3, '10:15')];
    const moved = await api.send(
      scene.customer,
      'PATCH',
      `${PATH}/${booking.id}`,
      { startsAt: to },
      { 'If-Match': '"1"' },
    );
    expect([moved.status, moved.body['id'], moved.body['version'], moved.body['startsAt']]).toEqual([
      ...[200, booking.id, 2, to],
    ]);
    expect(moved.body['localStart']).toMatch(/T10:15$/);
    const [event] = await api.eventsOf('booking.updated');
    expect(event!.payload).toMatchObject({
      ...{ bookingId: booking.id, version: 2, startsAt: to, previousStartsAt: from },
      ...{ previousStaffId: scene.staff[0]!.id, changedBy: scene.customer.userId, status: 'confirmed' },
    });
    const stale = await api.send(
      scene.customer,
      'PATCH',
      `${PATH}/${booking.id}`,
      { startsAt: from },
      { 'If-Match': '"1"' },
    );
    expect(stale.status).toBe(412);
    // 09:30 to 10:00 and 10:45 are free, what overlaps is not.
    expect((await api.book(scene, jakarta(3, '10:00'))).status).toBe(409);
    await api.send(scene.customer, 'PATCH', `${PATH}/${booking.id}`, { startsAt: jakarta(3, '15:00') });
    expect((await api.book(scene, jakarta(3, '10:00'))).status).toBe(201);
    // As it is already: no change.
    await api.takeEvents();
    const same = await api.send(scene.customer, 'PATCH', `${PATH}/${booking.id}`, {
      startsAt: jakarta(3, '15:00'),
    });
    expect([same.body['version'], await api.takeEvents()]).toEqual([3, []]);
    const refusals = [
      [{ startsAt: jakarta(3, '10:00') }, 409],
      [{ startsAt: jakarta(3, '20:00') }, 422],
      [{ staffId: (await createTestStaff(api.database, (await api.scene()).clinicId)).id }, 422],
      [{}, 200],
    ] as const;
    for (const [body, status] of refusals) {
      const reply = await api.send(scene.customer, 'PATCH', `${PATH}/${booking.id}`, body);
      expect([body, reply.status]).toEqual([body, status]);
    }
    const [kept] = await api.sql<{ version: number }>(`select version from bookings where id = ?`, [
      booking.id,
    ]);
    expect(kept!.version).toBe(3);
  });

  it('S1-BKG-02 somebody else takes it over, who must offer it; price and length stay', async () => {
    const scene = await api.scene({ people: 2, bufferMinutes: 15 });
    const [one, two] = scene.staff;
    const booking = await api.booked(scene, jakarta(4, '10:30'), { staffId: one!.id });
    await api.sql(`update clinic_services set price = 1, duration_minutes = 60 where id = ?`, [
      scene.serviceId,
    ]);
    const moved = await api.send(scene.attendant, 'PATCH', `${PATH}/${booking.id}`, { staffId: two!.id });
    expect(moved.body).toMatchObject({ staffId: two!.id, price: 150_000, version: 2 });
    expect(Date.parse(String(moved.body['endsAt'])) - Date.parse(String(moved.body['startsAt']))).toBe(
      1_800_000,
    );
    const idle = await createTestStaff(api.database, scene.clinicId);
    const refused = await api.send(scene.attendant, 'PATCH', `${PATH}/${booking.id}`, { staffId: idle.id });
    expect(refused.status).toBe(422);
  });

  it('S1-BKG-02 notice and horizon bind customers’ moves and not the clinic’s; nobody moves what has begun', async () => {
    const scene = await api.scene();
    const booking = await api.booked(scene, jakarta(2, '10:00'));
    await api.sql(`update clinics set minimum_notice_minutes = 4320, booking_horizon_days = 4 where id = ?`, [
      scene.clinicId,
    ]);
    const move = async (actor: typeof scene.customer, startsAt: string) => {
      const { status, body } = await api.send(actor, 'PATCH', `${PATH}/${booking.id}`, { startsAt });
      return [status, body['code'] ?? body['startsAt']];
    };
    for (const to of [jakarta(2, '11:00'), jakarta(6, '10:00')]) {
      expect(await move(scene.customer, to)).toEqual([422, 'outside_availability']);
      expect(await move(scene.attendant, to)).toEqual([200, to]);
    }
    expect(await move(scene.customer, jakarta(4, '10:00'))).toEqual([200, jakarta(4, '10:00')]);
    for (const never of [jakarta(-1, '10:00'), jakarta(740, '10:00'), '9999-01-01T02:00:00.000Z']) {
      expect(await move(scene.attendant, never)).toEqual([422, 'outside_availability']);
    }
    await api.sql(
      `update bookings set starts_at = now(), ends_at = now() + interval '30 minutes' where id = ?`,
      [booking.id],
    );
    expect(await move(scene.attendant, jakarta(4, '11:00'))).toEqual([409, 'booking_begun']);
    expect(await move(scene.customer, jakarta(4, '11:00'))).toEqual([409, 'too_late_to_change']);
  });

  it('S1-BKG-03 S1-RT-01 a customer cancels in time, the clinic always and with a reason', async () => {
    const scene = await api.scene({ clinic: { cancellation_notice_hours: 48, phone: '+62215550199' } });
    const soon = await api.booked(scene, jakarta(1, '10:00'));
    for (const [method, path, body] of [
      ['POST', `${PATH}/${soon.id}/cancel`, {}],
      ['PATCH', `${PATH}/${soon.id}`, { startsAt: jakarta(9, '10:00') }],
    ] as const) {
      const late = await api.send(scene.customer, method, path, body);
      expect([late.status, late.body['code'], late.body['contact'], late.body['noticeHours']]).toEqual([
        ...[409, 'too_late_to_change', '+62215550199', 48],
      ]);
    }
    const mute = await api.send(scene.attendant, 'POST', `${PATH}/${soon.id}/cancel`, {});
    expect([mute.status, mute.body['errors']]).toEqual([
      400,
      [expect.objectContaining({ field: 'body.reason' })],
    ]);
    await api.takeEvents();
    const calledOff = await api.send(scene.attendant, 'POST', `${PATH}/${soon.id}/cancel`, {
      reason: 'Dokter sakit',
    });
    expect(calledOff.body).toMatchObject({
      status: 'cancelled',
      cancelReason: 'Dokter sakit',
      cancelledBy: 'clinic',
      version: 2,
    });
    const events = await api.takeEvents();
    expect(events.find(({ name }) => name === 'booking.cancelled')!.payload).toMatchObject({
      ...{
        bookingId: soon.id,
        oldStatus: 'confirmed',
        status: 'cancelled',
        reason: 'Dokter sakit',
        version: 2,
      },
      ...{ cancelledBy: 'clinic', changedBy: scene.attendant.userId },
    });
    expect((await api.book(scene, jakarta(1, '10:00'))).status).toBe(201);

    const later = await api.booked(scene, jakarta(5, '11:00'));
    const own = await api.send(scene.customer, 'POST', `${PATH}/${later.id}/cancel`, {});
    expect(own.body).toMatchObject({ status: 'cancelled', cancelledBy: 'customer', cancelReason: null });
    const again = await api.send(scene.customer, 'POST', `${PATH}/${later.id}/cancel`, {});
    expect([again.status, again.body['currentStatus'], again.body['decidedBy']]).toEqual([
      ...[409, 'cancelled', scene.customer.name],
    ]);
    expect(
      (await api.send(scene.customer, 'PATCH', `${PATH}/${later.id}`, { startsAt: jakarta(6, '11:00') }))
        .status,
    ).toBe(409);
  });

  it('S1-BKG-04 lists show customers their own and people of a clinic those of it, a page behind the other', async () => {
    const scene = await api.scene({ people: 2 });
    const others = await api.scene();
    const owner = await api.petOwner();
    const ids: number[] = [];
    for (const [n, time] of ['09:00', '10:00', '11:00', '12:00'].entries()) {
      const [actor, petId] = n % 2 === 0 ? [scene.customer, scene.petId] : [owner.customer, owner.petId];
      const reply = await api.send(actor, 'POST', PATH, { ...scene.wish(jakarta(2, time)), petId });
      ids.push(Number(reply.body['id']));
    }
    const foreign = await api.booked(others, jakarta(2, '09:00'));
    const list = async (actor: typeof scene.customer, asked = '') => {
      const { status, body } = await api.send(actor, 'GET', `${PATH}?${asked}`);
      expect([asked, status]).toEqual([asked, 200]);
      return body as { data: { id: number }[]; total: number; next: string | null };
    };
    const idsOf = async (...args: Parameters<typeof list>) => (await list(...args)).data.map(({ id }) => id);
    const [a, b, c, d] = ids;
    expect(await idsOf(scene.customer)).toEqual([c, a]);
    expect(await idsOf(scene.customer, 'order=asc')).toEqual([a, c]);
    expect(await idsOf(scene.attendant, 'order=asc')).toEqual(ids);
    expect(await idsOf(scene.manager, `clinicId=${others.clinicId}`)).toEqual([]);
    expect(await idsOf(scene.manager, 'mine=true')).toEqual([]);
    expect(await idsOf(api.administrator, `clinicId=${scene.clinicId}`)).toEqual([d, c, b, a]);
    expect(await idsOf(api.administrator, 'limit=200')).toContain(foreign.id);
    expect(await idsOf(scene.attendant, `from=${jakarta(2, '10:00')}&to=${jakarta(2, '12:00')}`)).toEqual([
      c,
      b,
    ]);
    expect(await idsOf(scene.attendant, `petId=${scene.petId}`)).toEqual([c, a]);
    expect(await idsOf(scene.attendant, 'status=pending')).toEqual([]);
    const byStaff = await idsOf(scene.attendant, `staffId=${scene.staff[0]!.id}`);
    expect([byStaff.length, (await idsOf(scene.attendant, `staffId=${scene.staff[1]!.id}`)).length]).toEqual([
      2, 2,
    ]);
    const first = await list(scene.attendant, 'limit=3&order=asc');
    expect([first.total, first.data.length]).toEqual([4, 3]);
    expect(await idsOf(scene.attendant, `limit=3&order=asc&after=${first.next!}`)).toEqual([d]);
    expect(await idsOf(scene.attendant, 'limit=3&page=2&order=asc')).toEqual([d]);
    // Who works at two clinics sees both, and their own bookings among them once.
    await createTestStaff(api.database, others.clinicId, { userId: scene.attendant.userId });
    const both = await api.again(scene.attendant);
    expect(await idsOf(both, 'limit=50')).toEqual(expect.arrayContaining([...ids, foreign.id]));
  });

  it('S1-BKG-01 case 24: a clinic that moves to another zone leaves bookings at their instants', async () => {
    const scene = await api.scene();
    const at = jakarta(3, '10:00');
    const booking = await api.booked(scene, at);
    await api.send(scene.manager, 'PATCH', `/api/clinics/${scene.clinicId}`, { timezone: 'Asia/Makassar' });
    const { body } = await api.send(scene.attendant, 'GET', `${PATH}/${booking.id}`);
    expect(body).toMatchObject({ startsAt: at, timeZone: 'Asia/Jakarta', version: 1 });
    expect(body['localStart']).toMatch(/T10:00$/);
    // Moved, it is told on the clocks of today: 10:00 in Jakarta is 11:00 in Makassar.
    const moved = await api.send(scene.attendant, 'PATCH', `${PATH}/${booking.id}`, {
      startsAt: jakarta(4, '10:00'),
    });
    expect([moved.body['timeZone'], String(moved.body['localStart']).slice(11)]).toEqual([
      'Asia/Makassar',
      '11:00',
    ]);
  });

  it('S1-BKG-03 the data of a customer is given, and goes with the account: what is to come is cancelled', async () => {
    const scene = await api.scene();
    const soon = await api.booked(scene, jakarta(3, '10:00'));
    const past = await api.booked(scene, jakarta(3, '11:00'));
    await api.sql(`update bookings set status = 'completed' where id = ?`, [past.id]);
    // It took place, and nobody has closed it.
    const open = await api.booked(scene, jakarta(3, '13:00'));
    await api.sql(
      `update bookings set starts_at = now() - interval '1 minute', ends_at = now() where id = ?`,
      [open.id],
    );
    const rows = [];
    for await (const row of bookingData.read(api.database.fork(), scene.customer.userId)) rows.push(row);
    expect(rows.map(({ section, row }) => [section, row['id']])).toEqual([
      ['bookings', soon.id],
      ['bookings', past.id],
      ['bookings', open.id],
    ]);
    await api.takeEvents();
    for (let n = 0; n < 2; n += 1) {
      await transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
        bookingData.erase(tx, scene.customer.userId),
      );
    }
    const cancelled = await api.eventsOf('booking.cancelled');
    expect(cancelled.map(({ payload }) => [payload['bookingId'], payload['cancelledBy']])).toEqual([
      [soon.id, 'system'],
    ]);
    expect(
      await api.sql(
        `select id, status, customer_id, created_by, status_by from bookings where clinic_id = ? order by id`,
        [scene.clinicId],
      ),
    ).toEqual([
      { id: soon.id, status: 'cancelled', customer_id: null, created_by: null, status_by: null },
      { id: past.id, status: 'completed', customer_id: null, created_by: null, status_by: null },
      { id: open.id, status: 'confirmed', customer_id: null, created_by: null, status_by: null },
    ]);
    expect((await api.send(scene.attendant, 'GET', `${PATH}/${past.id}`)).body).toMatchObject({
      customerId: null,
      customerName: null,
    });
    expect((await api.send(scene.customer, 'GET', `${PATH}/${past.id}`)).status).toBe(404);
  });
});
