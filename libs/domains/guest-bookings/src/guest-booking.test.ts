import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jakarta } from '@antrean/bookings/testing';
import { freshEmail, PATH, startGuestApi, type GuestApi } from './guest-api.factory.ts';

let api: GuestApi;
beforeAll(async () => {
  api = await startGuestApi({ poolSize: 12 });
});
afterAll(() => api.close());

const statusOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  status < 300 ? status : `${status} ${String(body['code'])}`;
const bookingsOf = (clinicId: number) =>
  api.sql<{ status: string; startsAt: string }>(
    `select status, starts_at as "startsAt" from bookings where clinic_id = ? order by id`,
    [clinicId],
  );

describe('S1-BKG-01 S1-BKG-04 booking without an account', () => {
  it('a time is held, the mailed link books it, and the clinic sees who comes with which pet', async () => {
    const scene = await api.scene();
    const email = freshEmail();
    const startsAt = jakarta(3, '09:00');
    const held = await api.hold(scene, startsAt, { email });
    expect([held.status, held.body]).toMatchObject([201, { startsAt, mailSent: true }]);
    const minutes = (Date.parse(String(held.body['holdExpiresAt'])) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(25);
    expect(minutes).toBeLessThanOrEqual(30);
    // What is only held is no visit: the clinic knows of no pet, and another cannot have the time.
    const list = () => api.send(scene.attendant, 'GET', `/api/bookings?clinicId=${scene.clinicId}`);
    expect((await list()).body['data']).toMatchObject([{ status: 'held', petId: null }]);
    expect(statusOf(await api.book(scene, startsAt))).toBe('409 slot_taken');

    const token = await api.tokenTo(email);
    const opened = await api.byLink(token, 'open');
    expect(opened.body).toMatchObject({
      status: 'held',
      guest: { name: 'Rina Tamu', email, pet: { name: 'Bolu', species: 'kelinci' } },
      may: { confirm: true, move: false, cancel: true, bookAgain: false },
    });
    const confirmed = await api.byLink(token, 'confirm');
    expect([confirmed.status, confirmed.body]).toMatchObject([200, { status: 'confirmed', startsAt }]);
    expect(statusOf(await api.byLink(token, 'confirm'))).toBe(200);

    const [seen] = (await list()).body['data'] as Record<string, unknown>[];
    expect(seen).toMatchObject({
      ...{ status: 'confirmed', customerId: null, customerName: 'Rina Tamu', petName: 'Bolu' },
    });
    const guest = await api.send(scene.attendant, 'GET', `${PATH}/${String(seen!['id'])}`);
    expect(guest.body).toMatchObject({ name: 'Rina Tamu', email, phone: '+6281234567890' });
    const kept = await api.sql(
      `select p.owner_id from pets p join pet_clinics c on c.pet_id = p.id where p.id = ? and c.clinic_id = ?`,
      [Number(seen!['petId']), scene.clinicId],
    );
    expect(kept).toEqual([{ owner_id: null }]);
  });

  it('a clinic that wants an account says so, and lets who holds a time already book it', async () => {
    const scene = await api.scene();
    const startsAt = jakarta(3, '09:00');
    const email = freshEmail();
    await api.hold(scene, startsAt, { email });
    const at = `/api/clinics/${scene.clinicId}`;
    const off = await api.send(scene.manager, 'PATCH', at, { takesGuestBookings: false });
    expect(off.body).toMatchObject({ takesGuestBookings: false });
    const refused = await api.hold(scene, jakarta(3, '10:00'), { email: freshEmail() });
    expect(refused.body).toMatchObject({ status: 409, code: 'account_needed' });
    expect(String(refused.body['detail'])).toContain('Register or log in');
    // What is said again is what was held before.
    expect(statusOf(await api.hold(scene, startsAt, { email }))).toBe(201);
    expect(statusOf(await api.byLink(await api.tokenTo(email), 'confirm'))).toBe(200);
    expect(statusOf(await api.book(scene, jakarta(3, '11:00')))).toBe(201);
    await api.send(scene.manager, 'PATCH', at, { takesGuestBookings: true });
    expect(statusOf(await api.hold(scene, jakarta(3, '10:00')))).toBe(201);
  });

  it('who comes again with the same pet is one in the books of the clinic', async () => {
    const scene = await api.scene();
    const email = freshEmail();
    for (const day of [3, 4]) {
      await api.hold(scene, jakarta(day, '09:00'), { email });
      expect(statusOf(await api.byLink(await api.tokenTo(email), 'confirm'))).toBe(200);
    }
    const pets = await api.sql(`select pet_id from pet_clinics where clinic_id = ?`, [scene.clinicId]);
    expect(pets).toHaveLength(1);
  });

  it('a request that is repeated, also twenty times at once, holds one time and mails one link', async () => {
    const scene = await api.scene({ people: 3 });
    const email = freshEmail();
    const startsAt = jakarta(3, '09:00');
    const replies = await Promise.all(Array.from({ length: 20 }, () => api.hold(scene, startsAt, { email })));
    expect(new Set(replies.map(statusOf))).toEqual(new Set([201]));
    expect(await bookingsOf(scene.clinicId)).toHaveLength(1);
    await api.worker.drain();
    const mails = (await api.mailbox.emails()).filter(({ recipients }) => recipients.includes(email));
    expect(mails).toHaveLength(1);
  });

  it('of one address three times are held at once, and of one link one confirmation books', async () => {
    const scene = await api.scene({ people: 2 });
    const email = freshEmail();
    for (const time of ['09:00', '10:00', '11:00']) {
      expect(statusOf(await api.hold(scene, jakarta(3, time), { email }))).toBe(201);
    }
    const many = Array.from({ length: 6 }, (_, n) =>
      api.hold(scene, jakarta(4, `1${n}:00`), { email: email.toUpperCase() }),
    );
    expect(new Set((await Promise.all(many)).map(statusOf))).toEqual(new Set(['409 too_many_bookings']));
    const token = await api.tokenTo(email);
    const replies = await Promise.all(Array.from({ length: 10 }, () => api.byLink(token, 'confirm')));
    expect(new Set(replies.map(statusOf))).toEqual(new Set([200]));
    const rows = await bookingsOf(scene.clinicId);
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['confirmed', 'held', 'held']);
    const pets = await api.sql(`select 1 from pet_clinics where clinic_id = ?`, [scene.clinicId]);
    expect(pets).toHaveLength(1);
  });

  it('an address is asked to confirm ten times a day, and a network asks sixty times an hour', async () => {
    const scene = await api.scene({ people: 1 });
    const email = freshEmail();
    for (let n = 0; n < 10; n += 1) {
      await api.hold(scene, jakarta(3 + n, '09:00'), { email });
      expect(statusOf(await api.byLink(await api.tokenTo(email), 'cancel'))).toBe(200);
    }
    expect(statusOf(await api.hold(scene, jakarta(20, '09:00'), { email }))).toBe('429 too_many_requests');
    const other = () => api.hold(scene, jakarta(20, '10:00'));
    await api.sql(
      `insert into guest_requests (address, network)
       select 'another', network from (select network from guest_requests limit 1) n, generate_series(1, 60)`,
    );
    expect(statusOf(await other())).toBe('429 too_many_requests');
    await api.sql(`update guest_requests set created_at = created_at - interval '61 minutes'`);
    expect(statusOf(await other())).toBe(201);
  });

  it('a hold that nobody confirmed ends: others have the time, and the link offers another one', async () => {
    const scene = await api.scene();
    const email = freshEmail();
    const startsAt = jakarta(3, '09:00');
    await api.hold(scene, startsAt, { email });
    const token = await api.tokenTo(email);
    const [held] = await api.sql<{ id: number }>(`select id from bookings where clinic_id = ?`, [
      scene.clinicId,
    ]);
    await api.lapse(held!.id);
    // Nobody has swept: PostgreSQL's clock alone decides.
    expect(statusOf(await api.byLink(token, 'confirm'))).toBe('409 hold_expired');
    expect(statusOf(await api.book(scene, startsAt))).toBe(201);
    await api.sql(`update outbox_jobs set run_at = now() where key = ?`, [`booking:${held!.id}`]);
    await api.worker.drain();
    expect((await api.byLink(token, 'open')).body).toMatchObject({
      ...{ status: 'expired', may: { confirm: false, move: false, cancel: false, bookAgain: true } },
    });
    expect(statusOf(await api.byLink(token, 'confirm'))).toBe('409 hold_expired');
  });
});

