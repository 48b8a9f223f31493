import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jakarta } from '@antrean/bookings/testing';
import { createTestPet } from '@antrean/pets/testing';
import { endEntries } from './end-entries.ts';
import { waitingData } from './personal-data.ts';
import { dayIn, PATH, startWaitingApi, type WaitingApi } from './waiting-api.factory.ts';

let api: WaitingApi;
/** What a job does when it has looked and not committed yet. */
let whenLooked = async (): Promise<void> => undefined;
beforeAll(async () => {
  api = await startWaitingApi({ poolSize: 12, failPoint: () => whenLooked() });
});
afterAll(() => api.close());

const said = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  status < 300 ? status : `${status} ${String(body['code'])}`;
const OFFER = /is free, and held for you$|kosong di .* ditahan untuk Anda$/;
const offersTo = async (email: string) =>
  (await api.subjectsTo(email)).filter((subject) => OFFER.test(subject)).length;
/** Lets the time of what is held for an entry be over, and does what is due then. */
async function lapse(entryId: number): Promise<void> {
  const [entry] = await api.sql<{ id: number }>(`select booking_id as id from waiting_entries where id = ?`, [
    entryId,
  ]);
  await api.lapse(entry!.id);
  await api.sql(`update outbox_jobs set run_at = now() where key = ?`, [`booking:${entry!.id}`]);
  await api.worker.drain();
}

