import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { query, type SqlValue } from '@antrean/platform/database';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { bookingQuery } from './booking.contract.ts';
import { startBookingApi, type BookingApi, type Scene } from './booking-api.factory.ts';
import { listBookings } from './booking.queries.ts';
import { readCalendar } from './calendar/calendar.queries.ts';
import { bookingData } from './personal-data.ts';

/** A year of a large clinic, beside a few of others. */
const OF_THE_CLINIC = 100_000;

let api: BookingApi;
let scene: Scene;
beforeAll(async () => {
  api = await startBookingApi();
  scene = await api.scene({ people: 2 });
  const other = await api.scene();
  const [one, two] = scene.staff as [{ id: number; personId: number }, { id: number; personId: number }];
  // Each row would be looked up in the tables that it names.
  await api.sql(`alter table bookings disable trigger all`);
  await api.sql(
    `insert into bookings (clinic_id, service_id, staff_id, person_id, pet_id, customer_id, status, starts_at, ends_at,
       local_start, time_zone, zone_data, price, duration_minutes, buffer_minutes, hold_expires_at)
     select case when n % 20 > 0 then ?::int else ?::int end, ?, case when n % 4 = 0 then ?::int else ?::int end, ?,
       null, case when n % 5000 = 0 then ?::int end,
       case when n % 2000 = 0 then 'pending' else 'completed' end, at, at + interval '30 minutes',
       '2027-01-01T09:00', 'Asia/Jakarta', '2026c', 1, 30, 0, case when n % 2000 = 0 then at end
     from generate_series(1, ?) n, lateral (select now() - n * interval '5 minutes' as at) calendar`,
    [
      ...[scene.clinicId, other.clinicId, scene.serviceId, one.id, two.id, one.personId],
      ...[scene.customer.userId, Math.round((OF_THE_CLINIC * 20) / 19)],
    ],
  );
  await api.sql(`alter table bookings enable trigger all`);
  await api.sql(`vacuum analyze bookings`);
}, 120_000);
afterAll(() => api.close());

const OF_A_LIST = /microsecond|1000000/;
/** How PostgreSQL runs those statements of a piece of work that fit. */
async function plansOf(list: () => Promise<unknown>, fitting = OF_A_LIST): Promise<string[]> {
  const spy = jest.spyOn(api.database.fork().getConnection(), 'execute');
  let statements: { sql: string; parameters: SqlValue[] }[];
  try {
    await list();
    statements = spy.mock.calls.map(([sql, parameters]) => ({
      sql: sql as string,
      parameters: (parameters ?? []) as SqlValue[],
    }));
  } finally {
    spy.mockRestore();
  }
  const plans: string[] = [];
  for (const { sql, parameters } of statements.filter((each) => fitting.test(each.sql))) {
    const lines = await query<{ 'QUERY PLAN': string }>(api.database.fork(), `explain ${sql}`, parameters);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
  }
  return plans;
}

const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString();

describe(`S1-BKG-04 a list among ${OF_THE_CLINIC} bookings of a clinic`, () => {
  it.each([
    ['the customer’s own', 'customer', {}],
    ['the clinic’s', 'manager', {}],
    ['the clinic’s on a day', 'manager', { from: day(100), to: day(99), order: 'asc' }],
    ['with somebody', 'manager', { staffId: '1', from: day(100), to: day(93) }],
    ['in a status', 'manager', { status: 'pending' }],
    ['all clinics’, for an administrator', 'administrator', {}],
  ] as const)('%s is read from an index, without sorting', async (_, who, asked) => {
    const actor = who === 'administrator' ? api.administrator : scene[who];
    const parsed = bookingQuery.parse({
      ...asked,
      ...('staffId' in asked && { staffId: String(scene.staff[0]!.id) }),
    });
    const begin = performance.now();
    const [plan, ...others] = await plansOf(() => listBookings(api.database.fork(), actor, parsed));
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(others).toEqual([]);
    expect(plan).toMatch(/Index (?:Only )?Scan.* using bookings_\w+/);
    expect(plan).not.toMatch(/Seq Scan on bookings/);
  });
});

describe(`S1-BKG-04 a week of the calendar among ${OF_THE_CLINIC} bookings of a clinic`, () => {
  it('is read by an index, not by a look at all', async () => {
    const date = (back: number): string => day(back).slice(0, 10);
    const read = () =>
      readCalendar(api.database.fork(), scene.manager, scene.clinicId, { from: date(100), to: date(94) });
    const [plan] = await plansOf(read, /make_interval\(mins/);
    expect(plan).toMatch(/Index Scan (?:using|on) bookings_(?:clinic|starts_at)/);
    expect(plan).not.toMatch(/Seq Scan on bookings/);
  });
});

describe(`a customer who leaves, among ${OF_THE_CLINIC} bookings of a clinic`, () => {
  it('is forgotten in them without one look at those of others', async () => {
    const erase = () =>
      transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
        bookingData.erase(tx, scene.customer.userId),
      );
    const plans = await plansOf(erase, /\b(?:from|update) "?bookings"?\s/);
    expect(plans.length).toBeGreaterThanOrEqual(2);
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on "?bookings/);
    const left = await api.sql(`select 1 from bookings where customer_id = ?`, [scene.customer.userId]);
    expect(left).toEqual([]);
  });
});
