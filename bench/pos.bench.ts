import { query } from '@antrean/platform/database';
import { backgroundContext } from '@antrean/platform/transaction';
import { Pool } from 'pg';
import { createTestSession } from '@antrean/sessions/testing';
import { createOrder } from '../libs/domains/sales/src/create-order.ts';
import { benchLog, connectBench } from './bench-database.ts';
import type { BenchSystem } from './bench-system.ts';
import { apiRound, CONNECTIONS, CORRELATION, driverRound, transactionOf } from './load.ts';
import { interleave, median, type Comparison } from './measure.ts';

/** Products of the development catalogue. */
const PRODUCT_IDS = [1, 2, 3, 4, 5];

/** POST /api/v1/orders with five items against a driver loop with the same SQL. */
export async function benchPos(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const token = await system.login('CSH001', 'cashier123');
  const database = await connectBench(system.databaseUrl, 1);
  const [cashier] = await query<{ id: number }>(database.fork(), `select id from users where nik = 'CSH001'`);
  if (!cashier) throw new Error('CSH001 is missing');
  const actor = await createTestSession(database, cashier);
  const items = PRODUCT_IDS.map((product_id) => ({ product_id, qty: 1 }));
  const statements = await transactionOf(() =>
    createOrder(
      { unitOfWork: { database, wakeRelay: () => undefined }, config: { businessZone: 'Asia/Jakarta' } },
      actor,
      backgroundContext(benchLog, CORRELATION, cashier.id),
      { payment_method: 'CASH', outlet_id: null, items },
    ),
  );
  await database.close();

  const pool = new Pool({ connectionString: system.databaseUrl, max: CONNECTIONS });
  const order = { path: '/api/v1/orders', body: { payment_method: 'CASH', items }, token };
  await apiRound(system, order); // warm-up
  await driverRound(pool, statements);
  const result = await interleave(
    rounds,
    () => apiRound(system, order),
    () => driverRound(pool, statements),
  );
  await pool.end();
  return [
    {
      name: 'pos: POST /api/v1/orders, five items ÷ driver loop',
      ...result,
      unit: 'orders/s',
      goal: '≥ 0.35',
      met: median(result.ratios) >= 0.35,
      note: `${CONNECTIONS} connections`,
    },
  ];
}
