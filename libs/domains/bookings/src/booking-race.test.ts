import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jakarta, PATH, startBookingApi, type BookingApi, type Scene } from './booking-api.factory.ts';

let api: BookingApi;
beforeAll(async () => {
  api = await startBookingApi({ poolSize: 12 });
});
afterAll(() => api.close());

const AT_ONCE = 50;
/** How often each status was answered, with the codes of what was refused. */
function countsOf(replies: readonly { status: number; body: Record<string, unknown> }[]) {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const key = status < 300 ? String(status) : `${status} ${String(body['code'])}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
const times = (n: number) => Array.from({ length: n }, (_, i) => i);
const book = (scene: Scene, startsAt: string, more: object = {}) =>
  api.send(scene.customer, 'POST', PATH, scene.wish(startsAt, more));

describe('S1-BKG-01 S1-BKG-02 case 23: races', () => {
  it.each([
    ['of one customer', 1],
    ['of many customers', 10],
  ])(
    'of 50 creations for one slot, %s, one is made and 49 are told that it is taken',
    async (_, customers) => {
      const scene = await api.scene();
      const startsAt = jakarta(3, '10:00');
      const owners = await Promise.all(times(customers).map(() => api.petOwner()));
      const replies = await Promise.all(
        times(AT_ONCE).map((n) => {
          const { customer, petId } = owners[n % customers]!;
          return api.send(customer, 'POST', PATH, { ...scene.wish(startsAt), petId });
        }),
      );
      expect(countsOf(replies)).toEqual({ 201: 1, '409 slot_taken': 49 });
      const rows = await api.sql(`select status from bookings where clinic_id = ?`, [scene.clinicId]);
      expect(rows).toEqual([{ status: 'confirmed' }]);
    },
  );

  it('of 50 confirmations of one booking one is done, and 49 are told who did it', async () => {
    const scene = await api.scene({ clinic: { auto_confirm_bookings: false } });
    const { body } = await book(scene, jakarta(3, '10:00'));
    const replies = await Promise.all(
      times(AT_ONCE).map((n) =>
        api.send(
          n % 2 === 0 ? scene.manager : scene.attendant,
          'PATCH',
          `${PATH}/${String(body['id'])}/status`,
          {
            status: 'confirmed',
          },
        ),
      ),
    );
    expect(countsOf(replies)).toEqual({ 200: 1, '409 booking_status_conflict': 49 });
    const refused = replies.filter(({ status }) => status === 409).map(({ body: told }) => told['decidedBy']);
    expect(new Set(refused).size).toBe(1);
    expect([scene.manager.name, scene.attendant.name]).toContain(refused[0]);
  });

  it('of 20 that are moved to one time one is, and no time is lost', async () => {
    const scene = await api.scene();
    const made = await Promise.all(
      times(20).map((n) =>
        book(
          scene,
          jakarta(
            4 + Math.floor(n / 10),
            `${String(9 + Math.floor((n % 10) / 2)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`,
          ),
        ),
      ),
    );
    expect(countsOf(made)).toEqual({ 201: 20 });
    const to = jakarta(8, '10:00');
    const replies = await Promise.all(
      made.map(({ body }) =>
        api.send(scene.customer, 'PATCH', `${PATH}/${String(body['id'])}`, { startsAt: to }),
      ),
    );
    expect(countsOf(replies)).toEqual({ 200: 1, '409 slot_taken': 19 });
    const apart = await api.sql<{ n: number }>(
      `select count(*)::int as n from bookings b join occupied_spans o on o.reference = 'booking:' || b.id
       where b.clinic_id = ? and lower(o.occupies) = b.starts_at and o.ends_at = b.ends_at`,
      [scene.clinicId],
    );
    expect(apart).toEqual([{ n: 20 }]);
  });

  it('two that want each other’s time at once keep their own, or one has moved; nobody gets a 500', async () => {
    const scene = await api.scene();
    const [a, b] = [jakarta(5, '10:00'), jakarta(5, '11:00')];
    const [one, two] = [await book(scene, a), await book(scene, b)];
    for (let round = 0; round < 5; round += 1) {
      const replies = await Promise.all([
        api.send(scene.customer, 'PATCH', `${PATH}/${String(one.body['id'])}`, { startsAt: b }),
        api.send(scene.customer, 'PATCH', `${PATH}/${String(two.body['id'])}`, { startsAt: a }),
      ]);
      expect(countsOf(replies)).toEqual({ '409 slot_taken': 2 });
    }
  });

  it('case 22: of three who want anybody of two at once two get different ones', async () => {
    const scene = await api.scene({ people: 2 });
    const replies = await Promise.all(times(3).map(() => book(scene, jakarta(3, '10:00'))));
    expect(countsOf(replies)).toEqual({ 201: 2, '409 slot_taken': 1 });
    const staff = replies.filter(({ status }) => status === 201).map(({ body }) => body['staffId']);
    expect(new Set(staff)).toEqual(new Set(scene.staff.map(({ id }) => id)));
  });

  it('of a cancellation and a confirmation at once one is done', async () => {
    const scene = await api.scene({ clinic: { auto_confirm_bookings: false } });
    const { body } = await book(scene, jakarta(3, '10:00'));
    const path = `${PATH}/${String(body['id'])}`;
    const replies = await Promise.all([
      api.send(scene.customer, 'POST', `${path}/cancel`, {}, { 'If-Match': '"1"' }),
      api.send(scene.manager, 'PATCH', `${path}/status`, { status: 'confirmed' }, { 'If-Match': '"1"' }),
    ]);
    const [done, refused] = replies.map(({ status }) => status).toSorted();
    expect([done, [409, 412].includes(refused!)]).toEqual([200, true]);
  });
});
