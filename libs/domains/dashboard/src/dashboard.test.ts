import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { bookingRoleDefaults } from '@antrean/bookings';
import { catalogueRoleDefaults } from '@antrean/catalogue';
import { machineRoleDefaults } from '@antrean/machines';
import { mealOrderRoleDefaults } from '@antrean/meal-orders';
import { operationsRoleDefaults } from '@antrean/operations';
import { mergeRoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  noCache,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { workOrderRoleDefaults } from '@antrean/work-orders';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { dashboardRoleDefaults } from './dashboard.policy.ts';
import { dashboardRoutes } from './http.ts';
import { readFigures } from './read-figures.ts';
import { SECTIONS, type Section } from './summary.contract.ts';
import { FIGURES } from './summary.queries.ts';

const config = testConfig();
const zone = config.businessZone;
let db: TestDatabase;
let api: TestApi;
let administrator: UserPrincipal;

const sql = <Row extends object>(text: string) => query<Row>(db.database.fork(), text);
const get = (actor: UserPrincipal) =>
  api.request('GET', '/api/dashboard/summary', { token: accessTokenOf(actor, config) });
/** Somebody with a role that may these things and nothing else. */
const holderOf = async (...permissions: string[]): Promise<UserPrincipal> => {
  const key = `watch_${permissions.join('_').replaceAll(/\W/g, '_')}`;
  await sql(
    `insert into roles (key, label, rank, permissions) select '${key}', 'Watch', 10, '{${permissions.join(',')}}'`,
  );
  return createTestSession(db.database, await createTestUser(db.database, { role: key }));
};

/** Rows with what the dashboard reads of them; what they name need not be there. */
async function fill(rows: {
  orders?: [day: number, status: string, quantity: number][];
  sales?: [day: number, status: string, amount: number][];
  workOrders?: [status: string, deadlineHours: number, completedHours: number | null][];
  bookings?: [at: string, status: string][];
  machines?: [status: string, alarm: string | null][];
}): Promise<void> {
  const today = `(now() at time zone '${zone}')::date`;
  const { orders = [], sales = [], workOrders = [], bookings = [], machines = [] } = rows;
  await db.database.fork().transactional(async (em) => {
    const run = (text: string) => query(em, text);
    await run(`set local session_replication_role = replica`);
    for (const [day, status, quantity] of orders)
      await run(
        `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date, quantity,
           original_quantity, status)
         values (gen_random_uuid(), 1, 1, 1, 1, ${today} - ${day}, ${today} - ${day}, ${quantity}, ${quantity}, '${status}')`,
      );
    for (const [day, status, amount] of sales)
      await run(
        `insert into pos_orders (invoice_number, business_date, payment_method, status, total_amount, created_by)
         values (gen_random_uuid(), ${today} - ${day}, 'CASH', '${status}', ${amount}, 1)`,
      );
    for (const [status, deadline, completed] of workOrders)
      await run(
        `insert into work_orders (number, product_name, quantity, deadline, operator_id, status, created_by, business_date, completed_at)
         values (gen_random_uuid(), 'Kursi', 1, now() + interval '${deadline} hours', 1, '${status}', 1, ${today},
           ${completed === null ? 'null' : `now() - interval '${completed} hours'`})`,
      );
    for (const [at, status] of bookings)
      await run(
        `insert into bookings (clinic_id, service_id, staff_id, person_id, status, starts_at, ends_at, local_start, time_zone,
           zone_data, price, duration_minutes, buffer_minutes, hold_expires_at)
         select 1, 1, 1, 1, '${status}', at, at + interval '30 minutes', '2027-01-01T09:00', '${zone}', '2026c', 1, 30, 0,
           case when '${status}' in ('held', 'pending') then at end from (select ${at} as at) calendar`,
      );
    for (const [status, alarm] of machines) {
      await run(
        `insert into rvm_states (rvm_id, status) select coalesce(max(rvm_id), 0) + 1, '${status}' from rvm_states`,
      );
      if (alarm !== null)
        await run(`insert into rvm_alarms (rvm_id, kind) select max(rvm_id), '${alarm}' from rvm_states`);
    }
  });
}

beforeAll(async () => {
  db = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(
    db.database,
    mergeRoleDefaults(
      ...[identityRoleDefaults, mealOrderRoleDefaults, catalogueRoleDefaults, workOrderRoleDefaults],
      ...[bookingRoleDefaults, machineRoleDefaults, operationsRoleDefaults, dashboardRoleDefaults],
    ),
  );
  const { database } = db;
  api = await startTestApi({
    tokens: sessionTokens,
    routes: dashboardRoutes({ database, config, cache: noCache }),
    database,
    config,
  });
  administrator = await createTestPrincipal(database, { role: 'administrator' });
}, 60_000);
afterAll(async () => {
  await api.close();
  await db.close();
});

describe('GET /api/dashboard/summary', () => {
  it('S0-RT-03 of a system in which nothing happened yet is complete, with zeros', async () => {
    const { status, body } = await get(administrator);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      at: expect.any(String),
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      orders: { count: 0, meals: 0, byStatus: { MENUNGGU: 0, COMPLETE: 0 }, oldestRequestAt: null },
      sales: { count: 0, amount: 0 },
      workOrders: { open: 0, late: 0 },
      bookings: { count: 0, nextTwoHours: 0 },
      machines: { count: 0, byStatus: { ONLINE: 0, OFFLINE: 0 }, openAlarms: { FULL: 0 } },
      queue: { unsentEvents: 0, consumerLag: 0, dueJobs: 0, oldestDueSeconds: 0, deadLetters: 0 },
    });
  });

  it('S0-RT-03 adds up what is so today, in one vocabulary over all statuses', async () => {
    await fill({
      orders: [
        [0, 'MENUNGGU', 10],
        [0, 'READY', 5],
        [0, 'ON_DELIVERY', 2],
        [0, 'DITOLAK', 100],
        [1, 'COMPLETE', 1_000],
      ],
      sales: [
        [0, 'new', 15_000],
        [0, 'completed', 20_000],
        [0, 'cancelled', 1_000_000],
        [1, 'completed', 1_000_000],
      ],
      workOrders: [
        ['Pending', -1, null],
        ['In Progress', 5, null],
        ['Completed', -50, 0],
        ['Completed', -50, 48],
      ],
      bookings: [
        [`(now() at time zone '${zone}')::date::timestamp at time zone '${zone}'`, 'completed'],
        [`now() + interval '1 hour'`, 'confirmed'],
        [`now() + interval '90 minutes'`, 'cancelled'],
        [`now() - interval '3 days'`, 'completed'],
        [`now() + interval '3 days'`, 'pending'],
      ],
      machines: [
        ['ONLINE', null],
        ['ONLINE', null],
        ['FULL', 'FULL'],
        ['OFFLINE', 'OFFLINE'],
      ],
    });
    const day = (inMinutes: number): string =>
      new Date(Date.now() + inMinutes * 60_000).toLocaleDateString('en-CA', { timeZone: zone });
    const isToday = (minutes: number): number => (day(minutes) === day(0) ? 1 : 0);
    const { body } = await get(administrator);
    expect(body).toMatchObject({
      orders: {
        ...{ count: 4, meals: 17, openRequests: 0 },
        byStatus: { MENUNGGU: 1, IN_PROGRESS: 0, READY: 1, ON_DELIVERY: 1, COMPLETE: 0, DITOLAK: 1 },
        byPhase: { waiting: 1, active: 0, ready: 2, done: 0, cancelled: 1 },
      },
      sales: {
        ...{ count: 2, amount: 35_000 },
        byStatus: { new: 1, preparing: 0, ready: 0, completed: 1 },
        byPhase: { waiting: 1, active: 0, ready: 0, done: 1, cancelled: 0 },
      },
      workOrders: {
        ...{ open: 2, late: 1, byStatus: { Pending: 1, 'In Progress': 1, Completed: 1 } },
        byPhase: { waiting: 1, active: 1, done: 1 },
      },
      bookings: {
        ...{ count: 1 + isToday(60) + isToday(90), nextTwoHours: 1 },
        byStatus: { completed: 1, confirmed: isToday(60), cancelled: isToday(90), pending: 0 },
        byPhase: { done: 1, waiting: isToday(60), cancelled: isToday(90) },
      },
      machines: {
        ...{ count: 4, byStatus: { UNKNOWN: 0, ONLINE: 2, FULL: 1, FAULT: 0, MAINTENANCE: 0, OFFLINE: 1 } },
        openAlarms: { FULL: 1, FAULT: 0, OFFLINE: 1, FLAPPING: 0 },
      },
    });
  });

  it.each([
    [['rvms.read'], ['machines']],
    [
      ['pos.read', 'bookings.attend'],
      ['sales', 'bookings'],
    ],
    [[], []],
  ])('S0-AUTH-04 who also holds %j sees %j and nothing else', async (more, seen) => {
    const { status, body } = await get(await holderOf('dashboard.read', ...more));
    expect(status).toBe(200);
    expect(SECTIONS.filter((section) => body[section] !== null)).toEqual(seen);
  });

  it('S0-AUTH-04 is not for who may read all of it and not the dashboard', async () => {
    for (const role of ['production_manager', 'cashier', 'rvm_operator', 'employee'])
      expect([role, (await get(await createTestPrincipal(db.database, { role }))).status]).toEqual([
        role,
        403,
      ]);
  });
});

