import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { enqueue } from '@antrean/platform/outbox';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { createTestSession } from '@antrean/sessions/testing';
import { testLog, type TestMailbox, type TestWorker } from '@antrean/testing';
import { jakarta, PATH, startBookingApi, type BookingApi, type Scene } from '../booking-api.factory.ts';
import { reviewCalendar } from '../messages.ts';
import { review } from './review-calendar.job.ts';

let api: BookingApi;
let worker: TestWorker;
let mailbox: TestMailbox;
beforeAll(async () => {
  api = await startBookingApi();
  ({ worker, mailbox } = await api.work());
});
afterAll(() => api.close());

/** What the managers of a clinic were told of bookings outside. */
const toldTo = async ({ manager }: Scene): Promise<string[]> => {
  await worker.drain();
  const rows = await api.sql<{ title: string }>(
    `select title from in_app_notifications where user_id = ? and notification = 'booking.outside-availability'`,
    [manager.userId],
  );
  return rows.map(({ title }) => title);
};

/** A scene whose customer has an address. */
let people = 0;
async function scene(options: { people?: number } = {}): Promise<Scene & { email: string }> {
  people += 1;
  const email = `budi${people}@example.test`;
  const made = await api.scene({ ...options, customer: { email } });
  await api.sql(`update users set language = 'en' where id = ?`, [made.customer.userId]);
  return { ...made, email };
}

describe('case 18: hours are shortened', () => {
  it('bookings outside are kept and marked, the manager is told once, and none is made there any more', async () => {
    const at = await scene();
    for (const time of ['15:00', '15:30', '16:30']) {
      await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, time)));
    }
    const kept = (await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, '10:00')))).body;
    const rules = `/api/clinics/${at.clinicId}/availability-rules`;
    const [rule] = (await api.send(at.manager, 'GET', rules)).body['data'] as { id: number }[];
    await api.send(at.manager, 'PATCH', `${rules}/${rule!.id}`, { endTime: '12:00' });
    const marked = async () => {
      await worker.drain();
      const { body } = await api.send(at.manager, 'GET', `${PATH}?attention=true&order=asc`);
      return (body['data'] as Record<string, unknown>[]).map((row) => [
        row['attention'],
        row['status'],
        row['version'],
      ]);
    };
    expect(await marked()).toEqual(Array.from({ length: 3 }, () => ['outside_availability', 'confirmed', 1]));
    expect((await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, '14:00')))).status).toBe(422);
    expect(await toldTo(at)).toEqual([expect.stringMatching(/^3 janji temu di luar jam/)]);
    // Another change that leaves no more outside is no news; a block is as good as shorter hours.
    await api.send(at.manager, 'PATCH', `${rules}/${rule!.id}`, { endTime: '12:30' });
    expect((await marked()).length).toBe(3);
    expect(await toldTo(at)).toHaveLength(1);
    const start = String(kept['startsAt']);
    await api.send(at.manager, 'POST', `/api/clinics/${at.clinicId}/blocks`, {
      startsAt: start,
      endsAt: new Date(Date.parse(start) + 900_000).toISOString(),
      reason: 'Rapat',
    });
    expect((await marked()).length).toBe(4);
    await api.send(at.manager, 'PATCH', `${rules}/${rule!.id}`, { endTime: '17:00' });
    expect((await marked()).length).toBe(1);
    const moved = await api.send(at.manager, 'PATCH', `${PATH}/${String(kept['id'])}`, {
      startsAt: jakarta(3, '11:00'),
    });
    expect([moved.body['attention'], await marked()]).toEqual([null, []]);
  });

  it('what was booked with somebody who has left is kept, marked, and given to somebody else', async () => {
    const at = await scene({ people: 2 });
    const [leaves, stays] = at.staff;
    const wish = at.wish(jakarta(3, '10:00'), { staffId: leaves!.id });
    const { body } = await api.send(at.customer, 'POST', PATH, wish);
    await worker.drain();
    await api.send(at.manager, 'DELETE', `/api/clinics/${at.clinicId}/staff/${leaves!.id}`);
    await worker.drain();
    const path = `${PATH}/${String(body['id'])}`;
    expect((await api.send(at.manager, 'GET', path)).body).toMatchObject({
      ...{ status: 'confirmed', attention: 'outside_availability', version: 1 },
    });
    expect((await api.send(at.manager, 'PATCH', path, { staffId: stays!.id })).body).toMatchObject({
      ...{ staffId: stays!.id, attention: null, version: 2 },
    });
  });
});