describe('S1-BKG-02 S1-BKG-03 case 21: a link shows the booking as it is', () => {
  it('after a move every link shows the new time, however often it is opened, and changes nothing', async () => {
    const scene = await api.scene();
    const { token, email } = await api.visit(scene, jakarta(3, '09:00'));
    const later = jakarta(4, '13:00');
    const moved = await api.byLink(token, 'move', { startsAt: later });
    expect([moved.status, moved.body]).toMatchObject([200, { startsAt: later, status: 'confirmed' }]);
    const newest = await api.tokenTo(email);
    expect(newest).not.toBe(token);
    const before = await api.sql(`select * from bookings where clinic_id = ?`, [scene.clinicId]);
    for (const link of [token, newest, token]) {
      expect((await api.byLink(link, 'open')).body).toMatchObject({ startsAt: later });
    }
    expect(await api.sql(`select * from bookings where clinic_id = ?`, [scene.clinicId])).toEqual(before);
    // Its old time is free.
    expect(statusOf(await api.book(scene, jakarta(3, '09:00')))).toBe(201);
    // What somebody decided on an older state is refused.
    const stale = await api.byLink(token, 'move', { startsAt: jakarta(5, '09:00') }, { 'If-Match': '"1"' });
    expect(statusOf(stale)).toBe('412 stale_version');
  });

  it('after a cancellation the link offers another one, and makes no second booking', async () => {
    const scene = await api.scene();
    const { token } = await api.visit(scene, jakarta(3, '09:00'));
    expect((await api.byLink(token, 'cancel', { reason: 'Sembuh' })).body).toMatchObject({
      ...{ status: 'cancelled', cancelledBy: 'customer', cancelReason: 'Sembuh' },
      may: { confirm: false, move: false, cancel: false, bookAgain: true },
    });
    expect(statusOf(await api.byLink(token, 'cancel'))).toBe(200);
    expect(statusOf(await api.byLink(token, 'confirm'))).toBe('409 booking_status_conflict');
    expect(statusOf(await api.byLink(token, 'move', { startsAt: jakarta(5, '09:00') }))).toBe(
      '409 booking_status_conflict',
    );
    expect(await bookingsOf(scene.clinicId)).toMatchObject([{ status: 'cancelled' }]);
    expect(statusOf(await api.book(scene, jakarta(3, '09:00')))).toBe(201);
  });

  it('the notice of the clinic holds for guests, too, and the refusal says whom to call', async () => {
    const scene = await api.scene({ clinic: { cancellation_notice_hours: 24 } });
    const { token, id } = await api.visit(scene, jakarta(3, '09:00'));
    await api.sql(`update bookings set starts_at = now() + interval '23 hours' where id = ?`, [id]);
    expect(statusOf(await api.byLink(token, 'cancel'))).toBe('409 too_late_to_change');
    expect(statusOf(await api.byLink(token, 'move', { startsAt: jakarta(5, '09:00') }))).toBe(
      '409 too_late_to_change',
    );
  });

  it('of links hashes are kept, and what is none is told from none', async () => {
    const scene = await api.scene();
    const { token } = await api.visit(scene, jakarta(3, '09:00'));
    const stored = JSON.stringify([
      await api.sql(`select * from guest_links`),
      await api.sql(`select payload from outbox_jobs`),
      await api.sql(`select facts from deliveries`),
    ]);
    expect(stored).not.toContain(token);
    for (const what of ['open', 'confirm', 'cancel']) {
      expect(statusOf(await api.byLink('a'.repeat(43), what))).toBe('404 guest_link_invalid');
    }
  });
});

