import { Pool } from 'pg';
import type { BenchSystem } from './bench-system.ts';
import { growthExponent, interleave, median, seconds, type Comparison } from './measure.ts';

const SIZES = [1_000, 10_000, 100_000];
const SAMPLES = 200;
/** Among the first thousand: in the radius, and of the text, that is looked for. Those that come later are elsewhere. */
const NEAR = 40;

/** Brings the clinics up to `size`, all over Indonesia, each with two services. */
async function fillClinics(pool: Pool, size: number): Promise<void> {
  await pool.query(
    `insert into clinics (name, street, city, latitude, longitude, time_zone)
     select case when n <= $2 then 'Klinik Cemara ' || n else 'Klinik ' || md5(n::text) end, 'Jl. ' || n, 'Kota ' || n % 500,
       case when n <= $2 then -6.26 + n * 0.001 else -11 + 17 * (n * 7919 % 99991) / 99991.0 end,
       case when n <= $2 then 106.81 + n * 0.001 else 108 + 33 * (n * 104729 % 99989) / 99989.0 end, 'Asia/Jakarta'
     from generate_series((select count(*) from clinics where street like 'Jl. %' and name ~ '^Klinik (Cemara|[0-9a-f]{32})') + 1,
                          $1::bigint) n`,
    [size, NEAR],
  );
  await pool.query(
    `insert into clinic_services (clinic_id, name, price, duration_minutes)
     select c.id, offered, 100000, 30 from clinics c, unnest('{Vaksinasi,Grooming}'::text[]) offered
     where not exists (select from clinic_services s where s.clinic_id = c.id)`,
  );
  await pool.query('vacuum (analyze) clinics, clinic_services');
}

/** Finding clinics, and the list of them, among ever more. */
export async function benchClinics(system: BenchSystem): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 2 });
  // As somebody: what nobody may cost by address is bounded.
  const token = await system.login('CUS001', 'customer123');
  const get = async (path: string, rows?: number): Promise<void> => {
    const response = await fetch(system.apiUrl + path, { headers: { authorization: `Bearer ${token}` } });
    const body = await response.text();
    const found = rows === undefined || (JSON.parse(body) as { data: unknown[] }).data.length === rows;
    if (!response.ok || !found) throw new Error(`${path}: ${response.status} ${body}`);
  };
  /** A read that does not grow, in turns with each search: what else the machine does hits both. */
  const control = (): Promise<void> => get('/api/clinics/1');
  const searches = [
    ['the list', ''],
    ['near', '?near=-6.24,106.83'],
    ['near, within 25 km', '?near=-6.24,106.83&radiusKm=25'],
    ['text', '?q=cemara'],
    ['near, text and a service', '?near=-6.24,106.83&q=cemara&service=vaksin'],
  ].map(([name = '', query = '']) => ({ name, work: () => get(`/api/clinics${query}`, 20) }));
  const costs = searches.map((): { ms: number; ratio: number }[] => []);
  for (const size of SIZES) {
    await fillClinics(pool, size);
    // Each size is warmed: the pages of the tables, the plans, the code.
    for (const { work } of [...searches, { work: control }]) for (let i = 0; i < 100; i += 1) await work();
    for (const [i, { work }] of searches.entries()) {
      const { ours, baseline } = await interleave(
        SAMPLES,
        async () => (await seconds(work)) * 1_000,
        async () => (await seconds(control)) * 1_000,
      );
      costs[i]?.push({ ms: median(ours), ratio: median(ours) / median(baseline) });
    }
  }
  await pool.end();
  return searches.map(({ name }, i) => {
    const own = costs[i] ?? [];
    const ratios = own.map(({ ratio }) => ratio);
    const exponent = growthExponent(ratios, SIZES);
    return {
      name: `growth 1k → 100k clinics: ${name}`,
      ours: [own.at(-1)?.ms ?? Number.NaN],
      baseline: [own[0]?.ms ?? Number.NaN],
      ratios: [exponent],
      unit: 'ms',
      goal: 'exponent ≤ 0.05',
      met: exponent <= 0.05,
      note:
        'column "ratio" is the exponent, of what a search costs beside reading one clinic: ' +
        ratios.map((ratio) => ratio.toFixed(2)).join(' / '),
    };
  });
}
