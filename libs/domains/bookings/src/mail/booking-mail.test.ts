import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog, type TestMailbox, type TestWorker } from '@antrean/testing';
import ICAL from 'ical.js';
import { jakarta, PATH, startBookingApi, type BookingApi, type Scene } from '../booking-api.factory.ts';
import { followZones } from '../outside/follow-zones.ts';
import { ZONE_DATA } from '@antrean/platform/database';
import { localStartOf, promisedInstant } from '../promised-time.ts';

let api: BookingApi;
let worker: TestWorker;
let mailbox: TestMailbox;
beforeAll(async () => {
  api = await startBookingApi();
  ({ worker, mailbox } = await api.work());
});
afterAll(() => api.close());

let people = 0;
/** A scene whose customer has an address and a language. */
async function scene(
  language: 'id' | 'en',
  timeZone: string,
  options: object = {},
): Promise<Scene & { email: string }> {
  people += 1;
  const email = `siti${people}@example.test`;
  const made = await api.scene({ ...options, customer: { email, fullName: 'Siti Aminah' } });
  await api.sql(`update users set language = ?, time_zone = ? where id = ?`, [
    language,
    timeZone,
    made.customer.userId,
  ]);
  await api.sql(`update users set email = ? where id = ?`, [
    `manager${people}@example.test`,
    made.manager.userId,
  ]);
  return { ...made, email };
}

/** The mails that somebody has got since the last look, with what is in the file for the calendar. */
async function mailsTo(address: string) {
  await worker.drain();
  const mails = (await mailbox.emails()).filter(({ recipients }) => recipients.includes(address));
  const read = await Promise.all(
    mails.map(async ({ subject, text, attachments }) => {
      const [file] = attachments;
      if (!file) return { subject, text, file: null };
      const content = await (await fetch(`http://127.0.0.1:${mailbox.uiPort}${file.url}`)).text();
      return { subject, text, file: { ...file, ...calendarOf(content) } };
    }),
  );
  await mailbox.clear();
  return read;
}

function calendarOf(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content) as never);
  const event = calendar.getFirstSubcomponent('vevent')!;
  const value = (name: string) => String(event.getFirstPropertyValue(name));
  return {
    content,
    method: calendar.getFirstPropertyValue('method'),
    ...{ uid: value('uid'), sequence: value('sequence'), status: value('status') },
    ...{
      start: value('dtstart'),
      end: value('dtend'),
      attendee: value('attendee'),
      summary: value('summary'),
    },
  };
}
const compact = (instant: string) => instant.replace('.000Z', 'Z');

