import { Pool } from 'pg';
import type { BenchSystem } from './bench-system.ts';
import { CORRELATION } from './load.ts';
import { growthExponent, interleave, median, quantile, seconds, type Comparison } from './measure.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const PEOPLE = [1, 10, 100];
const SAMPLES = 200;
/** Of bookings that are made; each of {@link BOOKED} by so many customers at once, whose own take turns. */
const ROUNDS = 15;
const CUSTOMERS = 4;
const BOOKED = 16;
/** What a view of months asks for, of as many people as one answer may have. */
const MONTHS = [
  { what: 'slots', days: 31, people: 100 },
  { what: 'slots/counts', days: 62, people: 50 },
] as const;
/** How many are taken of times when views of months are measured. */
const IN_MONTHS = 100_000;
const DAY_MS = 86_400_000;
/** Times of a day, of which as many bookings of each person took all in the past. */
const A_DAY = 20;
/** Days ahead on which every other time is taken, whatever the size, so that answers are of one length. */
const AHEAD = { from: 28, days: 10 };

interface Practice {
  readonly people: number;
  readonly clinicId: number;
  readonly serviceId: number;
}

/** A clinic that is open from 08:00 to 18:00 every day, whose people all offer one service of half an hour. */
async function createPractice(pool: Pool, people: number): Promise<Practice> {
  const { rows } = await pool.query<{ clinicId: number; serviceId: number }>(
    `with clinic as (
       insert into clinics (name, street, city, latitude, longitude, time_zone)
       values ('Klinik ' || $1::int, 'Jl. 1', 'Jakarta', -6.2, 106.8, 'Asia/Jakarta') returning id
     ), hours as (
       insert into clinic_hours (clinic_id, weekly)
       select id, (select jsonb_agg(jsonb_build_object('weekday', n, 'opens', '08:00', 'closes', '18:00')) from generate_series(1, 7) n)
       from clinic
     ), service as (
       insert into clinic_services (clinic_id, name, price, duration_minutes) select id, 'Konsultasi', 1, 30 from clinic
       returning id
     ), persons as (insert into staff_persons (user_id) select null from generate_series(1, $1::int) returning id),
     staff as (
       insert into clinic_staff (clinic_id, person_id, name, role, is_bookable)
       select clinic.id, persons.id, 'drh. ' || persons.id, 'staff', true from clinic, persons returning id
     ), offered as (
       insert into clinic_staff_services (staff_id, service_id) select staff.id, service.id from staff, service
     )
     select clinic.id as "clinicId", service.id as "serviceId" from clinic, service`,
    [people],
  );
  const [row] = rows;
  if (!row) throw new Error('no clinic was made');
  return { people, ...row };
}

/**
 * Has rows written past foreign keys and indexes, which are made of all rows at once then: that costs a tenth, and most of it
 * would be an exclusion that is checked row by row. `vacuum full` makes indexes without a check; rows are right by
 * construction.
 */
async function inBulk(pool: Pool, write: () => Promise<unknown>): Promise<void> {
  const indexes = (isReady: boolean) =>
    pool.query(
      `update pg_index set indisready = $1 where indrelid = any('{bookings,occupied_spans}'::regclass[]) and not indisprimary`,
      [isReady],
    );
  await pool.query(`set session_replication_role = 'replica'`);
  await pool.query(`set maintenance_work_mem = '256MB'`);
  await indexes(false);
  await write();
  await indexes(true);
  await pool.query(`set session_replication_role = 'origin'`);
  await pool.query('vacuum (full, analyze) bookings, occupied_spans');
}

/**
 * Brings the bookings of a practice from one number to another: half of the times of some days ahead, and all of those
 * that lie behind, as far back as it takes.
 */
