import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { adoptGuestBooking } from '@antrean/bookings';
import { jakarta } from '@antrean/bookings/testing';
import { createDiskStorage } from '@antrean/platform/files';
import { publish } from '@antrean/platform/outbox';
import { userRegistered } from '@antrean/registration/messages';
import { testConfig } from '@antrean/testing';
import { freshEmail, PATH, startGuestApi, type GuestApi } from './guest-api.factory.ts';
import { forgetOldGuests } from './forget-schedule.ts';
import { makeGuestLink } from './guest-link.ts';
import { guestNews } from './guest.notification.ts';
import { guestData } from './personal-data.ts';

let api: GuestApi;
beforeAll(async () => {
  api = await startGuestApi({ poolSize: 12 });
});
afterAll(() => api.close());

const statusOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  status < 300 ? status : `${status} ${String(body['code'])}`;
describe('an account that takes a booking over is told what its guest would have been told, once', () => {
  /** A booking of a guest, whose address an account has proven, that has not taken it over yet. */
  const adoptable = async () => {
    const scene = await api.scene();
    const visit = await api.visit(scene, jakarta(3, '09:00'));
    const { customer } = await api.petOwner({ email: visit.email });
    await api.sql(`update users set email_verified_at = now() where id = ?`, [customer.userId]);
    await api.worker.drain();
    await api.mailbox.clear();
    return { ...visit, scene, customer };
  };
  const mailsTo = async (email: string) => {
    await api.worker.drain();
    return (await api.mailbox.emails()).filter(({ recipients }) => recipients.includes(email));
  };

  it('where that comes between the change and who reads of it', async () => {
    const { id, token, email, customer } = await adoptable();
    await api.inTransaction(async ({ em }) => {
      await em.execute(`select from outbox_cursors where consumer = 'guest-bookings' for update`);
      expect(statusOf(await api.byLink(token, 'cancel'))).toBe(200);
      const waits = `select from outbox_jobs where state in ('pending', 'enqueued') and run_at <= now()`;
      while ((await api.sql(waits)).length > 0);
      await api.inTransaction(async (tx) => {
        await adoptGuestBooking(tx, id, customer.userId);
        await tx.em.execute(`delete from guest_bookings where booking_id = ?`, [id]);
      });
    });
    const mails = await mailsTo(email);
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/dibatalkan|was cancelled/)]);
    expect(mails[0]!.text).toContain(`/app/bookings#${id}`);
    expect(mails[0]!.attachments).toHaveLength(1);
  });

  it('where that comes before the mail is written', async () => {
    const { id, email, customer, scene } = await adoptable();
    const startsAt = jakarta(3, '09:00');
    const facts = { bookingId: id, startsAt, happened: 'confirmed', before: null, wasConfirmed: true };
    expect(await guestNews.recipients(api.database.fork(), facts)).toMatchObject([{ address: email }]);
    await api.inTransaction(async (tx) =>
      publish(tx, userRegistered, { userId: customer.userId, userName: 'Rina' }),
    );
    await api.worker.drain();
    expect(await guestNews.recipients(api.database.fork(), facts)).toEqual([{ userId: customer.userId }]);
    const source = {
      ...{ database: api.database, config: testConfig(), reports: [] },
      storage: createDiskStorage({ root: tmpdir() }),
    };
    const reader = { userId: null, language: 'en', timeZone: 'Asia/Jakarta' } as const;
    const delivery = { deliveryId: randomUUID(), channel: 'email', reader } as const;
    const written = await guestNews.write(source, [facts], delivery);
    expect(written.action?.url).toMatch(new RegExp(`/app/bookings#${id}$`));
    await expect(makeGuestLink(api.database.fork(), source.config, delivery.deliveryId, id)).rejects.toThrow(
      /that of an account/,
    );
    // From then on it is a customer's like any other.
    await api.mailbox.clear();
    const cancelled = await api.send(scene.attendant, 'POST', `/api/bookings/${id}/cancel`, {
      reason: 'Libur',
    });
    expect(statusOf(cancelled)).toBe(200);
    expect(await mailsTo(email)).toHaveLength(1);
  });
});