describe('S1-BKG-01 S1-BKG-02 S1-BKG-03 people are told', () => {
  it('case 13: the clinic’s clocks first, the reader’s in brackets; the file follows the booking', async () => {
    const at = await scene('id', 'Asia/Makassar');
    const startsAt = jakarta(3, '09:00');
    const { body } = await api.send(at.customer, 'POST', PATH, at.wish(startsAt));
    const path = `${PATH}/${String(body['id'])}`;
    const [confirmed, ...none] = await mailsTo(at.email);
    expect(none).toEqual([]);
    expect(confirmed!.subject).toMatch(/^Janji temu Anda di Clinic \w+ terkonfirmasi$/);
    expect(confirmed!.text).toMatch(/pukul 09\.00 WIB \(UTC\+07:00\), \(10\.00 WITA\)/);
    expect(confirmed!.file).toMatchObject({
      contentType: expect.stringContaining('text/calendar') as unknown,
      ...{ method: 'REQUEST', sequence: '1', status: 'CONFIRMED', attendee: `MAILTO:${at.email}` },
      uid: `booking-${String(body['id'])}@antrean.example`,
      start: compact(startsAt),
      end: compact(String(body['endsAt'])),
    });
    // In UTC: no zone of the file can be out of date.
    expect(confirmed!.file!.content).toMatch(/DTSTART:\d{8}T\d{6}Z\r?\n/);

    const later = jakarta(3, '13:00');
    await api.send(at.attendant, 'PATCH', path, { startsAt: later });
    const [moved] = await mailsTo(at.email);
    expect(moved!.subject).toMatch(/berubah$/);
    expect(moved!.text).toMatch(/sebelumnya: .* pukul 09\.00 WIB/);
    expect(moved!.text).toMatch(/pukul 13\.00 WIB \(UTC\+07:00\), \(14\.00 WITA\)/);
    expect(moved!.file).toMatchObject({
      method: 'REQUEST',
      sequence: '2',
      uid: confirmed!.file!.uid,
      start: compact(later),
    });

    await api.send(at.attendant, 'POST', `${path}/cancel`, { reason: 'Dokter sakit' });
    const [cancelled] = await mailsTo(at.email);
    expect(cancelled!.text).toMatch(/Alasan: Dokter sakit/);
    expect(cancelled!.file).toMatchObject({
      ...{ method: 'CANCEL', sequence: '3', status: 'CANCELLED', uid: confirmed!.file!.uid },
    });
  });

  it('in English, of a booking that waits, of its confirmation, and the managers that it waits', async () => {
    const at = await scene('en', 'Asia/Jakarta', { clinic: { auto_confirm_bookings: false } });
    const { body } = await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, '09:00')));
    const [waits] = await mailsTo(at.email);
    expect([waits!.subject, waits!.file]).toEqual([
      expect.stringMatching(/^Your booking at .* waits for a confirmation$/),
      null,
    ]);
    expect(waits!.text).toMatch(/at 09:00 \(UTC\+07:00\)/);
    expect(waits!.text).not.toMatch(/WITA|, \(/);
    const inApp = await api.sql<{ title: string }>(
      `select title from in_app_notifications where user_id = ? and notification = 'booking.for-clinic'`,
      [at.manager.userId],
    );
    expect(inApp.map(({ title }) => title)).toEqual([
      expect.stringMatching(/Janji temu menunggu konfirmasi Anda/),
    ]);
    await api.send(at.manager, 'PATCH', `${PATH}/${String(body['id'])}/status`, { status: 'confirmed' });
    const mails = await mailsTo(at.email);
    expect(mails.map(({ subject, file }) => [subject, file?.method, file?.sequence])).toEqual([
      [expect.stringMatching(/is confirmed$/), 'REQUEST', '2'],
    ]);
  });

  it('S1-RT-02 a booking that nobody confirms ends by itself, once, and its customer is told', async () => {
    const at = await scene('en', 'Asia/Jakarta', { clinic: { auto_confirm_bookings: false } });
    const { body } = await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, '09:00')));
    await mailsTo(at.email);
    const id = Number(body['id']);
    const planned = await api.sql<{ apart: number }>(
      `select round(extract(epoch from j.run_at - b.hold_expires_at))::int as apart
       from outbox_jobs j, bookings b where j.name = 'booking.expire-hold' and j.payload ->> 'bookingId' = b.id::text and b.id = ?`,
      [id],
    );
    expect(planned).toEqual([{ apart: 0 }]);
    await api.sql(
      `with late as (update bookings set hold_expires_at = now() where id = ?)
       update occupied_spans set held_until = now() where reference = ?`,
      [id, `booking:${id}`],
    );
    await api.sql(
      `update outbox_jobs set run_at = now() where name = 'booking.expire-hold' and payload ->> 'bookingId' = ?`,
      [String(id)],
    );
    const mails = await mailsTo(at.email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/has not confirmed your booking$/),
    ]);
    expect(await api.sql(`select status, version from bookings where id = ?`, [id])).toEqual([
      { status: 'expired', version: 2 },
    ]);
    expect(await api.sql(`select from occupied_spans where reference = ?`, [`booking:${id}`])).toEqual([]);
  });

  it('who only holds a time is told nothing, and a cancellation of it neither', async () => {
    const at = await scene('en', 'Asia/Jakarta');
    const { body } = await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, '09:00'), { hold: true }));
    await api.send(at.customer, 'POST', `${PATH}/${String(body['id'])}/cancel`, {});
    expect(await mailsTo(at.email)).toEqual([]);
  });
});

