import { mealOrderReports } from '@antrean/meal-orders/report';
import type { ReportSource } from '@antrean/platform/report';
import { Pool } from 'pg';
import { fillHistory, HISTORY } from './history.ts';
import { interleave, median, seconds, type Comparison } from './measure.ts';
import { statementsOf } from './statement.ts';
import { connectBench } from './bench-database.ts';
import type { BenchSystem } from './bench-system.ts';

/** Each report's answer against its own SQL through a bare driver. */
export async function benchQueries(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const pool = new Pool({
    connectionString: system.databaseUrl,
    max: 4,
    options: '-c timezone=UTC',
  });
  await fillHistory(pool);
  const database = await connectBench(system.databaseUrl, 4);
  const source: ReportSource = { database, zone: 'Asia/Jakarta', signal: new AbortController().signal };
  const results: Comparison[] = [];
  for (const { name, ...each } of mealOrderReports) {
    const asked = await each.resolve(source, { tanggalMulai: '2024-01-01' });
    const statements = await statementsOf(database, () => each.json(source, asked));
    if (statements.length === 0) throw new Error(`no statement of the report ${name} was seen`);
    const ours = (): Promise<unknown> => each.json(source, asked);
    const bare = (): Promise<unknown> => Promise.all(statements.map((text) => pool.query(text)));
    await ours();
    await bare();
    const result = await interleave(
      rounds,
      async () => (await seconds(ours)) * 1_000,
      async () => (await seconds(bare)) * 1_000,
    );
    results.push({
      name: `queries: ${name} report ÷ its SQL in pg`,
      ...result,
      unit: 'ms',
      goal: '≤ 1.15',
      met: median(result.ratios) <= 1.15,
      note: `${HISTORY} orders; ${statements.length} statement(s)`,
    });
  }
  await database.close();
  await pool.end();
  return results;
}