async function fillBookings(
  pool: Pool,
  { clinicId, serviceId, people }: Practice,
  { before, size, ahead }: { before: number; size: number; ahead: { from: number; days: number } },
): Promise<void> {
  const near = (ahead.days * A_DAY) / 2;
  await inBulk(pool, () =>
    pool.query(
      `with made as (
         insert into bookings (clinic_id, service_id, staff_id, person_id, customer_id, status, starts_at, ends_at,
           local_start, time_zone, zone_data, price, duration_minutes, buffer_minutes)
         select s.clinic_id, $2::int, s.id, s.person_id, c.first + (n * 7 + s.id) % c.many,
           case when n < ${near} then 'confirmed' else 'completed' end, at, at + interval '30 minutes',
           to_char(at, 'YYYY-MM-DD"T"HH24:MI'), 'Asia/Jakarta', '2026c', 1, 30, 0
         from clinic_staff s
         cross join (select min(id) as first, count(*)::int as many from users where nik like 'BENCH-%') c
         cross join generate_series($3::int, $4::int - 1) n,
         lateral (select date_trunc('day', now()) + case when n < ${near}
             then make_interval(days => ${ahead.from} + n / ${A_DAY / 2}, mins => 60 + 60 * (n % ${A_DAY / 2}))
             else make_interval(days => -1 - (n - ${near}) / ${A_DAY}, mins => 60 + 30 * (n % ${A_DAY})) end as at) t
         where s.clinic_id = $1
         returning id, clinic_id, service_id, staff_id, person_id, starts_at, ends_at
       )
       insert into occupied_spans (reference, clinic_id, staff_id, person_id, service_id, occupies, ends_at)
       select 'booking:' || id, clinic_id, staff_id, person_id, service_id, tstzrange(starts_at, ends_at), ends_at from made`,
      [clinicId, serviceId, Math.ceil(before / people), Math.ceil(size / people)],
    ),
  );
}

/** As the customer of development; whose bookings the history is, and of whom some book. */
async function createCustomers(pool: Pool): Promise<void> {
  await pool.query(
    `with made as (
       insert into users
       select c.* from users u, generate_series(1, 1000) n, lateral jsonb_populate_record(null::users, to_jsonb(u) ||
         jsonb_build_object('id', nextval(pg_get_serial_sequence('users', 'id')), 'nik', 'BENCH-' || n, 'username', 'bench-' || n,
           'email', 'bench' || n || '@customer.test', 'phone', null, 'employee_id', null)) c
       where u.nik = 'CUS001' returning id
     )
     insert into user_roles (user_id, role_key) select id, 'customer' from made`,
  );
  await pool.query(
    `insert into pets (owner_id, name, species) select id, 'Momo', 'kucing' from users where nik like 'BENCH-%'`,
  );
}