describe('a clinic that is deactivated', () => {
  it('S1-BKG-01 takes nothing that was only held; what is booked stands, is marked, and its managers are told, until it opens again', async () => {
    const at = await scene();
    const made = async (time: string, more: object = {}) =>
      (await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, time), more))).body;
    const [booked, held] = [await made('09:00'), await made('10:00', { hold: true })];
    const clinic = `/api/clinics/${at.clinicId}`;
    expect((await api.send(api.administrator, 'DELETE', clinic)).status).toBe(204);
    const marks = async () => {
      await worker.drain();
      const rows = await api.sql<{ status: string; attention: string | null; version: number }>(
        `select status, attention, version from bookings where clinic_id = ? order by id`,
        [at.clinicId],
      );
      return rows.map(({ status, attention, version }) => [status, attention, version]);
    };
    expect(await marks()).toEqual([
      ['confirmed', 'outside_availability', 1],
      ['held', 'outside_availability', 1],
    ]);
    const told = await api.sql<{ title: string; text: string }>(
      `select title, text from in_app_notifications where user_id = ? and notification = 'booking.outside-availability'`,
      [at.manager.userId],
    );
    expect(told).toEqual([
      {
        title: expect.stringMatching(/^2 janji temu di .* yang dinonaktifkan$/) as unknown,
        text: expect.stringContaining('Batalkan yang tidak dapat dilayani') as unknown,
      },
    ]);
    const submitted = await api.send(at.customer, 'PATCH', `${PATH}/${String(held['id'])}/status`, {
      status: 'confirmed',
    });
    expect([submitted.status, submitted.body['code']]).toEqual([409, 'clinic_takes_no_bookings']);
    const path = `${PATH}/${String(booked['id'])}`;
    const moved = await api.send(at.customer, 'PATCH', path, { startsAt: jakarta(3, '11:00') });
    expect([moved.status, moved.body['code']]).toEqual([422, 'outside_availability']);

    await api.send(api.administrator, 'PATCH', clinic, { isActive: true });
    expect(await marks()).toEqual([
      ['confirmed', null, 1],
      ['held', null, 1],
    ]);
    await api.send(api.administrator, 'DELETE', clinic);
    await worker.drain();
    const { status } = await api.send(at.manager, 'POST', `${path}/cancel`, { reason: 'Kami tutup' });
    await worker.drain();
    const mails = (await mailbox.emails()).filter(({ recipients }) => recipients.includes(at.email));
    const cancelled = mails.filter(({ subject }) => subject.endsWith('was cancelled'));
    expect([status, cancelled.length]).toEqual([200, 1]);
  });
});

describe('case 24: a clinic moves to another time zone', () => {
  it('S1-BKG-01 its bookings keep their instants and are listed, also within its hours, and its managers are told once', async () => {
    const at = await scene();
    const made = async (time: string) =>
      Number((await api.send(at.customer, 'POST', PATH, at.wish(jakarta(3, time)))).body['id']);
    // 09.00 and 15.00 WIB are 10.00 and 16.00 WITA, 16.30 WIB is half an hour behind closing.
    const [early, late, behind] = [await made('09:00'), await made('15:00'), await made('16:30')];
    const marks = async () => {
      await worker.drain();
      const { body } = await api.send(at.manager, 'GET', `${PATH}?attention=true&order=asc`);
      return (body['data'] as Record<string, unknown>[]).map((row) => [
        ...[row['id'], row['attention'], row['startsAt'], row['version']],
      ]);
    };
    const inZone = (timezone: string) =>
      api.send(at.manager, 'PATCH', `/api/clinics/${at.clinicId}`, { timezone });
    await inZone('Asia/Makassar');
    expect(await marks()).toEqual([
      [early, 'time_zone_changed', jakarta(3, '09:00'), 1],
      [late, 'time_zone_changed', jakarta(3, '15:00'), 1],
      [behind, 'outside_availability', jakarta(3, '16:30'), 1],
    ]);
    const [told, ...more] = await api.sql<{ title: string; text: string }>(
      `select title, text from in_app_notifications where user_id = ? and notification = 'booking.outside-availability'`,
      [at.manager.userId],
    );
    expect(more).toEqual([]);
    expect(told!.title).toMatch(/^1 janji temu di luar jam/);
    expect(told!.text).toContain('Zona waktu klinik diubah. 2 janji temu tetap');
    // A zone whose clocks show the same is no other time.
    await inZone('Asia/Pontianak');
    expect(await marks()).toEqual([]);
    await inZone('Asia/Makassar');
    const moved = await api.send(at.manager, 'PATCH', `${PATH}/${early}`, { startsAt: jakarta(3, '10:00') });
    expect([moved.status, moved.body['attention']]).toEqual([200, null]);
    expect((await marks()).map(([id]) => id)).toEqual([late, behind]);
  });
});

