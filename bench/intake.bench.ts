import autocannon from 'autocannon';
import { Pool } from 'pg';
import { cpuSeconds, interleave, median, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const CONNECTIONS = 8;
const ROUND_SECONDS = 3;

/**
 * The statements of one meal order's transaction, as the api sends them, by a bare pg driver in a loop.
 * The api also verifies the token, loads the session, validates, and writes HTTP.
 */
async function driverRound(
  pool: Pool,
  ids: { employee: number; department: number; user: number },
): Promise<number> {
  const until = performance.now() + ROUND_SECONDS * 1_000;
  let done = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < until) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const { rows } = await client.query<{ id: number }>(
          `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date,
             quantity, original_quantity, status)
           select issued.code || $1, $2::int, $3::int, s.id, $4::int, coalesce($5::date, issued.business_date),
             issued.business_date, $6::int, $7::int, 'MENUNGGU'
           from shifts s, issue_number('BENCH', $8, 3) issued
           where s.id = $9 and s.is_active
           returning id, code, order_date::text, created_at, version,
             (select name from departments where id = department_id) as department_name,
             (select name from shifts where id = shift_id) as shift_name`,
          [`-${process.pid}`, ids.employee, ids.department, ids.user, null, 10, 10, 'Asia/Jakarta', 1],
        );
        await client.query(
          `insert into outbox_events (name, version, payload, actor_id, correlation_id) values ($1, 1, $2::jsonb, $3, $4)`,
          ['bench.order', JSON.stringify({ orderId: rows[0]?.id, quantity: 10 }), ids.user, 'bench'],
        );
        await client.query('commit');
        done += 1;
      } finally {
        client.release();
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return done / ROUND_SECONDS;
}

/** POST requests per second that were answered 201. */
async function apiRound(system: BenchSystem, path: string, body: unknown, token: string): Promise<number> {
  const result = await autocannon({
    url: `${system.apiUrl}${path}`,
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} requests were refused`);
  return result['2xx'] / result.duration;
}

/** POST /api/orders against a driver loop with the same SQL; CPU per order of each process beside it. */
export async function benchIntake(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const token = await system.login('EMP001', 'emp123');
  const pool = new Pool({ connectionString: system.databaseUrl, max: CONNECTIONS });
  const { rows } = await pool.query<{ employee: number; department: number; user: number }>(
    `select u.id as "user", e.id as employee, e.department_id as department
     from users u join employees e on e.id = u.employee_id where u.nik = 'EMP001'`,
  );
  const [ids] = rows;
  if (!ids) throw new Error('EMP001 is missing');
  const order = { shiftId: 1, jumlahPesanan: 10 };
  await apiRound(system, '/api/orders', order, token); // warm-up
  await driverRound(pool, ids);
  const before = { api: cpuSeconds(system.apiPid), postgres: cpuSeconds(system.postgresPid) };
  let made = 0;
  const result = await interleave(
    rounds,
    async () => {
      const rate = await apiRound(system, '/api/orders', order, token);
      made += rate * ROUND_SECONDS;
      return rate;
    },
    () => driverRound(pool, ids),
  );
  const api = ((cpuSeconds(system.apiPid) - before.api) / made) * 1_000;
  await pool.end();
  return [
    {
      name: 'intake: POST /api/orders ÷ driver loop',
      ...result,
      unit: 'orders/s',
      goal: '≥ 0.35, 0.5 wanted',
      met: median(result.ratios) >= 0.35,
      note: `api ${api.toFixed(2)} ms CPU per order; ${CONNECTIONS} connections`,
    },
  ];
}
