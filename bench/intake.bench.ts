import { randomUUID } from 'node:crypto';
import { query } from '@antrean/platform/database';
import { backgroundContext } from '@antrean/platform/transaction';
import { Pool } from 'pg';
import { createTestSession } from '@antrean/sessions/testing';
import { createMealOrder } from '../libs/domains/meal-orders/src/create-meal-order.ts';
import { benchLog, connectBench } from './bench-database.ts';
import type { BenchSystem } from './bench-system.ts';
import { apiRound, CONNECTIONS, CORRELATION, driverRound, ROUND_SECONDS, transactionOf } from './load.ts';
import { cpuSeconds, interleave, median, type Comparison } from './measure.ts';

/**
 * POST /api/orders against a driver loop with the same SQL, with CPU per order of the api beside it, and against itself
 * with a key that makes it repeatable.
 */
export async function benchIntake(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const token = await system.login('EMP001', 'emp123');
  const database = await connectBench(system.databaseUrl, 1);
  const [user] = await query<{ id: number }>(database.fork(), `select id from users where nik = 'EMP001'`);
  if (!user) throw new Error('EMP001 is missing');
  const actor = await createTestSession(database, user);
  const body = { shiftId: 1, jumlahPesanan: 10 };
  const statements = await transactionOf(() =>
    createMealOrder(
      { unitOfWork: { database, wakeRelay: () => undefined }, config: { businessZone: 'Asia/Jakarta' } },
      actor,
      backgroundContext(benchLog, CORRELATION, user.id),
      body,
    ),
  );
  await database.close();

  const pool = new Pool({ connectionString: system.databaseUrl, max: CONNECTIONS });
  const order = { path: '/api/orders', body, token };
  const withKey = (): Promise<number> => apiRound(system, order, () => ({ 'idempotency-key': randomUUID() }));
  await apiRound(system, order); // warm-up
  await driverRound(pool, statements);
  const before = cpuSeconds(system.apiPid);
  let made = 0;
  const result = await interleave(
    rounds,
    async () => {
      const rate = await apiRound(system, order);
      made += rate * ROUND_SECONDS;
      return rate;
    },
    () => driverRound(pool, statements),
  );
  const api = ((cpuSeconds(system.apiPid) - before) / made) * 1_000;
  await pool.end();
  await withKey(); // warm-up
  const keyed = await interleave(rounds, withKey, () => apiRound(system, order));
  return [
    {
      name: 'intake: POST /api/orders ÷ driver loop',
      ...result,
      unit: 'orders/s',
      goal: '≥ 0.35, 0.5 wanted',
      met: median(result.ratios) >= 0.35,
      note: `api ${api.toFixed(2)} ms CPU per order; ${CONNECTIONS} connections`,
    },
    {
      name: 'intake: with Idempotency-Key ÷ without',
      ...keyed,
      unit: 'orders/s',
      goal: '≥ 0.8',
      met: median(keyed.ratios) >= 0.8,
      note: 'the row that remembers the answer goes with the event, in one statement',
    },
  ];
}