describe('case 7: the rules of a zone change', () => {
  const follow = () =>
    transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) => followZones(tx, ZONE_DATA));
  /** As if a process with older zone data had reckoned an hour later. */
  const misreckon = (id: unknown) =>
    api.sql(
      `with booking as (update bookings set zone_data = '2000a', starts_at = starts_at + interval '1 hour',
         ends_at = ends_at + interval '1 hour' where id = ?)
       update occupied_spans set ends_at = ends_at + interval '1 hour',
         occupies = tstzrange(lower(occupies) + interval '1 hour', upper(occupies) + interval '1 hour') where reference = ?`,
      [Number(id), `booking:${String(id)}`],
    );

  it('a booking keeps the time that was promised: moved, version + 1, the customer told, the calendar too', async () => {
    const at = await scene('en', 'Asia/Jakarta');
    const startsAt = jakarta(3, '10:00');
    const { body } = await api.send(at.customer, 'POST', PATH, at.wish(startsAt));
    const other = await api.send(at.customer, 'POST', PATH, at.wish(jakarta(4, '10:00')));
    await mailsTo(at.email);
    await misreckon(body['id']);
    await api.sql(`update bookings set zone_data = '2000a' where id = ?`, [Number(other.body['id'])]);
    // What binds who books binds no promise that was made before.
    await api.sql(
      `update clinics set minimum_notice_minutes = 10000, booking_horizon_days = 1 where id = ?`,
      [at.clinicId],
    );
    await follow();
    await follow();
    const [moved, ...none] = await mailsTo(at.email);
    expect([none, moved!.file!.sequence, moved!.file!.start]).toEqual([[], '2', compact(startsAt)]);
    const read = async (id: unknown) => (await api.send(at.customer, 'GET', `${PATH}/${String(id)}`)).body;
    expect(await read(body['id'])).toMatchObject({
      startsAt,
      version: 2,
      attention: null,
      localStart: body['localStart'],
    });
    // What was right is left alone.
    expect(await read(other.body['id'])).toMatchObject({ version: 1 });
    expect(
      await api.sql(`select from bookings where zone_data < ? and clinic_id = ?`, [ZONE_DATA, at.clinicId]),
    ).toEqual([]);
  });

  it('where the promised time is taken by now, the clinic is shown it, once', async () => {
    const at = await scene('en', 'Asia/Jakarta');
    const { body } = await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, '10:00')));
    await misreckon(body['id']);
    await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, '10:00')));
    await mailsTo(at.email);
    await follow();
    await follow();
    expect(await mailsTo(at.email)).toEqual([]);
    const listed = await api.send(at.manager, 'GET', `${PATH}?attention=true`);
    expect((listed.body['data'] as object[]).map((row) => Object(row))).toEqual([
      expect.objectContaining({
        id: body['id'],
        attention: 'time_zone_rules',
        startsAt: jakarta(3, '11:00'),
      }),
    ]);
    const told = await api.sql(
      `select from in_app_notifications where user_id = ? and notification = 'booking.for-clinic'`,
      [at.manager.userId],
    );
    expect(told).toHaveLength(1);
  });

  it('case 6: 10:00 in Vancouver on 15 January 2027 is 17:00 UTC; on either side of a fold the instant stays', () => {
    const promised = (localStart: string, timeZone: string, startsAt: string) =>
      promisedInstant({ localStart, timeZone, startsAt: new Date(startsAt) }).toISOString();
    expect(promised('2027-01-15T10:00', 'America/Vancouver', '2027-01-15T18:00:00Z')).toBe(
      '2027-01-15T17:00:00.000Z',
    );
    for (const fold of ['2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z']) {
      expect(promised('2027-11-07T01:30', 'America/New_York', fold)).toBe(fold);
    }
    expect(localStartOf(new Date('2026-12-31T10:30:00Z'), 'Pacific/Kiritimati')).toBe('2027-01-01T00:30');
  });
});
