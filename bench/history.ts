import type { Pool } from 'pg';

/** So many meal orders are in the history. */
export const HISTORY = 1_000_000;

/** Brings the history up to `size` completed meal orders, spread over two years. */
export async function fillOrders(pool: Pool, size: number): Promise<void> {
  await pool.query(
    `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date,
       quantity, original_quantity, status, created_at, accepted_at, ready_at, picked_up_at, completed_at)
     select 'OLD-' || n, 1 + n % 5, (select min(id) from departments) + n % (select count(*) from departments)::int,
       1 + n % 3, 2, t::date, t::date, 10, 10, 'COMPLETE', t, t, t, t, t
     from (select n, now() - n % 730 * interval '1 day' - interval '1 day' as t
           from generate_series((select count(*) from meal_orders where code like 'OLD-%') + 1, $1::bigint) n) as history`,
    [size],
  );
  await pool.query('vacuum (analyze) meal_orders');
}

/** All of the history. One order in fifty was asked to be edited. */
export async function fillHistory(pool: Pool): Promise<void> {
  await fillOrders(pool, HISTORY);
  await pool.query(
    `update meal_orders set request_type = 'EDIT', approval_status = 'APPROVED', kitchen_note = 'stok', requested_by = 3
     where id % 50 = 0 and approval_status is null and code like 'OLD-%'`,
  );
  await pool.query('vacuum (analyze) meal_orders');
}

/** Where the trail's history begins, and how many lines each of its days has; they lie a day's fraction apart. */
export const TRAIL = { from: '2024-01-01', linesPerDay: 10_000 } as const;

/** A trail of `HISTORY` lines, as long as those of orders; past its triggers, so without a chain that holds. */
export async function fillTrail(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(
      `insert into log_audit_trail (at, event_id, seq, action, subject, detail, user_id, chain, chain_seq, hash)
       select $1::timestamptz + (n - 1) * (interval '1 day' / $2::int), gen_random_uuid(), -n,
         (array['ORDER_CREATED', 'ORDER_STATUS_CHANGED', 'APPROVAL_DECIDED'])[1 + n % 3], 'PM-20240101-' || n,
         'Order PM-20240101-' || n || ': ' || n % 50 || ' meals for "Department ' || n % 7 || '", shift ' || n % 3,
         1 + n % 5, 'bench', n, sha256(n::text::bytea)
       from generate_series(1, $3::bigint) n
       where not exists (select from log_audit_trail where chain = 'bench')`,
      [TRAIL.from, TRAIL.linesPerDay, HISTORY],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
  await pool.query('vacuum (analyze) log_audit_trail');
}