describe('S1-BKG-01 S1-BKG-03 S1-AVL-01 who waits is offered what returns', () => {
  it('first come, first served, each once: who does not take it in time has missed it, and the next one is told', async () => {
    const scene = await api.scene();
    const startsAt = jakarta(3, '09:00');
    const taken = await api.booked(scene, startsAt);
    const [first, second, third] = [await api.waiter(), await api.waiter(), await api.waiter()];
    const a = await api.waits(scene, 3, first);
    const b = await api.waits(scene, 3, second);
    const c = await api.waits(scene, 3, third);
    await api.worker.drain();
    expect(await offersTo(first.email)).toBe(0);

    await api.send(scene.customer, 'POST', `/api/bookings/${taken.id}/cancel`, {});
    await api.worker.drain();
    expect([await offersTo(first.email), await offersTo(second.email)]).toEqual([1, 0]);
    // It is held for them: nobody else has it, and they have it as a booking.
    const stranger = await api.petOwner();
    const other = await api.send(stranger.customer, 'POST', '/api/bookings', {
      ...scene.wish(startsAt),
      petId: stranger.petId,
    });
    expect(said(other)).toBe('409 slot_taken');
    const shown = await api.send(first.customer, 'GET', `${PATH}/${a}`);
    expect(shown.body).toMatchObject({ status: 'offered', bookingId: expect.any(Number) as unknown });
    const held = await api.send(first.customer, 'GET', `/api/bookings/${String(shown.body['bookingId'])}`);
    expect(held.body).toMatchObject({ status: 'held', startsAt, petId: first.petId });
    const minutes = (Date.parse(String(held.body['holdExpiresAt'])) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(50);
    expect(minutes).toBeLessThanOrEqual(60);

    await lapse(a);
    expect([await api.statusOf(a), await api.statusOf(b)]).toEqual(['missed', 'offered']);
    expect([await offersTo(first.email), await offersTo(second.email), await offersTo(third.email)]).toEqual([
      1, 1, 0,
    ]);
    const { body } = await api.send(second.customer, 'GET', `${PATH}/${b}`);
    const booked = await api.send(
      second.customer,
      'PATCH',
      `/api/bookings/${String(body['bookingId'])}/status`,
      {
        status: 'confirmed',
      },
    );
    expect(said(booked)).toBe(200);
    await api.worker.drain();
    expect([await api.statusOf(b), await api.statusOf(c)]).toEqual(['booked', 'waiting']);
    expect([await offersTo(first.email), await offersTo(third.email)]).toEqual([1, 0]);
  });

  it('who lets go of the offer makes room for the next one; who has left the list is passed over', async () => {
    const scene = await api.scene();
    const taken = await api.booked(scene, jakarta(3, '09:00'));
    const people = [await api.waiter(), await api.waiter(), await api.waiter()];
    const [a, b, c] = [
      await api.waits(scene, 3, people[0]!),
      await api.waits(scene, 3, people[1]!),
      await api.waits(scene, 3, people[2]!),
    ];
    expect(said(await api.send(people[1]!.customer, 'DELETE', `${PATH}/${b}`))).toBe(200);
    expect(said(await api.send(people[1]!.customer, 'DELETE', `${PATH}/${b}`))).toBe(200);
    await api.send(scene.customer, 'POST', `/api/bookings/${taken.id}/cancel`, {});
    await api.worker.drain();
    const { body } = await api.send(people[0]!.customer, 'GET', `${PATH}/${a}`);
    expect(said(await api.send(people[0]!.customer, 'DELETE', `${PATH}/${a}`))).toBe(
      '409 waiting_status_conflict',
    );
    await api.send(people[0]!.customer, 'POST', `/api/bookings/${String(body['bookingId'])}/cancel`, {});
    await api.worker.drain();
    expect([await api.statusOf(a), await api.statusOf(b), await api.statusOf(c)]).toEqual([
      ...['missed', 'left', 'offered'],
    ]);
    expect(await offersTo(people[1]!.email)).toBe(0);
  });

  it('only what fits: the day, the time on the clinic’s clocks, the person and the service', async () => {
    const scene = await api.scene({ people: 2, durationMinutes: 240 });
    // Of each person 09:00 and 13:00, on two days.
    const [ani, budi] = scene.staff;
    const taken: number[] = [];
    for (const day of [3, 4]) {
      for (const [time, staffId] of [
        ['09:00', ani!.id],
        ['09:00', budi!.id],
        ['13:00', ani!.id],
        ['13:00', budi!.id],
      ] as const) {
        taken.push((await api.booked(scene, jakarta(day, time), { staffId })).id);
      }
    }
    const waiters = await Promise.all(Array.from({ length: 3 }, () => api.waiter()));
    const morning = await api.waits(scene, 3, waiters[0]!, { fromTime: '08:00', untilTime: '12:00' });
    const budis = await api.waits(scene, 3, waiters[1]!, {
      ...{ staffId: budi!.id, fromTime: '12:00', untilTime: '18:00' },
    });
    const nextDay = await api.waits(scene, 4, waiters[2]!);
    const cancel = async (index: number) => {
      await api.send(scene.customer, 'POST', `/api/bookings/${taken[index]!}/cancel`, {});
      await api.worker.drain();
      return [await api.statusOf(morning), await api.statusOf(budis), await api.statusOf(nextDay)];
    };
    // 13:00 with Ani: none of them.
    expect(await cancel(2)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(await cancel(3)).toEqual(['waiting', 'offered', 'waiting']);
    expect(await cancel(4)).toEqual(['waiting', 'offered', 'offered']);
    expect(await cancel(1)).toEqual(['offered', 'offered', 'offered']);
  });

  it('what is free already is offered at once, and of five who wait for one time one has it', async () => {
    const scene = await api.scene();
    const waiters = await Promise.all(Array.from({ length: 5 }, () => api.waiter()));
    const ids = await Promise.all(waiters.map((waiter) => api.waits(scene, 3, waiter)));
    await api.worker.drain();
    const statuses = await Promise.all(ids.map((id) => api.statusOf(id)));
    expect(statuses.toSorted()).toEqual(['offered', 'waiting', 'waiting', 'waiting', 'waiting']);
    const offers = await Promise.all(waiters.map(({ email }) => offersTo(email)));
    expect(offers.toSorted()).toEqual([0, 0, 0, 0, 1]);
    const held = await api.sql(`select 1 from bookings where clinic_id = ?`, [scene.clinicId]);
    expect(held).toHaveLength(1);
  });

  it('what returns while a job has looked already and not committed yet is offered by the next one', async () => {
    const scene = await api.scene();
    const taken = await api.booked(scene, jakarta(3, '09:00'));
    await api.worker.drain();
    const waiter = await api.waiter();
    let goOn = (): void => undefined;
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const looked = new Promise<void>((resolve) => {
      whenLooked = () => {
        resolve();
        return mayGoOn;
      };
    });
    const entry = await api.waits(scene, 3, waiter);
    await looked;
    await api.send(scene.customer, 'POST', `/api/bookings/${taken.id}/cancel`, {});
    // Its event has been read, or whoever reads it waits for the job.
    const read = `select 1 from outbox_cursors, outbox_head where consumer = 'waiting-list' and delivered_seq = last_seq
        and not exists (select from outbox_events where seq is null)
      union all select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await api.sql(read)).length === 0);
    whenLooked = async () => undefined;
    goOn();
    await api.worker.drain();
    expect(await api.statusOf(entry)).toBe('offered');
  });

  it('a block that is lifted tells them, too', async () => {
    const scene = await api.scene();
    const block = await api.send(scene.manager, 'POST', `/api/clinics/${scene.clinicId}/blocks`, {
      ...{ startsAt: jakarta(3, '00:00'), endsAt: jakarta(4, '00:00') },
    });
    const waiter = await api.waiter();
    const id = await api.waits(scene, 3, waiter);
    await api.worker.drain();
    expect(await api.statusOf(id)).toBe('waiting');
    await api.send(
      scene.manager,
      'DELETE',
      `/api/clinics/${scene.clinicId}/blocks/${String(block.body['id'])}`,
    );
    await api.worker.drain();
    expect(await api.statusOf(id)).toBe('offered');
  });
});

describe('guests wait, too', () => {
  const ask = (scene: { clinicId: number; serviceId: number }, email: string, more: object = {}) =>
    api.send(null, 'POST', `${PATH}/guests`, {
      ...{ clinicId: scene.clinicId, serviceId: scene.serviceId, firstDate: dayIn(3), lastDate: dayIn(3) },
      ...{ fromTime: '09:00', untilTime: '09:30', name: 'Rina Tamu', email, phone: '+6281234567890' },
      ...{ pet: { name: 'Bolu', species: 'kelinci' }, language: 'en', ...more },
    });
  const byLink = (token: string, what: string) => api.send(null, 'POST', `${PATH}/guests/${what}`, { token });

  it('once the mailed link has proven the address, at the end of the list; the offer is a link that books', async () => {
    const scene = await api.scene();
    const taken = await api.booked(scene, jakarta(3, '09:00'));
    const email = 'tamu@waiting.test';
    expect((await ask(scene, email)).body).toEqual({ mailSent: true });
    expect((await ask(scene, email)).body).toEqual({ mailSent: true });
    expect(await api.subjectsTo(email)).toHaveLength(1);
    const token = await api.tokenTo(email, 'waiting');
    const customer = await api.waiter();
    const a = await api.waits(scene, 3, customer);
    expect((await byLink(token, 'open')).body).toMatchObject({
      ...{ status: 'unconfirmed', customerName: 'Rina Tamu', petName: 'Bolu' },
      may: { confirm: true, leave: true },
    });
    // Opening it has changed nothing: it has no place in the list.
    await api.send(scene.customer, 'POST', `/api/bookings/${taken.id}/cancel`, {});
    await api.worker.drain();
    expect(await api.statusOf(a)).toBe('offered');
    expect((await byLink(token, 'confirm')).body).toMatchObject({ status: 'waiting' });
    expect((await byLink(token, 'confirm')).body).toMatchObject({ status: 'waiting' });

    await lapse(a);
    expect((await byLink(token, 'open')).body).toMatchObject({ status: 'offered' });
    // Of how they are reached the booking knows now, and nobody else.
    expect(await api.sql(`select 1 from waiting_guests where email = ?`, [email])).toEqual([]);
    const visit = await api.tokenTo(email, 'visit');
    const booked = await api.send(null, 'POST', '/api/guest-bookings/confirm', { token: visit });
    expect(booked.body).toMatchObject({ status: 'confirmed', startsAt: jakarta(3, '09:00') });
    await api.worker.drain();
    expect((await byLink(token, 'open')).body).toMatchObject({ status: 'booked' });
  });

  it('with each of their pets: what is said again of the same one is the same entry', async () => {
    const scene = await api.scene();
    const email = 'dua-hewan@waiting.test';
    await ask(scene, email);
    await ask(scene, email, { pet: { name: 'BOLU', species: 'Kelinci' } });
    expect(await api.subjectsTo(email)).toHaveLength(1);
    await ask(scene, email, { pet: { name: 'Bolu', species: 'kucing' } });
    await ask(scene, email, { pet: { name: 'Momo', species: 'kelinci' } });
    expect(await api.subjectsTo(email)).toHaveLength(3);
  });

  it('not at a clinic that wants an account; who has an account does', async () => {
    const scene = await api.scene({ clinic: { takes_guest_bookings: false } });
    const email = 'tanpa-akun@waiting.test';
    expect((await ask(scene, email)).body).toMatchObject({ status: 409, code: 'account_needed' });
    expect(await api.subjectsTo(email)).toEqual([]);
    expect((await api.wait(scene, 3, await api.waiter())).status).toBe(201);
  });

  it('they leave by the link, and are forgotten; what is no link is told from none', async () => {
    const scene = await api.scene();
    await api.booked(scene, jakarta(3, '09:00'));
    const email = 'pergi@waiting.test';
    await ask(scene, email);
    const token = await api.tokenTo(email, 'waiting');
    await byLink(token, 'confirm');
    expect((await byLink(token, 'leave')).body).toMatchObject({ status: 'left', customerName: null });
    expect((await byLink(token, 'leave')).body).toMatchObject({ status: 'left' });
    expect((await byLink(token, 'confirm')).body).toMatchObject({ status: 'left' });
    expect(await api.sql(`select 1 from waiting_guests where email = ?`, [email])).toEqual([]);
    expect(said(await byLink('a'.repeat(43), 'open'))).toBe('404 waiting_link_invalid');
    expect(await api.sql(`select 1 from deliveries where recipient = ?`, [email])).toEqual([]);
    const told = JSON.stringify([await api.takeEvents(), await api.sql(`select payload from outbox_jobs`)]);
    for (const secret of [email, 'Rina Tamu', token]) expect(told).not.toContain(secret);
  });

  it('what is kept about them is their account’s to know and to delete, when it has proven the address', async () => {
    const scene = await api.scene();
    await api.booked(scene, jakarta(3, '09:00'));
    const email = 'punya-akun@waiting.test';
    await ask(scene, email);
    const token = await api.tokenTo(email, 'waiting');
    const { customer } = await api.petOwner({ email: email.toUpperCase() });
    const rows = async () => {
      const found = [];
      for await (const row of waitingData.read(api.database.fork(), customer.userId)) found.push(row);
      return found;
    };
    await api.sql(`update users set email_verified_at = null where id = ?`, [customer.userId]);
    expect(await rows()).toEqual([]);
    await api.inTransaction((tx) => waitingData.erase(tx, customer.userId));
    expect((await byLink(token, 'open')).body).toMatchObject({ status: 'unconfirmed' });
    await api.sql(`update users set email_verified_at = now() where id = ?`, [customer.userId]);
    expect(await rows()).toMatchObject([
      { section: 'guestEntries', row: { firstDate: dayIn(3), name: 'Rina Tamu', email, petName: 'Bolu' } },
    ]);
    for (const _ of ['once', 'twice'])
      await api.inTransaction((tx) => waitingData.erase(tx, customer.userId));
    expect((await byLink(token, 'open')).body).toMatchObject({ status: 'left', customerName: null });
    expect(await api.sql(`select 1 from deliveries where recipient = ?`, [email])).toEqual([]);
  });

  it('who never confirms, and whose days are over, wait no longer', async () => {
    const scene = await api.scene();
    await api.booked(scene, jakarta(3, '09:00'));
    await ask(scene, 'lupa@waiting.test');
    const waiter = await api.waiter();
    const id = await api.waits(scene, 3, waiter);
    await api.sql(`update waiting_entries set created_at = now() - interval '25 hours' where clinic_id = ?`, [
      scene.clinicId,
    ]);
    await api.inTransaction((tx) => endEntries(tx));
    const [guest] = await api.sql<{ status: string; isKnown: boolean }>(
      `select status, exists (select from waiting_guests where entry_id = e.id) as "isKnown"
       from waiting_entries e where clinic_id = ? and customer_id is null`,
      [scene.clinicId],
    );
    expect([guest, await api.statusOf(id)]).toEqual([{ status: 'expired', isKnown: false }, 'waiting']);
    await api.sql(
      `update waiting_entries set first_date = current_date - 3, last_date = current_date - 2 where id = ?`,
      [id],
    );
    await api.inTransaction((tx) => endEntries(tx));
    expect(await api.statusOf(id)).toBe('expired');
  });
});

describe('who may wait, and who sees it', () => {
  it('days that can be booked, ten times at once, the same once; for one of their own pets', async () => {
    const scene = await api.scene();
    await api.booked(scene, jakarta(3, '09:00'));
    const waiter = await api.waiter();
    const id = await api.waits(scene, 3, waiter);
    expect(await api.waits(scene, 3, waiter)).toBe(id);
    const another = await createTestPet(api.database, waiter.customer.userId);
    const second = await api.waits(scene, 3, { ...waiter, petId: another.id });
    expect(second).not.toBe(id);
    expect(await api.waits(scene, 3, { ...waiter, petId: another.id })).toBe(second);
    expect(said(await api.send(waiter.customer, 'DELETE', `${PATH}/${second}`))).toBe(200);
    const refused = (more: object) => api.wait(scene, 3, waiter, more);
    expect(said(await refused({ lastDate: dayIn(40) }))).toBe('400 invalid_request');
    expect(said(await refused({ firstDate: dayIn(4), lastDate: dayIn(3) }))).toBe('400 invalid_request');
    expect(said(await refused({ firstDate: dayIn(400), lastDate: dayIn(401) }))).toBe('400 invalid_request');
    expect(said(await refused({ firstDate: dayIn(-3), lastDate: dayIn(-2) }))).toBe('400 invalid_request');
    expect(said(await refused({ fromTime: '10:00', untilTime: '09:00' }))).toBe('400 invalid_request');
    expect(said(await refused({ petId: scene.petId }))).toBe('404 not_found');
    expect(said(await refused({ clinicId: 999_999 }))).toBe('404 not_found');
    expect(said(await refused({ serviceId: 999_999 }))).toBe('422 outside_availability');
    for (let day = 4; day < 13; day += 1) {
      expect(said(await api.wait(scene, day, waiter, { fromTime: '18:00', untilTime: '19:00' }))).toBe(201);
    }
    expect(said(await api.wait(scene, 20, waiter))).toBe('409 too_many_waiting');
  });

  it('they themselves, and their clinic', async () => {
    const scene = await api.scene();
    await api.booked(scene, jakarta(3, '09:00'));
    const waiter = await api.waiter();
    const id = await api.waits(scene, 3, waiter);
    const other = await api.scene();
    const path = `${PATH}/${id}`;
    for (const actor of [waiter.customer, scene.attendant]) {
      expect(said(await api.send(actor, 'GET', path))).toBe(200);
      const { body } = await api.send(actor, 'GET', PATH);
      expect(body['data']).toMatchObject([{ id, status: 'waiting' }]);
    }
    for (const actor of [other.manager, other.customer]) {
      expect(said(await api.send(actor, 'GET', path))).toBe('404 not_found');
      expect(said(await api.send(actor, 'DELETE', path))).toBe('404 not_found');
      expect((await api.send(actor, 'GET', PATH)).body['data']).toEqual([]);
    }
    expect(said(await api.send(scene.attendant, 'DELETE', path))).toBe(200);
    expect((await api.send(null, 'GET', PATH)).status).toBe(401);
  });

  it('their entries are in what is kept about them, and go with them', async () => {
    const scene = await api.scene();
    await api.booked(scene, jakarta(3, '09:00'));
    const waiter = await api.waiter();
    const id = await api.waits(scene, 3, waiter);
    const rows = [];
    for await (const { row } of waitingData.read(api.database.fork(), waiter.customer.userId)) rows.push(row);
    expect(rows).toMatchObject([{ firstDate: dayIn(3), status: 'waiting' }]);
    for (const _ of ['once', 'twice'])
      await api.inTransaction((tx) => waitingData.erase(tx, waiter.customer.userId));
    expect(await api.statusOf(id)).toBe('gone');
  });
});
