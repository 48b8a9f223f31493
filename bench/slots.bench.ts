import { Pool } from 'pg';
import type { BenchSystem } from './bench-system.ts';
import { growthExponent, interleave, median, quantile, seconds, type Comparison } from './measure.ts';

const SIZES = [1_000, 10_000, 100_000];
const PEOPLE = [1, 10, 100];
const SAMPLES = 100;
/** What a view of months asks for, of as many people as one answer may have. */
const MONTHS = [
  { what: 'slots', days: 31, people: 100 },
  { what: 'slots/counts', days: 62, people: 50 },
] as const;
const DAY_MS = 86_400_000;
/** Of each person and day; what is more lies years ago. */
const A_DAY = 20;

interface Practice {
  readonly people: number;
  readonly clinicId: number;
  readonly serviceId: number;
}

/** A clinic that is open from 08:00 to 18:00 every day, whose people all offer one service of half an hour. */
async function createPractice(pool: Pool, people: number): Promise<Practice> {
  const { rows } = await pool.query<{ clinicId: number; serviceId: number }>(
    `with clinic as (
       insert into clinics (name, street, city, latitude, longitude, time_zone)
       values ('Klinik ' || $1::int, 'Jl. 1', 'Jakarta', -6.2, 106.8, 'Asia/Jakarta') returning id
     ), hours as (
       insert into clinic_hours (clinic_id, weekly)
       select id, (select jsonb_agg(jsonb_build_object('weekday', n, 'opens', '08:00', 'closes', '18:00')) from generate_series(1, 7) n)
       from clinic
     ), service as (
       insert into clinic_services (clinic_id, name, price, duration_minutes) select id, 'Konsultasi', 1, 30 from clinic
       returning id
     ), persons as (insert into staff_persons (user_id) select null from generate_series(1, $1::int) returning id),
     staff as (
       insert into clinic_staff (clinic_id, person_id, name, role, is_bookable)
       select clinic.id, persons.id, 'drh. ' || persons.id, 'staff', true from clinic, persons returning id
     ), offered as (
       insert into clinic_staff_services (staff_id, service_id) select staff.id, service.id from staff, service
     )
     select clinic.id as "clinicId", service.id as "serviceId" from clinic, service`,
    [people],
  );
  const [row] = rows;
  if (!row) throw new Error('no clinic was made');
  return { people, ...row };
}

/** Brings what is taken of these people up to `size`: twenty a day of each, from 60 days ahead back into the past. */
async function fillSpans(pool: Pool, { clinicId, serviceId, people }: Practice, size: number): Promise<void> {
  const each = Math.ceil(size / people);
  // An index that is made of all rows at once costs a tenth of one that grows with them.
  await pool.query(`alter table occupied_spans drop constraint occupied_spans_once`);
  // Foreign keys are right by construction, and most of the time that a million rows take.
  await pool.query(`set session_replication_role = 'replica'`);
  await pool.query(
    `insert into occupied_spans (reference, clinic_id, staff_id, person_id, service_id, occupies, ends_at)
     select 'bench:' || s.id || ':' || n, s.clinic_id, s.id, s.person_id, $2::int,
       tstzrange(at, at + interval '30 minutes'), at + interval '30 minutes'
     from clinic_staff s, generate_series(0, $3::int - 1) n,
       lateral (select date_trunc('day', now()) + make_interval(days => 60 - n / ${A_DAY}, mins => 60 + 30 * (n % ${A_DAY})) as at) t
     where s.clinic_id = $1 on conflict (reference) do nothing`,
    [clinicId, serviceId, each],
  );
  await pool.query(`set session_replication_role = 'origin'`);
  await pool.query(
    `alter table occupied_spans add constraint occupied_spans_once exclude using gist (person_id with =, occupies with &&)`,
  );
  await pool.query('vacuum (analyze) occupied_spans');
}

/** The free times of a day, for one, ten and a hundred people, among ever more bookings; and those of months. */
export async function benchSlots(system: BenchSystem): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 1 });
  const token = await system.login('CUS001', 'customer123');
  const get = async (path: string): Promise<void> => {
    const response = await fetch(system.apiUrl + path, { headers: { authorization: `Bearer ${token}` } });
    const body = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`);
  };
  const control = (): Promise<void> => get('/api/clinics/1');
  const results: Comparison[] = [];
  for (const people of PEOPLE) {
    const practice = await createPractice(pool, people);
    const day = dayAhead(30);
    const search = (): Promise<void> =>
      get(`/api/clinics/${practice.clinicId}/slots?serviceId=${practice.serviceId}&from=${day}&to=${day}`);
    const costs: { p99: number; ratio: number }[] = [];
    for (const size of SIZES) {
      await fillSpans(pool, practice, size);
      for (let i = 0; i < 50; i += 1) await Promise.all([search(), control()]);
      const { ours, baseline } = await interleave(
        SAMPLES,
        async () => (await seconds(search)) * 1_000,
        async () => (await seconds(control)) * 1_000,
      );
      costs.push({ p99: quantile(ours, 0.99), ratio: median(ours) / median(baseline) });
    }
    // The next clinic's begin from nothing.
    await pool.query(`delete from occupied_spans where clinic_id = $1`, [practice.clinicId]);
    const ratios = costs.map(({ ratio }) => ratio);
    const exponent = growthExponent(ratios, SIZES);
    results.push({
      name: `growth 1k → 100k taken times: free times of a day, ${people} staff`,
      ours: [costs.at(-1)?.p99 ?? Number.NaN],
      baseline: [costs[0]?.p99 ?? Number.NaN],
      ratios: [exponent],
      unit: 'ms',
      goal: 'exponent ≤ 0.1',
      met: exponent <= 0.1,
      note:
        'p99; column "ratio" is the exponent, of what a search costs beside reading one clinic: ' +
        ratios.map((ratio) => ratio.toFixed(2)).join(' / '),
    });
  }
  for (const month of MONTHS) results.push(await benchMonth(pool, get, month));
  await pool.end();
  return results;
}

const dayAhead = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Free times of many days beside those of one, with a hundred thousand that are taken. */
async function benchMonth(
  pool: Pool,
  get: (path: string) => Promise<void>,
  { what, days, people }: (typeof MONTHS)[number],
): Promise<Comparison> {
  const practice = await createPractice(pool, people);
  await fillSpans(pool, practice, SIZES.at(-1) ?? 0);
  const of = (count: number): Promise<void> =>
    get(
      `/api/clinics/${practice.clinicId}/${what}?serviceId=${practice.serviceId}&from=${dayAhead(1)}&to=${dayAhead(count)}`,
    );
  for (let i = 0; i < 10; i += 1) await Promise.all([of(days), of(1)]);
  const result = await interleave(
    SAMPLES / 4,
    async () => (await seconds(() => of(days))) * 1_000,
    async () => (await seconds(() => of(1))) * 1_000,
  );
  await pool.query(`delete from occupied_spans where clinic_id = $1`, [practice.clinicId]);
  return {
    name: `${what} of ${days} days ÷ of one, ${people} staff, 100k taken times`,
    ...result,
    unit: 'ms',
    goal: `≤ ${days}`,
    met: median(result.ratios) <= days,
  };
}
