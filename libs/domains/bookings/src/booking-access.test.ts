import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { jakarta, PATH, startBookingApi, type BookingApi, type Scene } from './booking-api.factory.ts';

let api: BookingApi;
beforeAll(async () => {
  api = await startBookingApi();
});
afterAll(() => api.close());

type Who =
  'nobody' | 'owner' | 'otherCustomer' | 'staff' | 'manager' | 'otherClinic' | 'administrator' | 'employee';

/** Who gets what for a booking of the owner's: what somebody may not know of is 404. */
describe('S1-BKG-02 S1-BKG-03 S1-BKG-04 role × endpoint × own, foreign, another clinic’s', () => {
  const known = { owner: 200, staff: 200, manager: 200, administrator: 200 };
  const unknown = { nobody: 401, otherCustomer: 404, otherClinic: 404, employee: 403 };
  const CASES: { method: string; path: string; body?: object; expected: Record<Who, number> }[] = [
    { method: 'GET', path: '', expected: { ...known, ...unknown } },
    {
      method: 'PATCH',
      path: '',
      body: { startsAt: jakarta(6, '16:00') },
      expected: { ...known, ...unknown },
    },
    { method: 'POST', path: '/cancel', body: { reason: 'Sakit' }, expected: { ...known, ...unknown } },
    {
      method: 'PATCH',
      path: '/status',
      body: { status: 'checked_in' },
      expected: { ...known, ...unknown, owner: 403 },
    },
  ];

  let scene: Scene;
  let actors: Record<Who, SessionPrincipal | null>;
  beforeAll(async () => {
    scene = await api.scene();
    const other = await api.scene();
    actors = {
      nobody: null,
      owner: scene.customer,
      otherCustomer: other.customer,
      staff: scene.attendant,
      manager: scene.manager,
      otherClinic: other.manager,
      administrator: api.administrator,
      employee: await api.person('employee'),
    };
  });

  it.each(CASES)('$method /api/bookings/:id$path', async ({ method, path, body, expected }) => {
    const answers: Partial<Record<Who, number>> = {};
    for (const who of Object.keys(expected) as Who[]) {
      const made = await api.send(scene.customer, 'POST', PATH, scene.wish(jakarta(5, '10:00')));
      const at = `${PATH}/${String(made.body['id'])}`;
      answers[who] = (await api.send(actors[who], method, `${at}${path}`, body)).status;
      // So that the next one finds the slots free.
      await api.sql(`delete from occupied_spans where clinic_id = ?`, [scene.clinicId]);
      await api.sql(`delete from bookings where clinic_id = ?`, [scene.clinicId]);
    }
    expect(answers).toEqual(expected);
  });

  it('POST /api/bookings: for one’s own pets alone', async () => {
    const answers: Partial<Record<Who, number>> = {};
    for (const [who, actor] of Object.entries(actors)) {
      const { status } = await api.send(actor, 'POST', PATH, scene.wish(jakarta(7, '10:00')));
      answers[who as Who] = status;
    }
    expect(answers).toEqual({
      ...{ nobody: 401, owner: 201, otherCustomer: 404, employee: 403, administrator: 403 },
      // They are customers too, of other pets.
      ...{ staff: 404, manager: 404, otherClinic: 404 },
    });
  });

  it('who left the clinic, or whose role was taken, sees its bookings no longer', async () => {
    const made = await api.send(scene.customer, 'POST', PATH, scene.wish(jakarta(8, '10:00')));
    const at = `${PATH}/${String(made.body['id'])}`;
    const staff = await api.sql<{ id: number }>(
      `select id from clinic_staff_v where clinic_id = ? and user_id = ?`,
      [scene.clinicId, scene.attendant.userId],
    );
    expect((await api.send(scene.attendant, 'GET', at)).status).toBe(200);
    await api.send(scene.manager, 'DELETE', `/api/clinics/${scene.clinicId}/staff/${staff[0]!.id}`);
    expect((await api.send(await api.again(scene.attendant), 'GET', at)).status).toBe(404);
  });

  it('ids that no column holds are not found', async () => {
    for (const [method, path, body] of [
      ['GET', ''],
      ['PATCH', '', { startsAt: jakarta(6, '16:00') }],
      ['POST', '/cancel', {}],
      ['PATCH', '/status', { status: 'confirmed' }],
    ] as const) {
      expect((await api.send(scene.manager, method, `${PATH}/9007199254740991${path}`, body)).status).toBe(
        404,
      );
    }
    for (const filter of ['clinicId', 'staffId', 'petId']) {
      const { status } = await api.send(scene.manager, 'GET', `${PATH}?${filter}=9007199254740991`);
      expect([filter, status]).toEqual([filter, 200]);
    }
  });
});
