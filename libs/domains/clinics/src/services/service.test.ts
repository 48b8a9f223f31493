import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startClinicApi, type ClinicApi } from '../clinic-api.factory.ts';
import { createTestClinic, createTestService } from '../testing.ts';

let api: ClinicApi;
beforeAll(async () => {
  api = await startClinicApi();
});
afterAll(() => api.close());

async function scene() {
  const { id } = await createTestClinic(api.database);
  const manager = await api.staffOf(id, 'manager');
  const services = [];
  for (const name of ['Vaksinasi', 'Grooming'])
    services.push(await createTestService(api.database, id, { name }));
  await query(
    api.database.fork(),
    `update clinic_services set sort_order = 1 where name = 'Grooming' and clinic_id = ?`,
    [id],
  );
  const at = `/api/clinics/${id}`;
  return {
    id,
    at: `${at}/services`,
    staffAt: `${at}/staff`,
    manager,
    services: services.map((each) => each.id),
  };
}
const dataOf = (body: Record<string, unknown>) => body['data'] as Record<string, unknown>[];
const errorOf = (body: Record<string, unknown>) => (body['errors'] as { field: string }[])[0]?.field;

describe('the services of a clinic', () => {
  const SERVICE = { name: 'Sterilisasi', price: 750_000, durationMinutes: 90, bufferMinutes: 15 };

  it('S1-CLIN-05 S1-SVC-01 S1-SVC-02 S1-SVC-03 have a price, a duration, a buffer, and whoever offers them', async () => {
    const { at, manager, staffAt, services } = await scene();
    await api.takeEvents();
    const made = await api.send(manager, 'POST', at, { ...SERVICE, description: 'Kucing dan anjing' });
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: expect.any(Number),
        ...SERVICE,
        description: 'Kucing dan anjing',
        position: 2,
        isActive: true,
        staffIds: [],
        version: 1,
      },
    ]);
    const one = `${at}/${String(made.body['id'])}`;
    expect(made.headers.get('location')).toBe(one);
    const [vet, helper] = [
      (await api.send(manager, 'POST', staffAt, { name: 'drh. Bayu', isBookable: true })).body['id'],
      (await api.send(manager, 'POST', staffAt, { name: 'Wati' })).body['id'],
    ];
    const changed = await api.send(
      manager,
      'PATCH',
      one,
      { price: 800_000, durationMinutes: 120, position: 0, staffIds: [vet, helper] },
      { 'If-Match': '"1"' },
    );
    expect(changed.body).toMatchObject({
      price: 800_000,
      durationMinutes: 120,
      staffIds: [vet, helper],
      version: 2,
    });
    expect((await api.send(manager, 'PATCH', one, { price: 1 }, { 'If-Match': '"1"' })).status).toBe(412);
    expect((await api.send(manager, 'PATCH', one, { price: 800_000 })).body['version']).toBe(2);
    // The public sees whom it can book, and what can be booked.
    expect((await api.send(null, 'GET', one)).body).toMatchObject({ staffIds: [vet], price: 800_000 });
    const order = dataOf((await api.send(null, 'GET', at)).body).map((each) => each['id']);
    expect(order).toEqual([services[0], made.body['id'], services[1]]);
    await api.send(manager, 'PATCH', one, { isActive: false });
    expect((await api.send(null, 'GET', one)).status).toBe(404);
    expect(dataOf((await api.send(api.customer, 'GET', at)).body)).toHaveLength(2);
    expect(dataOf((await api.send(manager, 'GET', at)).body)).toHaveLength(3);
    expect(dataOf((await api.send(manager, 'GET', `${at}?isActive=false`)).body)).toHaveLength(1);
    expect((await api.send(manager, 'DELETE', one)).status).toBe(204);
    expect((await api.send(manager, 'GET', one)).status).toBe(404);
    expect((await api.send(manager, 'DELETE', one)).status).toBe(404);
    const kept = await query(
      api.database.fork(),
      `select name, is_active from clinic_services_v where id = ?`,
      [Number(made.body['id'])],
    );
    expect(kept).toEqual([{ name: 'Sterilisasi', is_active: false }]);
    const told = (await api.takeEvents()).filter(({ name }) => name === 'clinic.services.changed');
    expect(told.map(({ payload }) => payload['change'])).toEqual(['added', 'updated', 'updated', 'removed']);
  });

  it('S1-SVC-01 have names of their own at a clinic, whatever their case, until they are deleted', async () => {
    const [one, two] = [await scene(), await scene()];
    const { at } = one;
    const first = await api.send(one.manager, 'POST', at, SERVICE);
    const twice = await api.send(one.manager, 'POST', at, { ...SERVICE, name: 'STERILISASI' });
    expect([twice.status, twice.body['code'], errorOf(twice.body)]).toEqual([409, 'name_taken', 'body.name']);
    const renamed = await api.send(one.manager, 'PATCH', `${at}/${one.services[0]}`, { name: 'sterilisasi' });
    expect(renamed.body['code']).toBe('name_taken');
    expect((await api.send(two.manager, 'POST', two.at, SERVICE)).status).toBe(201);
    await api.send(one.manager, 'DELETE', `${at}/${String(first.body['id'])}`);
    expect((await api.send(one.manager, 'POST', at, SERVICE)).status).toBe(201);
  });

  it.each([
    ['price', -1],
    ['price', 1.5],
    ['durationMinutes', 0],
    ['durationMinutes', 1_441],
    ['bufferMinutes', -5],
    ['name', ''],
    ['staffIds', [999_999]],
  ])('S1-SVC-01 are refused with the %s %j', async (field, value) => {
    const { at, manager } = await scene();
    const reply = await api.send(manager, 'POST', at, {
      ...SERVICE,
      [field]: value,
    });
    expect([reply.status, errorOf(reply.body)]).toEqual([400, `body.${field}`]);
  });
});
