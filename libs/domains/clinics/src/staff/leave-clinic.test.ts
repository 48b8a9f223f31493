import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestSession } from '@antrean/sessions/testing';
import { startClinicApi, type ClinicApi } from '../clinic-api.factory.ts';
import { dataOf, staffScenes, type StaffScenes } from './staff-scene.factory.ts';

let api: ClinicApi;
let scenes: StaffScenes;
beforeAll(async () => {
  api = await startClinicApi();
  scenes = staffScenes(api);
});
afterAll(() => api.close());

describe('leaving a clinic', () => {
  it('S1-CLIN-08 is everybody’s own to do: they are not booked there, and have no role', async () => {
    const [{ id, at, manager, services }, other] = [await scenes.scene(), await scenes.scene()];
    const vet = await scenes.user();
    const entry = { email: vet.email, isBookable: true, serviceIds: services };
    const { body } = await scenes.add(api.administrator, at, entry);
    await scenes.add(api.administrator, other.at, { email: vet.email });
    const actor = await createTestSession(api.database, vet);
    await api.takeEvents();
    expect((await api.send(actor, 'DELETE', `${at}/me`)).status).toBe(204);
    expect(await scenes.rolesOf(vet.id)).toEqual(['clinic_staff']);
    const events = await api.takeEvents();
    expect(events.map(({ name, payload }) => [name, payload['change']])).toEqual([
      ['user.role.changed', undefined],
      ['clinic.staff.changed', 'removed'],
    ]);
    expect((await api.send(manager, 'GET', `${at}/${String(body['id'])}`)).status).toBe(404);
    expect(dataOf((await api.send(null, 'GET', `/api/clinics/${id}/services`)).body)).toMatchObject([
      { staffIds: [] },
      { staffIds: [] },
    ]);
    // Who does not work there, any more or at all, and where there is no clinic.
    for (const path of [`${at}/me`, '/api/clinics/999999/staff/me']) {
      expect([path, (await api.send(actor, 'DELETE', path)).status]).toEqual([path, 404]);
    }
    expect((await api.send(api.administrator, 'DELETE', `${at}/me`)).status).toBe(404);
    expect((await api.send(null, 'DELETE', `${other.at}/me`)).status).toBe(401);
    // Also a clinic that is deactivated.
    await api.send(api.administrator, 'DELETE', `/api/clinics/${other.id}`);
    expect((await api.send(actor, 'DELETE', `${other.at}/me`)).status).toBe(204);
    expect(await scenes.rolesOf(vet.id)).toEqual([]);
  });

  it('S1-CLIN-08 is not for the last manager of a clinic that is open, also when two leave at once', async () => {
    const { id, at, manager } = await scenes.scene();
    expect((await api.send(manager, 'DELETE', `${at}/me`)).body).toMatchObject({ code: 'last_manager' });
    for (let round = 0; round < 3; round += 1) {
      const [first, second] = [await api.staffOf(id, 'manager'), await api.staffOf(id, 'manager')];
      if (round === 0) expect((await api.send(manager, 'DELETE', `${at}/me`)).status).toBe(204);
      const replies = await Promise.all(
        [first, second].map((actor) => api.send(actor, 'DELETE', `${at}/me`)),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual(round === 0 ? [204, 409] : [204, 204]);
    }
  });
});