describe('what a change leaves outside', () => {
  /** Bookings on as many days to come, at an hour of UTC. */
  const fill = async (at: Scene, hour: number, from: number, days: number): Promise<void> => {
    const [{ id: staffId, personId }] = at.staff as [Scene['staff'][number]];
    await api.sql(
      `with days as (
         select date_trunc('day', now()) + make_interval(days => n, hours => ?) as at from generate_series(?, ?) n
       ), booked as (
         insert into bookings (clinic_id, service_id, staff_id, person_id, pet_id, customer_id, status, starts_at, ends_at,
           local_start, time_zone, zone_data, price, duration_minutes, buffer_minutes)
         select ?, ?, ?, ?, ?, ?, 'confirmed', at, at + interval '30 minutes', '2027-01-01T09:00', 'Asia/Jakarta', '2026c', 1, 30, 0
         from days returning id, clinic_id, staff_id, person_id, service_id, starts_at, ends_at
       )
       insert into occupied_spans (reference, clinic_id, staff_id, person_id, service_id, occupies, ends_at)
       select 'booking:' || id, clinic_id, staff_id, person_id, service_id, tstzrange(starts_at, ends_at), ends_at from booked`,
      [
        ...[hour, from, from + days - 1],
        ...[at.clinicId, at.serviceId, staffId, personId, at.petId, at.customer.userId],
      ],
    );
  };
  const NIGHT = 17; // midnight in Jakarta
  const MORNING = 3;
  const first = { after: null, change: '7a3f1d0e-3c52-4d0a-9a0e-0f4f6b1c2d3e' };
  const inTransaction = (work: (tx: Tx) => Promise<void>) =>
    transaction(api.unitOfWork, backgroundContext(testLog, 'test'), work);
  const marked = async ({ clinicId }: Scene): Promise<number> => {
    const [row] = await api.sql<{ n: number }>(
      `select count(attention)::int as n from bookings where clinic_id = ?`,
      [clinicId],
    );
    return row!.n;
  };

  it('is told once, however many pages it has', async () => {
    const at = await api.scene();
    await fill(at, NIGHT, 2, 250);
    await inTransaction((tx) => review(tx, { ...first, clinicId: at.clinicId }));
    expect(await toldTo(at)).toHaveLength(1);
    expect(await marked(at)).toBe(250);
  });

  it('is told although another change begins anew before the last page', async () => {
    const at = await api.scene();
    await fill(at, NIGHT, 2, 200);
    await fill(at, MORNING, 210, 10);
    await inTransaction(async (tx) => {
      const { clinicId } = at;
      await review(tx, { ...first, clinicId });
      const another = { clinicId, after: null, change: randomUUID(), marked: 0 };
      enqueue(tx, reviewCalendar, another, { key: `clinic:${clinicId}`, onConflict: 'replace' });
    });
    expect(await toldTo(at)).toEqual([expect.stringMatching(/^200 janji temu di luar jam/)]);
    expect(await marked(at)).toBe(200);
  });

  it('S1-AVL-03 is looked for wherever somebody works, when they are away, until they are back or have left', async () => {
    const [here, there] = [await api.scene(), await api.scene()];
    const { id: staffId, personId } = here.staff[0]!;
    const { id: userId } = await createTestUser(api.database, { role: 'customer', departmentId: null });
    await api.sql(`update staff_persons set user_id = ? where id = ?`, [userId, personId]);
    await api.sql(`insert into scoped_roles (user_id, role_key, clinic_id) values (?, 'clinic_staff', ?)`, [
      userId,
      here.clinicId,
    ]);
    await api.sql(`update clinic_staff set person_id = ? where id = ?`, [personId, there.staff[0]!.id]);
    const vet = await createTestSession(api.database, { id: userId });
    await api.booked(there, jakarta(3, '10:00'));
    await worker.drain();
    const blocks = `/api/clinics/${here.clinicId}/blocks`;
    const away = () =>
      api.send(vet, 'POST', blocks, {
        ...{ staffId, reason: 'Cuti', startsAt: jakarta(3, '09:00'), endsAt: jakarta(3, '12:00') },
      });
    const block = await away();
    expect(await toldTo(there)).toEqual([expect.stringMatching(/^1 janji temu di luar jam/)]);
    expect([await marked(there), await toldTo(here)]).toEqual([1, []]);
    await api.send(here.manager, 'DELETE', `${blocks}/${String(block.body['id'])}`);
    await worker.drain();
    expect(await marked(there)).toBe(0);
    await away();
    await worker.drain();
    expect(await marked(there)).toBe(1);
    await api.send(here.manager, 'DELETE', `/api/clinics/${here.clinicId}/staff/${staffId}`);
    await worker.drain();
    expect(await marked(there)).toBe(0);
  });
});