describe('guests are told what becomes of their bookings', () => {
  const mailsTo = async (email: string) => {
    await api.worker.drain();
    return (await api.mailbox.emails()).filter(({ recipients }) => recipients.includes(email));
  };

  it('in the language and on the clocks that they chose, with a file for the calendar', async () => {
    const scene = await api.scene();
    const { email, id } = await api.visit(scene, jakarta(3, '09:00'), {
      ...{ language: 'id', timeZone: 'Asia/Makassar' },
    });
    const [ask, confirmed, ...none] = await mailsTo(email);
    expect(none).toEqual([]);
    expect(ask!.subject).toMatch(/^Konfirmasikan janji temu Anda di /);
    expect(confirmed!.subject).toMatch(/terkonfirmasi$/);
    expect(confirmed!.text).toMatch(/pukul 09\.00 WIB \(UTC\+07:00\), \(10\.00 WITA\)/);
    expect(confirmed!.text).toMatch(/untuk Bolu/);
    expect(confirmed!.attachments.map(({ contentType }) => contentType)).toEqual([
      expect.stringContaining('text/calendar'),
    ]);

    await api.mailbox.clear();
    await api.send(scene.attendant, 'PATCH', `/api/bookings/${id}`, { startsAt: jakarta(4, '13:00') });
    const [moved] = await mailsTo(email);
    expect(moved!.text).toMatch(/Waktu sebelumnya: .* pukul 09\.00 WIB/);
    expect(moved!.text).toMatch(/\/app\/visit#token=/);
    await api.mailbox.clear();
    await api.send(scene.attendant, 'POST', `/api/bookings/${id}/cancel`, { reason: 'Dokter sakit' });
    const [cancelled] = await mailsTo(email);
    expect(cancelled!.text).toMatch(/Alasan: Dokter sakit/);
    expect(cancelled!.attachments).toHaveLength(1);
  });

  it('that it waits for a clinic that confirms each booking, and of its confirmation', async () => {
    const scene = await api.scene({ clinic: { auto_confirm_bookings: false } });
    const { email, id, token } = await api.visit(scene, jakarta(3, '09:00'));
    expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Confirm your booking at/),
      expect.stringMatching(/waits for a confirmation$/),
    ]);
    await api.send(scene.manager, 'PATCH', `/api/bookings/${id}/status`, { status: 'confirmed' });
    expect((await mailsTo(email)).at(-1)?.subject).toMatch(/is confirmed$/);
    expect((await api.byLink(token, 'open')).body).toMatchObject({ status: 'confirmed' });
  });
});