describe('what is kept about guests', () => {
  it('no event, no audit record and no job names them, but by the booking', async () => {
    const scene = await api.scene();
    const { email, token } = await api.visit(scene, jakarta(3, '09:00'), {
      ...{ name: 'Nama Rahasia', phone: '+628777000111' },
    });
    await api.byLink(token, 'move', { startsAt: jakarta(4, '09:00') });
    await api.byLink(token, 'cancel');
    await api.worker.drain();
    const told = JSON.stringify([
      await api.takeEvents(),
      await api.sql(`select payload from outbox_jobs`),
      await api.sql(`select facts from deliveries`),
    ]);
    expect(told).toContain('"bookingId"');
    for (const secret of [email, 'Nama Rahasia', '628777000111']) expect(told).not.toContain(secret);
  });

  it('is forgotten 30 days behind the visit, and 3 days behind a hold that was never confirmed', async () => {
    const scene = await api.scene();
    const visited = await api.visit(scene, jakarta(3, '09:00'));
    const unproven = freshEmail();
    await api.hold(scene, jakarta(3, '10:00'), { email: unproven });
    const link = await api.tokenTo(unproven);
    const age = (email: string, days: number) =>
      api.sql(`update guest_bookings set over_at = now() - ? * interval '1 day' where email = ?`, [
        days,
        email,
      ]);
    const turn = () => api.inTransaction((tx) => forgetOldGuests(tx));
    await age(visited.email, 29);
    await age(unproven, 2);
    await turn();
    expect(statusOf(await api.byLink(visited.token, 'open'))).toBe(200);
    expect(statusOf(await api.byLink(link, 'open'))).toBe(200);

    await api.sql(`update bookings set status = 'completed' where id = ?`, [visited.id]);
    await age(visited.email, 31);
    await age(unproven, 4);
    await turn();
    expect(statusOf(await api.byLink(visited.token, 'open'))).toBe('404 guest_link_invalid');
    expect(statusOf(await api.byLink(link, 'open'))).toBe('404 guest_link_invalid');
    const left = await api.send(scene.attendant, 'GET', `/api/bookings/${visited.id}`);
    expect(left.body).toMatchObject({ status: 'completed', customerName: null, petName: 'Bolu' });
  });

  it('is forgotten without a trace in what took place, also where nobody closed it: it is not cancelled', async () => {
    const scene = await api.scene();
    const visited = await api.visit(scene, jakarta(3, '09:00'));
    await api.sql(
      `update bookings set starts_at = starts_at - interval '40 days', ends_at = ends_at - interval '40 days' where id = ?`,
      [visited.id],
    );
    await api.takeEvents();
    expect((await api.byLink(visited.token, 'forget')).body).toEqual({ forgotten: true });
    const rows = await api.sql(`select status, guest_name as name from bookings where id = ?`, [visited.id]);
    expect(rows).toEqual([{ status: 'confirmed', name: null }]);
    expect((await api.takeEvents()).map(({ name }) => name)).not.toContain('booking.cancelled');
  });

  it('is forgotten when its owner says so: what is to come is cancelled, and no mail is on record', async () => {
    const scene = await api.scene();
    const first = await api.visit(scene, jakarta(3, '09:00'));
    const { email } = first;
    await api.hold(scene, jakarta(4, '09:00'), { email: email.toUpperCase() });
    const stranger = await api.visit(scene, jakarta(5, '09:00'));
    await api.worker.drain();
    expect((await api.byLink(first.token, 'forget')).body).toEqual({ forgotten: true });
    expect(statusOf(await api.byLink(first.token, 'open'))).toBe('404 guest_link_invalid');
    await api.worker.drain();
    expect(await api.sql(`select 1 from deliveries where lower(recipient) = lower(?)`, [email])).toEqual([]);
    expect(await api.sql(`select 1 from guest_bookings where lower(email) = lower(?)`, [email])).toEqual([]);
    const rows = await api.sql(
      `select status, guest_name from bookings where clinic_id = ? order by starts_at`,
      [scene.clinicId],
    );
    expect(rows).toMatchObject([
      { status: 'cancelled', guest_name: null },
      { status: 'cancelled', guest_name: null },
      { status: 'confirmed', guest_name: 'Rina Tamu' },
    ]);
    expect(statusOf(await api.byLink(stranger.token, 'open'))).toBe(200);
  });

  it('is forgotten, too, where PostgreSQL has the request give way to another: it runs once more', async () => {
    const scene = await api.scene();
    const email = freshEmail();
    const { token } = await api.visit(scene, jakarta(3, '09:00'), { email });
    await api.visit(scene, jakarta(4, '09:00'), { email });
    await api.worker.drain();
    const lock = `select from bookings where starts_at = ? and clinic_id = ? for update`;
    const forgetting = await api.inTransaction(async ({ em }) => {
      await em.execute(lock, [jakarta(4, '09:00'), scene.clinicId]);
      const reply = api.byLink(token, 'forget');
      const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await api.sql(waits)).length === 0);
      // Who has waited longer notices it first.
      await em.execute(lock, [jakarta(3, '09:00'), scene.clinicId]);
      return { reply };
    });
    expect((await forgetting.reply).body).toEqual({ forgotten: true });
  });

  it('goes with the account that has proven the address, and with no other', async () => {
    const scene = await api.scene();
    const { email, token } = await api.visit(scene, jakarta(3, '09:00'));
    const { customer } = await api.petOwner({ email });
    const rows = async () => {
      const found = [];
      for await (const { row } of guestData.read(api.database.fork(), customer.userId)) found.push(row);
      return found;
    };
    await api.sql(`update users set email_verified_at = null where id = ?`, [customer.userId]);
    expect(await rows()).toEqual([]);
    await api.inTransaction((tx) => guestData.erase(tx, customer.userId));
    expect(statusOf(await api.byLink(token, 'open'))).toBe(200);

    await api.sql(`update users set email_verified_at = now() where id = ?`, [customer.userId]);
    expect(await rows()).toMatchObject([{ email, status: 'confirmed', petName: 'Bolu' }]);
    for (const _ of ['once', 'twice']) await api.inTransaction((tx) => guestData.erase(tx, customer.userId));
    expect(statusOf(await api.byLink(token, 'open'))).toBe('404 guest_link_invalid');
  });

  it('belongs to the account whose owner proves the address later, with the pet; links show it no more', async () => {
    const scene = await api.scene();
    const { email, token, id } = await api.visit(scene, jakarta(3, '09:00'));
    const unproven = await api.hold(scene, jakarta(4, '09:00'), { email });
    expect(unproven.status).toBe(201);
    const { customer } = await api.petOwner({ email: email.toUpperCase() });
    const register = async () => {
      await api.inTransaction(async (tx) =>
        publish(tx, userRegistered, { userId: customer.userId, userName: 'Rina' }),
      );
      await api.worker.drain();
    };
    await api.sql(`update users set email_verified_at = null where id = ?`, [customer.userId]);
    await register();
    expect(statusOf(await api.send(customer, 'GET', `/api/bookings/${id}`))).toBe('404 not_found');

    await api.sql(`update users set email_verified_at = now() where id = ?`, [customer.userId]);
    await register();
    await register();
    const { body } = await api.send(customer, 'GET', '/api/bookings');
    expect(body['data']).toMatchObject([{ id, status: 'confirmed', petName: 'Bolu' }]);
    const pets = await api.sql(
      `select p.owner_id from pets p join bookings b on b.pet_id = p.id where b.id = ?`,
      [id],
    );
    expect(pets).toEqual([{ owner_id: customer.userId }]);
    expect(statusOf(await api.byLink(token, 'open'))).toBe('404 guest_link_invalid');
    expect(statusOf(await api.send(customer, 'POST', `/api/bookings/${id}/cancel`, {}))).toBe(200);
    const adopted = (await api.takeEvents()).filter(({ name }) => name === 'booking.adopted');
    expect(adopted.map(({ payload }) => payload['bookingId'])).toEqual([id]);
  });

  it('is for the clinic alone', async () => {
    const scene = await api.scene();
    const { id } = await api.visit(scene, jakarta(3, '09:00'));
    const other = await api.scene();
    const path = `${PATH}/${id}`;
    expect(statusOf(await api.send(scene.manager, 'GET', path))).toBe(200);
    expect(statusOf(await api.send(other.manager, 'GET', path))).toBe('404 not_found');
    expect(statusOf(await api.send(scene.customer, 'GET', path))).toBe('403 forbidden');
    expect((await api.send(null, 'GET', path)).status).toBe(401);
    const booked = await api.booked(scene, jakarta(3, '11:00'));
    expect(statusOf(await api.send(scene.manager, 'GET', `${PATH}/${booked.id}`))).toBe('404 not_found');
  });
});
