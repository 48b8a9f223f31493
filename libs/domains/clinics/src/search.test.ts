import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { query, type SqlValue } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { clinicQuery } from './clinic.contract.ts';
import { REACH, searchClinics } from './clinic.queries.ts';
import { clinicEntities } from './index.ts';

/** All over Indonesia. */
const CLINICS = 100_000;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase([...clinicEntities]);
  const em = test.database.fork();
  await em.transactional(async (tx) => {
    // Indexes are built at once afterwards, and foreign keys hold: that takes a third of the time.
    await query(tx, `set local session_replication_role = replica`);
    const indexes = await query<{ name: string; made: string }>(
      tx,
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
       where indrelid in ('clinics'::regclass, 'clinic_services'::regclass) and not indisprimary`,
    );
    await query(tx, `drop index ${indexes.map(({ name }) => name).join(', ')}`);
    await query(
      tx,
      `insert into clinics (name, description, street, city, latitude, longitude, time_zone, is_active)
       select 'Klinik ' || left(md5(n::text), 8), case when n % 3 = 0 then 'Rawat inap dan grooming' end, 'Jl. ' || n,
              (array['Jakarta', 'Bandung', 'Surabaya', 'Medan', 'Makassar'])[1 + n % 5],
              -11 + 17 * ((n::bigint * 7919) % 99991) / 99991.0, 95 + 46 * ((n::bigint * 104729) % 99989) / 99989.0, 'Asia/Jakarta',
              n % 50 <> 0
       from generate_series(1, ?) n`,
      [CLINICS],
    );
    await query(
      tx,
      `insert into clinic_services (clinic_id, name, price, duration_minutes)
       select id, (array['Vaksinasi', 'Grooming', 'Sterilisasi'])[k], 100000, 30 from clinics, generate_series(1, 2) k
       union all select id, 'Operasi katarak', 100000, 30 from clinics where id % 400 = 1`,
    );
    for (const { made } of indexes) await query(tx, made);
  });
  // Statistics of all rows: of a sample, two plans for what few have cost so much the same that chance decides.
  await query(em, 'alter table clinic_services alter name set statistics 1000');
  for (const table of ['clinics', 'clinic_services']) await query(em, `vacuum analyze ${table}`);
}, 60_000);
afterAll(() => test.close());

const search = (asked: Record<string, string>) =>
  searchClinics(test.database.fork(), null, clinicQuery.parse(asked));

/** How PostgreSQL finds the page of a search. */
async function planOf(asked: Record<string, string>): Promise<string> {
  const spy = jest.spyOn(test.database.fork().getConnection(), 'execute');
  await search(asked);
  const [sql, parameters] = spy.mock.calls.find(([text]) => String(text).includes('counted'))!;
  spy.mockRestore();
  const lines = await query<{ 'QUERY PLAN': string }>(
    test.database.fork(),
    `explain (analyze, costs off) ${String(sql)}`,
    parameters as SqlValue[],
  );
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}

const MONAS = { lat: -6.1754, lng: 106.8272 };
const near = `${MONAS.lat},${MONAS.lng}`;

describe(`a search among ${CLINICS} clinics`, () => {
  it.each([
    ['near', { near }, /Index Scan using clinics_place/],
    ['near and a radius', { near, radiusKm: '25' }, /clinics_place/],
    ['text', { q: 'Klinik c4ca4238' }, /clinics_text/],
    ['a service that few have', { service: 'katarak' }, /clinic_services_text/],
    ['a service that many have', { service: 'vaksin' }, /clinic_services_clinic_id|clinic_services_text/],
    ['near and a text that many have', { near, q: 'Rawat inap' }, /Index Scan using clinics_place/],
    ['near and a service', { near, service: 'katarak' }, /clinics_place|clinic_services_text/],
    ['everything', {}, /clinics_active|clinics_pkey/],
  ])('S1-CLIN-07 %s: by an index', async (_, asked, index) => {
    const plan = await planOf(asked);
    expect(plan).toMatch(index);
    // Counting what many have ends early, whichever way it reads; the page never reads the table.
    expect(plan).not.toMatch(/Seq Scan on clinics c_1|Seq Scan on clinic_services/);
    const removed = [...plan.matchAll(/Rows Removed by Filter: (\d+)/g)].map(([, rows]) => Number(rows));
    expect(Math.max(0, ...removed)).toBeLessThan(10_000);
  });

  it('S1-CLIN-07 near: the nearest first, each with its distance, none left out', async () => {
    const { data, total } = await search({ near, limit: '50' });
    // The great circle, by the formula of haversines.
    const nearest = await query<{ id: number; km: number }>(
      test.database.fork(),
      `select id, 2 * 6371.0088 * asin(sqrt(power(sind((latitude - ?) / 2), 2)
                + cosd(?) * cosd(latitude) * power(sind((longitude - ?) / 2), 2))) as km
       from clinics where is_active order by km limit 50`,
      [MONAS.lat, MONAS.lat, MONAS.lng],
    );
    expect(data.map(({ id }) => id)).toEqual(nearest.map(({ id }) => id));
    expect(data.map(({ distanceKm }) => distanceKm)).toEqual(
      nearest.map(({ km }) => Math.round(km * 100) / 100),
    );
    expect(total).toBe(REACH);
    const within = nearest.filter(({ km }) => km <= 25);
    expect(within.length).toBeGreaterThan(1);
    const inRadius = await search({ near, radiusKm: '25', limit: '200' });
    expect(inRadius).toMatchObject({ total: within.length });
    expect(inRadius.data.map(({ id }) => id)).toEqual(within.map(({ id }) => id));
  });

  it('S1-CLIN-07 near, across the line where the days change', async () => {
    const [fiji] = await query<{ id: number }>(
      test.database.fork(),
      `insert into clinics (name, street, city, latitude, longitude, time_zone)
       values ('Taveuni', 'Road', 'Matei', -16.7, -179.9, 'Pacific/Fiji') returning id`,
    );
    const { data } = await search({ near: '-16.7,179.9', radiusKm: '50' });
    expect(data).toMatchObject([{ id: fiji!.id, distanceKm: 21.3 }]);
  });

  it('S1-CLIN-02 conditions hold together, and pages follow each other', async () => {
    const asked = { near, radiusKm: '800', q: 'bandung', service: 'KATARAK' };
    const { data, total, totalPages } = await search({ ...asked, limit: '5' });
    expect([data.length, totalPages]).toEqual([5, Math.ceil(total / 5)]);
    const second = await search({ ...asked, limit: '5', page: '2' });
    const distances = [...data, ...second.data].map(({ distanceKm }) => distanceKm!);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(new Set([...data, ...second.data].map(({ id }) => id)).size).toBe(10);
    for (const each of data) expect([each.address.city, each.id % 400]).toEqual(['Bandung', 1]);
    // Behind the last page there is nothing, and the total is the same.
    expect(await search({ ...asked, limit: '200', page: '4' })).toMatchObject({ data: [], total });
    await expect(search({ page: '51' })).rejects.toMatchObject({ code: 'page_not_counted' });
    expect(await search({ page: '50' })).toMatchObject({ total: REACH, totalPages: 50 });
  });

  it('S1-CLIN-02 what is looked for is text, whatever it has in it', async () => {
    expect(await search({ q: 'klinik%' })).toMatchObject({ total: 0 });
    expect(await search({ q: 'ban_ung' })).toMatchObject({ total: 0 });
    expect(await search({ q: `'; drop` })).toMatchObject({ total: 0 });
    expect(await search({ q: String.raw`klinik\\` })).toMatchObject({ total: 0 });
  });

  it.each([
    [{ near: 'here' }, 'near'],
    [{ near: '91,0' }, 'near'],
    [{ near: '1,2,3' }, 'near'],
    [{ near, radiusKm: '0' }, 'radiusKm'],
    [{ near, radiusKm: '20000' }, 'radiusKm'],
    [{ radiusKm: '5' }, 'radiusKm'],
    [{ q: 'ab' }, 'q'],
    // By these no index finds: each would read all texts.
    [{ q: '%%%' }, 'q'],
    [{ q: 'a b c' }, 'q'],
    [{ service: 'x' }, 'service'],
  ])('refuses %j', (asked, field) => {
    expect(clinicQuery.safeParse(asked).error?.issues[0]?.path[0]).toBe(field);
  });
});
