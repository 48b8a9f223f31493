import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { COUNT_LIMIT, query, type SqlValue } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { workOrderEntities, workOrderRoleDefaults } from './index.ts';
import { assignedQuery, boardQuery, listQuery } from './work-order.contract.ts';
import { listAssigned, listOperators, listWorkOrders, readBoard } from './work-order.queries.ts';

/** Years of orders of which the last few are open, as PostgreSQL's planner would find them. */
const ORDERS = 50_000;
const OPEN = 300;

let test: TestDatabase;
let operator: UserPrincipal;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities, ...workOrderEntities]);
  const { database } = test;
  await ensureRoles(database, workOrderRoleDefaults);
  operator = await createTestPrincipal(database, { role: 'production_operator' });
  const em = database.fork();
  await query(
    em,
    `insert into users (username, full_name, password_hash, primary_role)
     select 'op' || n, 'Operator ' || n, '!', 'production_operator' from generate_series(1, 30) n`,
  );
  await query(
    em,
    `insert into work_orders (number, product_name, quantity, deadline, priority, operator_id, status, created_by,
       business_date, created_at, completed_at)
     select 'WO-' || n, 'Kursi', 10, at + interval '2 days', (array['low', 'normal', 'high', 'urgent'])[1 + n % 4],
       u.ids[1 + n % array_length(u.ids, 1)],
       case when n <= ? then 'Completed' else (array['Pending', 'In Progress'])[1 + n % 2] end, ?, at::date, at,
       case when n <= ? then at + interval '1 day' end
     from generate_series(1, ?) n
       cross join (select array_agg(id) as ids from users) u
       cross join lateral (select now() - (? - n) * interval '20 minutes' as at) calendar`,
    [ORDERS - OPEN, operator.userId, ORDERS - OPEN, ORDERS, ORDERS],
  );
  await query(
    em,
    `insert into work_order_status_history (work_order_id, previous_status, status, quantity, operator_id, changed_by)
     select id, 'Pending', 'In Progress', 5, operator_id, operator_id from work_orders`,
  );
  for (const table of ['work_orders', 'work_order_status_history'])
    await query(em, `vacuum analyze ${table}`);
});
afterAll(() => test.close());

interface Statement {
  sql: string;
  parameters: SqlValue[];
}

/** Runs a list and tells the statements that it sent. */
async function statementsOf(list: () => Promise<unknown>): Promise<Statement[]> {
  const spy = jest.spyOn(test.database.fork().getConnection(), 'execute');
  try {
    await list();
    return spy.mock.calls.map(([sql, parameters]) => ({
      sql: sql as string,
      parameters: (parameters ?? []) as SqlValue[],
    }));
  } finally {
    spy.mockRestore();
  }
}

/** How PostgreSQL reads the pages of orders among these statements. */
async function plansOf(statements: readonly Statement[]): Promise<string[]> {
  const plans: string[] = [];
  for (const { sql, parameters } of statements.filter((each) => each.sql.includes('order by'))) {
    const lines = await query<{ 'QUERY PLAN': string }>(test.database.fork(), `explain ${sql}`, parameters);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
  }
  return plans;
}

const em = () => test.database.fork();
const day = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10);
type Limit = { limit?: string };
const lists: [string, (limit: Limit) => Promise<unknown>][] = [
  ['S2-WO-05 all', (limit) => listWorkOrders(em(), listQuery.parse(limit))],
  ['S2-WO-05 one status', (limit) => listWorkOrders(em(), listQuery.parse({ ...limit, status: 'Pending' }))],
  ['S2-WO-05 one day', (limit) => listWorkOrders(em(), listQuery.parse({ ...limit, date: day }))],
  [
    'S2-WO-05 some days',
    (limit) => listWorkOrders(em(), listQuery.parse({ ...limit, startDate: day, endDate: day })),
  ],
  [
    'S2-WO-05 what is overdue',
    (limit) => listWorkOrders(em(), listQuery.parse({ ...limit, overdue: 'true' })),
  ],
  [
    'S2-WO-05 one operator',
    (limit) => listWorkOrders(em(), listQuery.parse({ ...limit, operator_id: String(operator.userId) })),
  ],
  ['S2-WO-06 the own orders', (limit) => listAssigned(em(), operator, assignedQuery.parse(limit))],
  ['S2-WO-05 the board', (limit) => readBoard(em(), boardQuery.parse(limit))],
];

