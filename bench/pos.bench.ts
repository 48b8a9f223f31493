import autocannon from 'autocannon';
import { Pool } from 'pg';
import { interleave, median, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const CONNECTIONS = 8;
const ROUND_SECONDS = 3;
/** Products of the development catalogue. */
const PRODUCT_IDS = [1, 2, 3, 4, 5];

const PRICES = `
  select p.id, p.name, p.category_id, (select name from pos_categories where id = p.category_id) as category_name,
    p.price, p.is_active, p.version, p.created_at, p.updated_at
  from pos_products p where p.id in ($1, $2, $3, $4, $5) and p.is_active = true`;
const INSERT = `
  with sold as (
    insert into pos_orders (invoice_number, business_date, outlet_id, payment_method, total_amount, created_by)
    select issued.code || $1, issued.business_date, $2::int, $3, $4::bigint, $5::int
    from issue_number('BENCH-INV', $6, 4) issued
    returning id, invoice_number, business_date::text, created_at, version
  ), listed as (
    insert into pos_order_lines (order_id, place, product_id, product_name, category_id, category_name, unit_price,
      quantity, amount)
    select sold.id, line."place", line."productId", line."productName", line."categoryId", line."categoryName",
      line."unitPrice", line."quantity", line."amount"
    from sold, jsonb_to_recordset($7::jsonb) as line ("place" integer, "productId" integer, "productName" text,
      "categoryId" integer, "categoryName" text, "unitPrice" integer, "quantity" integer, "amount" bigint)
  )
  select id, invoice_number, business_date, created_at, version from sold`;
const EVENT = `
  insert into outbox_events (name, version, payload, actor_id, correlation_id) values ($1, 1, $2::jsonb, $3, $4)`;

interface Priced {
  id: number;
  name: string;
  category_id: number | null;
  category_name: string | null;
  price: number;
}

/** The statements of one order's transaction, as the api sends them, by a bare pg driver in a loop. */
async function driverRound(pool: Pool, user: number): Promise<number> {
  const until = performance.now() + ROUND_SECONDS * 1_000;
  let done = 0;
  const sell = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows: products } = await client.query<Priced>(PRICES, PRODUCT_IDS);
      const lines = products.map(({ id, name, category_id, category_name, price }, place) => ({
        place,
        productId: id,
        productName: name,
        categoryId: category_id,
        categoryName: category_name,
        unitPrice: price,
        quantity: 1,
        amount: price,
      }));
      const total = products.reduce((sum, { price }) => sum + price, 0);
      const { rows: made } = await client.query(INSERT, [
        `-${process.pid}`,
        null,
        'CASH',
        total,
        user,
        'Asia/Jakarta',
        JSON.stringify(lines),
      ]);
      const event = { ...made[0], total_amount: total, lines };
      await client.query(EVENT, ['bench.pos-order', JSON.stringify(event), user, 'bench']);
      await client.query('commit');
      done += 1;
    } finally {
      client.release();
    }
  };
  const loop = async (): Promise<void> => {
    while (performance.now() < until) await sell();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return done / ROUND_SECONDS;
}

/** Orders per second that were answered 201. */
async function apiRound(system: BenchSystem, token: string): Promise<number> {
  const result = await autocannon({
    url: `${system.apiUrl}/api/v1/orders`,
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      payment_method: 'CASH',
      items: PRODUCT_IDS.map((product_id) => ({ product_id, qty: 1 })),
    }),
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} requests were refused`);
  return result['2xx'] / result.duration;
}

/** POST /api/v1/orders with five items against a driver loop with the same SQL. */
export async function benchPos(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const token = await system.login('CSH001', 'cashier123');
  const pool = new Pool({ connectionString: system.databaseUrl, max: CONNECTIONS });
  const { rows } = await pool.query<{ id: number }>(`select id from users where nik = 'CSH001'`);
  const [cashier] = rows;
  if (!cashier) throw new Error('CSH001 is missing');
  await apiRound(system, token); // warm-up
  await driverRound(pool, cashier.id);
  const result = await interleave(
    rounds,
    () => apiRound(system, token),
    () => driverRound(pool, cashier.id),
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