describe('the figures', () => {
  it('S0-PERF-01 are read by indexes from what is of today or open, however much has been', async () => {
    await db.database.fork().transactional(async (em) => {
      await query(em, `set local session_replication_role = replica`);
      await query(
        em,
        `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date, quantity,
           original_quantity, status, approval_status)
         select gen_random_uuid(), 1, 1, 1, 1, current_date - n / 100 - 1, current_date - n / 100 - 1, 1, 1, 'COMPLETE', 'APPROVED'
         from generate_series(1, 20000) n`,
      );
      await query(
        em,
        `insert into meal_order_approvals (order_id, request_type, status, requested_by, previous_status, previous_quantity, kitchen_note)
         select n, 'EDIT', 'APPROVED', 1, 'MENUNGGU', 1, '' from generate_series(1, 20000) n`,
      );
      await query(
        em,
        `insert into pos_orders (invoice_number, business_date, payment_method, status, total_amount, created_by)
         select gen_random_uuid(), current_date - n / 100 - 1, 'CASH', 'completed', 1, 1 from generate_series(1, 20000) n`,
      );
      await query(
        em,
        `insert into work_orders (number, product_name, quantity, deadline, operator_id, status, created_by, business_date, completed_at)
         select gen_random_uuid(), 'Kursi', 1, now(), 1, 'Completed', 1, current_date, now() - n * interval '1 hour'
         from generate_series(48, 20000) n`,
      );
      await query(
        em,
        `insert into bookings (clinic_id, service_id, staff_id, person_id, status, starts_at, ends_at, local_start, time_zone,
           zone_data, price, duration_minutes, buffer_minutes)
         select 1, 1, 1, 1, 'completed', at, at + interval '30 minutes', '2027-01-01T09:00', 'UTC', '2026c', 1, 30, 0
         from generate_series(1, 20000) n, lateral (select now() - n * interval '1 hour' as at) calendar`,
      );
      await query(
        em,
        `insert into rvm_alarms (rvm_id, kind, cleared_at) select n % 4 + 1, 'FULL', now() from generate_series(1, 20000) n`,
      );
    });
    await sql(`analyze meal_orders, meal_order_approvals, pos_orders, work_orders, bookings, rvm_alarms`);
    for (const section of SECTIONS) {
      const plan = await sql<{ 'QUERY PLAN': string }>(
        `explain ${FIGURES[section].replaceAll('?', `'${zone}'`)}`,
      );
      const lines = plan.map((line) => line['QUERY PLAN']);
      // All machines are counted, which are as many as there are machines; what empty tables cost is nothing.
      const scanned = lines.filter((line) => /Seq Scan on (?!rvm_states|outbox_)/.test(line));
      expect([section, scanned]).toEqual([section, []]);
    }
  }, 60_000);

  it('S0-PERF-01 are read once for all processes that ask within a second', async () => {
    const versions = new Set<string>();
    const begin = performance.now();
    let asked = 0;
    while (performance.now() - begin < 2_500) {
      const found = await Promise.all(
        Array.from({ length: 8 }, () => readFigures(db.database.fork(), config)),
      );
      asked += found.length;
      for (const { at } of found) versions.add(at);
    }
    expect(asked).toBeGreaterThan(50);
    // What had been read before counts too.
    expect(versions.size).toBeLessThanOrEqual(4);
    const { figures, date } = await readFigures(db.database.fork(), config);
    expect(Object.keys(figures).sort()).toEqual([...SECTIONS].sort());
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(figures).toMatchObject({ machines: { byStatus: { ONLINE: 2 } } } satisfies Partial<
      Record<Section, unknown>
    >);
  });
});
