import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query, type SqlValue } from '@antrean/platform/database';
import { jakarta, PATH, startBookingApi, type BookingApi, type Scene } from './booking-api.factory.ts';

let api: BookingApi;
beforeAll(async () => {
  api = await startBookingApi({ poolSize: 6 });
});
afterAll(() => api.close());

let scene: Scene;
beforeEach(async () => {
  scene = await api.scene();
});

type Replies = Promise<{ status: number; body: Record<string, unknown> }>[];

/** Requests, one behind the other, each of which waits for a lock that is held until all of them do. */
async function behind(lock: string, values: SqlValue[], requests: (() => Replies[number])[]) {
  const replies: Replies = [];
  let answered = 0;
  await api.database.fork().transactional(async (em) => {
    await query(em, lock, values);
    for (const request of requests) {
      replies.push(request().finally(() => (answered += 1)));
      const waiting = () =>
        api.sql(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
      while ((await waiting()).length + answered < replies.length);
    }
  });
  return (await Promise.all(replies)).map(({ status, body }) => [status, body['code'] ?? body['status']]);
}

const startsAt = jakarta(3, '10:00');
const book = () => api.book(scene, startsAt);
const hold = () => api.booked(scene, startsAt, { hold: true });
const submit = (id: number) => () =>
  api.send(scene.customer, 'PATCH', `${PATH}/${id}/status`, { status: 'confirmed' });
const deletePet = () => api.send(scene.customer, 'DELETE', `/api/pets/${scene.petId}`);
/** What its booking waits for, behind its pet. */
const OTHER_BOOKINGS = `select pg_advisory_xact_lock(hashtextextended('bookings.customer:' || ?::int, 11))`;
const THE_BOOKING = `select id from bookings where id = ? for update`;
const petAtClinic = async () => {
  const { status, body } = await api.send(scene.manager, 'GET', `/api/pets/${scene.petId}`);
  return status === 200 ? body['isDeleted'] : status;
};

describe('S1-BKG-01 S1-PET-04 a pet that is deleted', () => {
  it('while it is booked stays at the clinic, which has its booking', async () => {
    expect(await behind(OTHER_BOOKINGS, [scene.customer.userId], [book, deletePet])).toEqual([
      [201, 'confirmed'],
      [204, undefined],
    ]);
    expect(await petAtClinic()).toBe(true);
    expect(await api.sql(`select pet_id from bookings where clinic_id = ?`, [scene.clinicId])).toEqual([
      { pet_id: scene.petId },
    ]);
  });

  it('while what is held for it is submitted stays at the clinic, too', async () => {
    const { id } = await hold();
    expect(await behind(THE_BOOKING, [id], [submit(id), deletePet])).toEqual([
      [200, 'confirmed'],
      [204, undefined],
    ]);
    expect(await petAtClinic()).toBe(true);
  });

  it('before that is not there to be booked, and what was held for it cannot be submitted', async () => {
    const { id } = await hold();
    // Its bookings lose it last.
    expect(await behind(THE_BOOKING, [id], [deletePet, book, submit(id)])).toEqual([
      [204, undefined],
      [404, 'not_found'],
      [409, 'pet_deleted'],
    ]);
    expect(await petAtClinic()).toBe(404);
    expect(await api.sql(`select status from bookings where id = ?`, [id])).toEqual([{ status: 'held' }]);
  });

  it('with what was held for it at one clinic, and known at another, cannot be booked by that', async () => {
    await book();
    const elsewhere = await api.scene();
    const held = await api.send(scene.customer, 'POST', PATH, {
      ...elsewhere.wish(jakarta(4, '10:00'), { hold: true }),
      petId: scene.petId,
    });
    expect((await deletePet()).status).toBe(204);
    const { status, body } = await submit(Number(held.body['id']))();
    expect([status, body['code']]).toEqual([409, 'pet_deleted']);
    expect((await api.send(elsewhere.manager, 'GET', `/api/pets/${scene.petId}`)).status).toBe(404);
  });
});
