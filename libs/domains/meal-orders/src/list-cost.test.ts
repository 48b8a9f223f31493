import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { COUNT_LIMIT, query, type SqlValue } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { mealOrderEntities, mealOrderRoleDefaults } from './index.ts';
import { listQuery } from './meal-order.contract.ts';
import { listMealOrders, listPendingApprovals } from './meal-order.queries.ts';
import { rejectionsReport } from './reports/rejections.report.ts';

/** A year of orders of which the last few are open, as PostgreSQL's planner would find them. */
const ORDERS = 10 * COUNT_LIMIT + 1_000;

let test: TestDatabase;
let people: Record<'employee' | 'dapur' | 'delivery' | 'administrator', UserPrincipal>;
let departmentId: number;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities, ...mealOrderEntities]);
  const { database } = test;
  await ensureRoles(database, mealOrderRoleDefaults);
  departmentId = (await createDepartment(database)).id;
  const shift = await createShift(database);
  const actor = (role: string): Promise<UserPrincipal> =>
    createTestPrincipal(database, { role, departmentId });
  people = {
    employee: await actor('employee'),
    dapur: await actor('dapur'),
    delivery: await actor('delivery'),
    administrator: await actor('administrator'),
  };
  const em = database.fork();
  await query(
    em,
    `insert into employees (full_name, department_id) select 'E' || n, ? from generate_series(1, 500) n`,
    [departmentId],
  );
  await query(em, `insert into departments (name) select 'D' || n from generate_series(1, 20) n`);
  await query(
    em,
    `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date,
       quantity, original_quantity, status, request_type, approval_status)
     select 'PM-' || n, e.ids[1 + n % 500], d.ids[1 + n % 20], ?, ?, day, day, 10, 10,
       case when n <= ? - 300 then 'COMPLETE'
            else (array['MENUNGGU', 'IN_PROGRESS', 'MENUNGGU_PERSETUJUAN', 'READY', 'ON_DELIVERY'])[1 + n % 5] end,
       case when n > ? - 300 and n % 5 = 2 or n % 50 = 0 then 'EDIT' end,
       case when n > ? - 300 and n % 5 = 2 then 'PENDING' when n % 50 = 0 then 'APPROVED' end
     from generate_series(1, ?) n
       cross join (select array_agg(id) as ids from employees) e
       cross join (select array_agg(id) as ids from departments) d
       cross join lateral (select date '2025-01-01' + n * 365 / ? as day) calendar`,
    [shift.id, people.administrator.userId, ORDERS, ORDERS, ORDERS, ORDERS, ORDERS],
  );
  await query(em, `vacuum analyze meal_orders`);
});
afterAll(() => test.close());

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

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

/** How PostgreSQL reads the one page of orders among these statements. */
async function planOf(statements: readonly Statement[]): Promise<string> {
  const [page, ...others] = statements.filter(({ sql }) => sql.includes('order by'));
  expect(others).toEqual([]);
  return explain(page!);
}

async function explain({ sql, parameters }: Statement): Promise<string> {
  const lines = await query<{ 'QUERY PLAN': string }>(test.database.fork(), `explain ${sql}`, parameters);
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}

const lists: [string, keyof typeof people, Record<string, string>][] = [
  ['an employee', 'employee', {}],
  ['the kitchen', 'dapur', {}],
  ['delivery', 'delivery', {}],
  ['an administrator', 'administrator', {}],
  ['an administrator, one status', 'administrator', { status: 'READY' }],
  ['an administrator, one day', 'administrator', { tanggalMulai: '2025-06-01', tanggalAkhir: '2025-06-01' }],
  ['an administrator, one department', 'administrator', { departmentId: '%department' }],
  ['the tenth page of an administrator', 'administrator', { page: '10' }],
];

const run = (who: keyof typeof people, filter: Record<string, string>) => {
  const department = String(departmentId);
  const asked = Object.entries(filter).map(([name, value]) => [
    name,
    value.replace('%department', department),
  ]);
  return listMealOrders(test.database.fork(), people[who], listQuery.parse(Object.fromEntries(asked)));
};