describe(`a list among ${ORDERS} orders`, () => {
  it.each(lists)('%s: found by an index, never by reading the whole table', async (_, list) => {
    const plans = await plansOf(await statementsOf(() => list({})));
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      expect(plan).toContain('on work_orders');
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it.each(lists)('%s: as many statements for one order as for many', async (_, list) => {
    const one = await statementsOf(() => list({ limit: '1' }));
    const many = await statementsOf(() => list({ limit: '200' }));
    expect(many.length).toBe(one.length);
  });

  it('S2-WO-06 the own orders come out of the index in their order, without sorting', async () => {
    const [plan] = await plansOf(
      await statementsOf(() => listAssigned(em(), operator, assignedQuery.parse({}))),
    );
    expect(plan).toContain('work_orders_operator_id');
    expect(plan).not.toContain('Sort');
  });

  it('S2-WO-06 the own orders behind a cursor are found by the index, without reading what is before', async () => {
    const last = await listAssigned(em(), operator, assignedQuery.parse({ page: '50' }));
    const after = assignedQuery.parse({ after: last.next });
    const [plan] = await plansOf(await statementsOf(() => listAssigned(em(), operator, after)));
    expect(plan).toMatch(/work_orders_operator_id[\s\S]*Index Cond: .*ROW/);
    expect(plan).not.toMatch(/Sort|Filter/);
  });

  it('S2-WO-05 S2-WO-06 counts exactly up to the documented limit, and a cursor goes on behind it', async () => {
    const last = COUNT_LIMIT / 20;
    const all = await listWorkOrders(em(), listQuery.parse({ page: String(last) }));
    expect([all.total, all.totalPages, all.data.length]).toEqual([COUNT_LIMIT, last, 20]);
    // Behind what is counted a cursor goes on; a page there is refused, and says so.
    await expect(listWorkOrders(em(), listQuery.parse({ page: String(last + 1) }))).rejects.toMatchObject({
      code: 'page_not_counted',
    });
    const behind = await listWorkOrders(em(), listQuery.parse({ after: all.next }));
    expect(behind.data).toHaveLength(20);
    expect(Math.max(...behind.data.map(({ id }) => id))).toBeLessThan(
      Math.min(...all.data.map(({ id }) => id)),
    );
    const open = await listWorkOrders(em(), listQuery.parse({ status: 'Pending' }));
    expect(open.total).toBe(OPEN / 2);
    const { columns } = await readBoard(em(), boardQuery.parse({}));
    expect(columns.map(({ total }) => total)).toEqual([OPEN / 2, OPEN / 2, COUNT_LIMIT]);

    const [made] = await query<{ own: number; done: number; late: number }>(
      em(),
      `select count(*)::int as own, (count(*) filter (where status = 'Completed'))::int as done,
              (count(*) filter (where status <> 'Completed' and deadline < now()))::int as late
       from work_orders where operator_id = ?`,
      [operator.userId],
    );
    expect((await listAssigned(em(), operator, assignedQuery.parse({}))).total).toBe(made!.own);
    const own = await readBoard(em(), boardQuery.parse({ operator_id: String(operator.userId) }));
    expect(own.columns.find(({ status }) => status === 'Completed')?.total).toBe(made!.done);
    expect(own.columns.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(made!.late);
  });

  it('S2-WO-05 who has how much before them is read from open orders alone', async () => {
    const [load] = await statementsOf(() => listOperators(em()));
    const lines = await query<{ 'QUERY PLAN': string }>(em(), `explain (analyze, costs off) ${load!.sql}`, [
      ...load!.parameters,
    ]);
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/Seq Scan on work_order/);
    expect(plan).toContain('work_orders_operator_id');
    const counts = (await listOperators(em())).map(({ pending, in_progress }) => pending + in_progress);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(OPEN);
  });

  it.each([{}, { operator_id: '%operator' }])(
    'S2-WO-05 the board of %j counts by indexes',
    async (filter) => {
      const asked = boardQuery.parse({
        ...filter,
        ...(filter.operator_id && { operator_id: String(operator.userId) }),
      });
      const counting = (await statementsOf(() => readBoard(em(), asked))).filter(({ sql }) =>
        sql.includes('count('),
      );
      expect(counting).toHaveLength(1);
      const lines = await query<{ 'QUERY PLAN': string }>(
        em(),
        `explain (analyze, costs off) ${counting[0]!.sql}`,
        [...counting[0]!.parameters],
      );
      const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
      expect(plan).not.toContain('Seq Scan on work_orders');
      const removed = [...plan.matchAll(/Rows Removed by Filter: (\d+)/g)].map(([, rows]) => Number(rows));
      expect(Math.max(0, ...removed)).toBeLessThan(COUNT_LIMIT);
    },
  );
});
