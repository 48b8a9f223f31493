import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startClinicApi, type ClinicApi } from '../clinic-api.factory.ts';
import { createTestClinic } from '../testing.ts';

const migration = (name: string) =>
  readFile(new URL(`../../../../../migrations/${name}.sql`, import.meta.url), 'utf8');

let api: ClinicApi;
beforeAll(async () => {
  api = await startClinicApi();
});
afterAll(() => api.close());

it('S1-AUTH-10 a role that was given at a clinic before it was there does not open it, also when the migration runs again', async () => {
  const em = api.database.fork();
  const { id } = await createTestClinic(api.database);
  const manager = await api.staffOf(id, 'manager');
  await em.execute(`alter table scoped_roles drop constraint scoped_roles_clinic_id_fkey`);
  await query(em, `insert into scoped_roles (user_id, role_key, clinic_id) values (?, 'clinic_manager', ?)`, [
    api.customer.userId,
    id + 1,
  ]);
  await em.execute(await migration('0108_roles_at_clinics'));
  for (let run = 0; run < 2; run += 1) await em.execute(await migration('0150_roles_at_clinics_that_are'));
  expect((await createTestClinic(api.database)).id).toBe(id + 1);
  const early = await api.again(api.customer);
  expect((await api.send(early, 'PATCH', `/api/clinics/${id + 1}`, { name: 'Mine' })).status).toBe(403);
  expect((await api.send(manager, 'PATCH', `/api/clinics/${id}`, { name: 'Ours' })).status).toBe(200);
  const [key] = await query<{ isValid: boolean }>(
    em,
    `select convalidated as "isValid" from pg_constraint where conname = 'scoped_roles_clinic_id_fkey'`,
  );
  expect(key?.isValid).toBe(true);
});