/** Free times of a day, and bookings of one, at practices of one, ten and a hundred people with ever more bookings. */
export async function benchSlots(system: BenchSystem): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 1 });
  await createCustomers(pool);
  const token = await system.login('CUS001', 'customer123');
  const get = async (path: string): Promise<void> => {
    const response = await fetch(system.apiUrl + path, { headers: { authorization: `Bearer ${token}` } });
    const body = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`);
  };
  const results: Comparison[] = [];
  const booking = await createBooker(system, pool);
  for (const people of PEOPLE) {
    await pool.query('truncate bookings, occupied_spans cascade');
    const practice = await createPractice(pool, people);
    const searches: Cost[] = [];
    const bookings: Cost[] = [];
    let before = 0;
    for (const size of SIZES) {
      await fillBookings(pool, practice, { before, size, ahead: AHEAD });
      before = size;
      searches.push(await searchCost(get, practice));
      bookings.push(await booking.cost(practice));
    }
    const name = (what: string): string => `growth 10k → 1M bookings: ${what}, ${people} staff`;
    results.push(growth(name('free times of a day'), searches, 'ms', 'p99'));
    results.push(growth(name('POST /api/bookings'), bookings, 'bookings/s', 'bookings/s'));
  }
  await booking.forget();
  await pool.query('truncate bookings, occupied_spans cascade');
  for (const month of MONTHS) results.push(await benchMonth(pool, get, month));
  await pool.query('truncate bookings, occupied_spans cascade');
  await pool.end();
  return results;
}

/** At one size: what is told of it, and how many times what something takes that no booking has to do with. */
interface Cost {
  readonly told: number;
  readonly ratio: number;
}

/** What grows by the machine's mood grows beside, so the exponent is that of the ratios. */
function growth(name: string, costs: readonly Cost[], unit: string, what: string): Comparison {
  const ratios = costs.map(({ ratio }) => ratio);
  const exponent = growthExponent(ratios, SIZES);
  const listed = (values: readonly number[], digits: number): string =>
    values.map((value) => value.toFixed(digits)).join(' / ');
  const told = costs.map((cost) => cost.told);
  return {
    name,
    ...{ ours: told.slice(-1), baseline: told.slice(0, 1), ratios: [exponent], unit },
    ...{ goal: 'exponent ≤ 0.1', met: exponent <= 0.1 },
    note: `${what} ${listed(told, 1)}; column "ratio" is the exponent, of costs beside a control: ${listed(ratios, 2)}`,
  };
}

async function searchCost(get: (path: string) => Promise<void>, practice: Practice): Promise<Cost> {
  const { clinicId, serviceId } = practice;
  const day = dayAhead(AHEAD.from + 2);
  const search = (): Promise<void> =>
    get(`/api/clinics/${clinicId}/slots?serviceId=${serviceId}&from=${day}&to=${day}`);
  const control = (): Promise<void> => get('/api/clinics/1');
  for (let i = 0; i < 50; i += 1) await Promise.all([search(), control()]);
  const { ours, baseline } = await interleave(
    SAMPLES,
    async () => (await seconds(search)) * 1_000,
    async () => (await seconds(control)) * 1_000,
  );
  return { told: quantile(ours, 0.99), ratio: median(ours) / median(baseline) };
}

/** Some customers who book free times at once, beside as many meals that are ordered at once. */
async function createBooker(system: BenchSystem, pool: Pool) {
  const numbers = Array.from({ length: CUSTOMERS }, (_, n) => n + 1);
  const customers = await Promise.all(numbers.map((n) => system.login(`BENCH-${n}`, 'customer123')));
  const employee = await system.login('EMP001', 'emp123');
  const { rows: pets } = await pool.query<{ id: number }>(
    `select p.id from pets p join users u on u.id = p.owner_id, unnest($1::text[]) with ordinality w (nik, place)
     where u.nik = w.nik order by place`,
    [numbers.map((n) => `BENCH-${n}`)],
  );
  const post = async (path: string, token: string | undefined, body: object): Promise<void> => {
    const response = await fetch(system.apiUrl + path, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        'x-correlation-id': CORRELATION,
      },
      body: JSON.stringify(body),
    });
    const answer = await response.text();
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${answer}`);
  };
  /** So many a second when each customer, or the employee as often, sends its part one after the other. */
  const rate = async (send: (customer: number, n: number) => Promise<void>): Promise<number> => {
    const took = await seconds(() =>
      Promise.all(
        customers.map(async (_, customer) => {
          for (let n = customer; n < BOOKED; n += CUSTOMERS) await send(customer, n);
        }),
      ),
    );
    return BOOKED / took;
  };
  const cost = async ({ clinicId, serviceId }: Practice): Promise<Cost> => {
    // Times that are free: behind each that is taken.
    const at = (n: number): string =>
      `${dayAhead(AHEAD.from + Math.floor((2 * n) / A_DAY))}T${String(1 + (n % (A_DAY / 2))).padStart(2, '0')}:30:00Z`;
    const ours = async (): Promise<number> => {
      const done = await rate((customer, n) =>
        post('/api/bookings', customers[customer], {
          ...{ clinicId, serviceId, petId: pets[customer]?.id, startsAt: at(n) },
        }),
      );
      await pool.query(
        `with gone as (delete from bookings where pet_id = any($1::int[]) returning id)
         delete from occupied_spans where reference in (select 'booking:' || id from gone)`,
        [pets.map(({ id }) => id)],
      );
      return done;
    };
    const orders = (): Promise<number> =>
      rate(() => post('/api/orders', employee, { shiftId: 1, jumlahPesanan: 1 }));
    await ours();
    await orders();
    const measured = await interleave(ROUNDS, ours, orders);
    return { told: median(measured.ours), ratio: median(measured.baseline) / median(measured.ours) };
  };
  return {
    cost,
    /** Nobody is to make anything of what was booked. */
    forget: async (): Promise<void> => {
      for (const table of ['outbox_events', 'outbox_jobs'])
        await pool.query(`delete from ${table} where correlation_id = $1`, [CORRELATION]);
    },
  };
}

const dayAhead = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Free times of many days beside those of one, with a hundred thousand that are taken. */
async function benchMonth(
  pool: Pool,
  get: (path: string) => Promise<void>,
  { what, days, people }: (typeof MONTHS)[number],
): Promise<Comparison> {
  const practice = await createPractice(pool, people);
  await fillBookings(pool, practice, { before: 0, size: IN_MONTHS, ahead: { from: 1, days } });
  const of = (count: number): Promise<void> =>
    get(
      `/api/clinics/${practice.clinicId}/${what}?serviceId=${practice.serviceId}&from=${dayAhead(1)}&to=${dayAhead(count)}`,
    );
  for (let i = 0; i < 10; i += 1) await Promise.all([of(days), of(1)]);
  const result = await interleave(
    SAMPLES / 4,
    async () => (await seconds(() => of(days))) * 1_000,
    async () => (await seconds(() => of(1))) * 1_000,
  );
  return {
    name: `${what} of ${days} days ÷ of one, ${people} staff, 100k bookings`,
    ...result,
    unit: 'ms',
    goal: `≤ ${days}`,
    met: median(result.ratios) <= days,
  };
}