describe(`a list among ${ORDERS} orders`, () => {
  it.each(lists)(
    'S3-ORD-13 of %s is found by an index, never by reading the whole table',
    async (_, who, filter) => {
      const plan = await planOf(await statementsOf(() => run(who, filter)));
      expect(plan).toContain('meal_orders');
      expect(plan).not.toContain('Seq Scan on meal_orders');
    },
  );

  it.each(lists)(
    'S3-ORD-13 of %s costs as many statements for one order as for many',
    async (_, who, filter) => {
      const one = await statementsOf(() => run(who, { ...filter, limit: '1' }));
      const many = await statementsOf(() => run(who, { ...filter, limit: '200' }));
      expect(one.length).toBeLessThanOrEqual(3);
      expect(many.length).toBeLessThanOrEqual(one.length);
    },
  );

  it('S3-ORD-13 of one day comes sorted from the index of days', async () => {
    const day = { tanggalMulai: '2025-06-01', tanggalAkhir: '2025-06-01' };
    const plan = await planOf(await statementsOf(() => run('administrator', day)));
    expect(plan).toContain('meal_orders_order_date');
    expect(plan).not.toContain('Sort');
  });

  it.each(['administrator', 'employee', 'dapur'] as const)(
    'a deep slice of %s reads from the indexes no more rows than the slice has',
    async (who) => {
      const after = Buffer.from(`[${ORDERS - 5_000}]`).toString('base64url');
      const [page] = (await statementsOf(() => run(who, { after, limit: '20' }))).filter(({ sql }) =>
        sql.includes('order by'),
      );
      // Of the slice alone: the statement counts too.
      const slice = /array\((.*)\) as ids/s.exec(page!.sql)![1]!;
      const [plan] = await query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        test.database.fork(),
        `explain (analyze, format json) ${slice}`,
        page!.parameters.slice(0, 2),
      );
      const scans = nodesOf(plan!['QUERY PLAN'][0].Plan).filter(
        (node) => node['Relation Name'] === 'meal_orders',
      );
      expect(scans.length).toBeGreaterThan(0);
      for (const scan of scans) {
        expect(scan['Node Type']).toMatch(/^Index/);
        expect(scan['Actual Rows'] + (scan['Rows Removed by Filter'] ?? 0)).toBeLessThanOrEqual(21);
      }
    },
  );

  it('S3-ORD-22 of pending approvals is found by its own index', async () => {
    const list = () =>
      listPendingApprovals(test.database.fork(), people.administrator, { page: 1, limit: 20 });
    expect(await planOf(await statementsOf(list))).toContain('meal_orders_pending_approval');
  });

  it.each([
    {},
    { approvalStatus: 'APPROVED' },
    { tanggalMulai: '2025-06-01', tanggalAkhir: '2025-06-30' },
    { departmentId: '%department', page: '3' },
  ])('S3-RPT-07 of the rejections report for %p is found and counted by its own index', async (filter) => {
    const source = { database: test.database, zone: 'Asia/Jakarta', signal: new AbortController().signal };
    const asked = Object.entries(filter).map(([name, value]) => [
      name,
      value.replace('%department', String(departmentId)),
    ]);
    const statements = await statementsOf(async () =>
      rejectionsReport.json(source, await rejectionsReport.resolve(source, Object.fromEntries(asked))),
    );
    const read = statements.filter(({ sql }) => sql.includes('meal_orders'));
    expect(read).toHaveLength(2);
    const [found, shown] = await Promise.all(read.map(explain));
    expect(found!.match(/using meal_orders_requests/g)).toHaveLength(2);
    expect(shown).toMatch(/meal_orders_pkey[\s\S]*Index Cond: \(id = ANY/);
    for (const plan of [found, shown]) expect(plan).not.toMatch(/Sort|Seq Scan/);
  });

  it('S3-ORD-13 counts exactly up to the documented limit, and a cursor goes on behind it', async () => {
    const all = await run('administrator', {});
    expect([all.total, all.totalPages]).toEqual([COUNT_LIMIT, COUNT_LIMIT / 20]);
    const last = await run('administrator', { page: String(COUNT_LIMIT / 20) });
    const behind = await run('administrator', { after: last.next! });
    expect(behind.data).toHaveLength(20);
    expect(behind.data[0]!.id).toBeLessThan(last.data.at(-1)!.id);
    await expect(run('administrator', { page: String(COUNT_LIMIT / 20 + 1) })).rejects.toMatchObject({
      code: 'page_not_counted',
    });
    const day = await run('administrator', {
      tanggalMulai: '2025-06-01',
      tanggalAkhir: '2025-06-30',
      limit: '1',
    });
    const [exact] = await query<{ count: number }>(
      test.database.fork(),
      `select count(*)::int from meal_orders where order_date between '2025-06-01' and '2025-06-30'`,
    );
    expect(day.total).toBe(exact!.count);
  });
});
