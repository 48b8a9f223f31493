import { Pool } from 'pg';
import { fillOrders } from './history.ts';
import { growthExponent, medianMs, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const SAMPLES = 200;

/** Cost of one order, one page of a list, and numbering one event, with ever more history. */
export async function benchGrowth(system: BenchSystem): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 2 });
  const employee = await system.login('EMP001', 'emp123');
  const kitchen = await system.login('KIT001', 'kitchen123');
  const call = async (path: string, token: string, body?: unknown): Promise<void> => {
    const response = await fetch(system.apiUrl + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    await response.text();
  };
  const measures: { name: string; work: () => Promise<unknown> }[] = [
    {
      name: 'intake: POST /api/orders',
      work: () => call('/api/orders', employee, { shiftId: 1, jumlahPesanan: 10 }),
    },
    { name: "list: the kitchen's page", work: () => call('/api/orders?limit=20', kitchen) },
    { name: "list: an employee's page", work: () => call('/api/orders?limit=20', employee) },
    {
      name: 'relay: number and claim when there is nothing',
      work: () => pool.query('select * from outbox_number_events(200)'),
    },
  ];
  const costs = measures.map((): number[] => []);
  for (const size of SIZES) {
    await fillOrders(pool, size);
    for (const { work } of measures) for (let i = 0; i < 20; i += 1) await work();
    for (const [i, { work }] of measures.entries()) costs[i]?.push(await medianMs(SAMPLES, work));
  }
  await pool.end();
  return measures.map(({ name }, i) => {
    const own = costs[i] ?? [];
    return {
      name: `growth 10k → 1M orders: ${name}`,
      ours: [own.at(-1) ?? Number.NaN],
      baseline: [own[0] ?? Number.NaN],
      ratios: [growthExponent(own, SIZES)],
      unit: 'ms',
      goal: 'exponent ≤ 0.05',
      met: growthExponent(own, SIZES) <= 0.05,
      note: `column "ratio" is the exponent; medians ${own.map((ms) => ms.toFixed(2)).join(' / ')} ms`,
    };
  });
}
