import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { CompiledQuery } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import {
  startAvailabilityApi,
  type AvailabilityApi,
  type TestPractice,
} from '../availability-api.factory.ts';
import { releaseHoldHandler } from '../calendar/calendar.job.ts';
import { DAYS } from '../calendar/calendar-days.ts';
import { OCCUPIED } from './occupied.queries.ts';
import {
  confirmHold,
  moveOccupied,
  occupy,
  releaseIfOver,
  releaseOccupied,
  type Occupation,
} from './occupy.ts';

let api: AvailabilityApi;
beforeAll(async () => {
  api = await startAvailabilityApi({ poolSize: 20 });
});
afterAll(() => api.close());

const today = Temporal.Now.plainDateISO('Asia/Jakarta');
const at = (days: number, time: string) => new Date(`${today.add({ days }).toString()}T${time}:00+07:00`);
let references = 0;
const wish = (
  { clinicId, serviceId }: TestPractice,
  startsAt: Date,
  rest: Partial<Occupation> = {},
): Occupation => {
  references += 1;
  const reference = `test:${references}`;
  return { reference, clinicId, serviceId, staffId: null, startsAt, heldForSeconds: null, ...rest };
};
const take = (practice: TestPractice, startsAt: Date, rest?: Partial<Occupation>) =>
  api.inTransaction((tx) => occupy(tx, wish(practice, startsAt, rest)));
const code = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
const sql = <Row extends object>(text: string, values: (string | number)[] = []) =>
  query<Row>(api.database.fork(), text, values);
const noneOverlap = async () =>
  expect(
    await sql(`select from occupied_spans a join occupied_spans b
      on a.person_id = b.person_id and a.occupies && b.occupies and a.id < b.id`),
  ).toEqual([]);

describe('a time that is taken', () => {
  it('S1-AVL-01 case 23: of 50 who want the same slot at once one has it, and 49 are told that it is taken', async () => {
    const practice = await api.practice();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => code(take(practice, at(2, '09:00')))),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'slot_taken')).toHaveLength(49);
    await noneOverlap();
  });

  it('S1-AVL-01 case 23: of times that overlap, too, however they come', async () => {
    const practice = await api.practice({ people: 3, durationMinutes: 30, bufferMinutes: 15 });
    const starts = Array.from({ length: 60 }, (_, i) =>
      at(2, `1${i % 2}:${['00', '15', '30', '45'][i % 4]!}`),
    );
    const outcomes = await Promise.all(starts.map((start) => code(take(practice, start))));
    expect(new Set(outcomes)).toEqual(new Set(['done', 'slot_taken']));
    await noneOverlap();
    // Nothing is free any more that was asked for, and what is left is offered.
    for (const start of starts.slice(0, 8)) expect(await code(take(practice, start))).toBe('slot_taken');
  });

  it('S1-AVL-01 case 22: of three who want anybody and two who are free, two get different people', async () => {
    const practice = await api.practice({ people: 2 });
    const taken = await Promise.allSettled([1, 2, 3].map(() => take(practice, at(3, '09:00'))));
    const staff = taken.flatMap((each) => (each.status === 'fulfilled' ? [each.value.staffId] : []));
    expect(new Set(staff).size).toBe(2);
    expect(taken.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'slot_taken' } },
    ]);
  });

  it('S1-AVL-04 anybody is who has least to do that day, then who has been idle longest, then the first', async () => {
    const practice = await api.practice({ people: 3 });
    const [anna, budi, citra] = practice.staff.map(({ id }) => id) as [number, number, number];
    const next = async (days: number, time: string) => (await take(practice, at(days, time))).staffId;
    await take(practice, at(2, '09:00'), { staffId: citra });
    await take(practice, at(2, '10:00'), { staffId: citra });
    await take(practice, at(3, '09:00'), { staffId: anna });
    await take(practice, at(3, '10:00'), { staffId: budi });
    expect(await next(3, '12:00')).toBe(citra); // least to do
    expect(await next(3, '13:00')).toBe(anna); // one each: idle since 09:30
    expect(await next(3, '14:00')).toBe(budi);
    expect(await next(20, '09:00')).toBe(citra); // nothing that day; idle since 12:30
  });

  it('S1-AVL-01 case 15: its buffer is kept free behind it', async () => {
    const practice = await api.practice({ durationMinutes: 30, bufferMinutes: 15 });
    await take(practice, at(4, '10:00'));
    expect(await code(take(practice, at(4, '09:30')))).toBe('slot_taken');
    expect(await code(take(practice, at(4, '10:30')))).toBe('slot_taken');
    expect(await code(take(practice, at(4, '09:15')))).toBe('done');
    expect(await code(take(practice, at(4, '10:45')))).toBe('done');
    expect(await code(take(practice, at(4, '16:30')))).toBe('done');
    expect(await code(take(practice, at(4, '16:45')))).toBe('outside_availability');
  });

  it('S1-AVL-01 outside of what rules, blocks, notice and horizon leave it is refused', async () => {
    const practice = await api.practice();
    const { clinicId } = practice;
    for (const start of [at(2, '08:30'), at(2, '17:00'), at(2, '09:10'), at(-1, '09:00'), at(400, '09:00')]) {
      expect(await code(take(practice, start))).toBe('outside_availability');
    }
    const block = { startsAt: at(2, '09:00').toISOString(), endsAt: at(2, '10:00').toISOString() };
    await api.send(api.administrator, 'POST', `/api/clinics/${clinicId}/blocks`, block);
    expect(await code(take(practice, at(2, '09:30')))).toBe('outside_availability');
    expect(await code(take(practice, at(2, '10:00')))).toBe('done');
  });

  it('S1-AVL-04 case 25: by staff of another clinic, who does not offer it, or of a service that is off: 422, and nothing is told', async () => {
    const [practice, foreign] = [await api.practice(), await api.practice()];
    const manager = await api.staffOf(practice.clinicId, 'staff');
    for (const staffId of [foreign.staff[0]!.id, manager.staffId, 999_999]) {
      expect(await code(take(practice, at(2, '09:00'), { staffId }))).toBe('outside_availability');
    }
    const { serviceId } = foreign;
    expect(await code(take(practice, at(2, '09:00'), { serviceId }))).toBe('outside_availability');
    await sql(`update clinic_services set is_active = false where id = ?`, [practice.serviceId]);
    expect(await code(take(practice, at(2, '09:00')))).toBe('outside_availability');
    expect((await api.send(null, 'GET', practice.slots)).status).toBe(400);
    await sql(`update clinics set is_active = false where id = ?`, [foreign.clinicId]);
    expect(await code(take(foreign, at(2, '09:00')))).toBe('outside_availability');
  });

  it('S1-AVL-01 of one human is taken at every clinic where they work', async () => {
    const [here, there] = [await api.practice(), await api.practice()];
    await sql(`update clinic_staff set person_id = ? where id = ?`, [
      here.staff[0]!.personId,
      there.staff[0]!.id,
    ]);
    await api.takeEvents();
    await take(here, at(2, '09:00'));
    expect(await code(take(there, at(2, '09:00')))).toBe('slot_taken');
    const told = (await api.takeEvents()).map(({ name, payload }) => [name, payload['clinicId']]);
    expect(told).toEqual([
      ['availability.changed', here.clinicId],
      ['availability.changed', there.clinicId],
    ]);
  });
});

describe('what was taken', () => {
  it('S1-AVL-01 case 14: is moved over itself, and the old time is free at once', async () => {
    const practice = await api.practice({ durationMinutes: 30 });
    const { reference } = await take(practice, at(5, '10:00'));
    await api.takeEvents();
    const moved = await api.inTransaction((tx) =>
      moveOccupied(tx, { reference, startsAt: at(5, '10:15'), byCustomer: true }),
    );
    expect(moved).toMatchObject({ startsAt: at(5, '10:15'), endsAt: at(5, '10:45') });
    expect(
      await sql(`select reference from occupied_spans where clinic_id = ?`, [practice.clinicId]),
    ).toEqual([{ reference }]);
    expect((await api.takeEvents()).map(({ name }) => name)).toEqual([
      'availability.changed',
      'availability.changed',
    ]);
    expect(await code(take(practice, at(5, '09:30')))).toBe('done');
    expect(await code(take(practice, at(5, '10:00')))).toBe('slot_taken');
    const late = at(5, '16:45');
    expect(
      await code(
        api.inTransaction((tx) => moveOccupied(tx, { reference, startsAt: late, byCustomer: true })),
      ),
    ).toBe('outside_availability');
  });

  it('S1-AVL-04 is given to somebody else who offers it; of two who go for the same time one stays', async () => {
    const practice = await api.practice({ people: 2, durationMinutes: 30, bufferMinutes: 15 });
    const [anna, budi] = practice.staff.map(({ id }) => id) as [number, number];
    const first = await take(practice, at(5, '10:00'), { staffId: anna });
    const second = await take(practice, at(5, '10:00'), { staffId: budi });
    const move = (reference: string, staffId: number, time: string) =>
      code(
        api.inTransaction((tx) =>
          moveOccupied(tx, { reference, staffId, startsAt: at(5, time), byCustomer: true }),
        ),
      );
    expect(await move(first.reference, budi, '10:15')).toBe('slot_taken');
    const both = await Promise.all([
      move(first.reference, anna, '12:00'),
      move(second.reference, anna, '12:30'),
    ]);
    expect(both.toSorted()).toEqual(['done', 'slot_taken']);
    await noneOverlap();
    const outsider = await api.staffOf(practice.clinicId, 'staff');
    expect(await move(first.reference, outsider.staffId, '13:00')).toBe('outside_availability');
  });

  it('S1-AVL-01 is given back, once', async () => {
    const practice = await api.practice();
    const { reference } = await take(practice, at(5, '10:00'));
    await api.takeEvents();
    const release = () => api.inTransaction((tx) => releaseOccupied(tx, reference));
    expect([await release(), await release()]).toEqual([true, false]);
    expect(await api.takeEvents()).toHaveLength(1);
    expect(await code(take(practice, at(5, '10:00')))).toBe('done');
  });

  it('S1-AVL-01 is taken with what else the transaction does, or not at all', async () => {
    const practice = await api.practice();
    const failing = api.inTransaction(async (tx) => {
      await occupy(tx, wish(practice, at(5, '10:00')));
      throw new Error('the booking was refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await code(take(practice, at(5, '10:00')))).toBe('done');
  });
});

describe('a hold', () => {
  it('S1-AVL-01 case 16: that is over is somebody else’s, though nobody swept it, and is not confirmed any more', async () => {
    const practice = await api.practice();
    const held = await take(practice, at(6, '10:00'), { heldForSeconds: 600 });
    expect(Math.abs(held.heldUntil!.getTime() - Date.now() - 600_000)).toBeLessThan(10_000);
    expect(await code(take(practice, at(6, '10:00')))).toBe('slot_taken');
    const path = `${practice.slots}&from=${at(6, '10:00').toISOString()}&to=${at(6, '10:30').toISOString()}`;
    expect((await api.send(null, 'GET', path)).body).toEqual([]);
    await sql(`update occupied_spans set held_until = clock_timestamp() where reference = ?`, [
      held.reference,
    ]);
    expect((await api.send(null, 'GET', path)).body).toHaveLength(1);
    const confirm = (reference: string) => code(api.inTransaction((tx) => confirmHold(tx, reference)));
    expect(await confirm(held.reference)).toBe('hold_expired');
    const other = await take(practice, at(6, '10:00'));
    expect(await confirm(held.reference)).toBe('hold_expired');
    expect(
      await code(
        api.inTransaction((tx) => moveOccupied(tx, { reference: held.reference, byCustomer: true })),
      ),
    ).toBe('hold_expired');
    expect(
      await sql(`select reference from occupied_spans where clinic_id = ?`, [practice.clinicId]),
    ).toEqual([{ reference: other.reference }]);
  });

  it('S1-AVL-01 case 23: is confirmed for good, as often as it is said, and of 50 who want an over one after it one has it', async () => {
    const practice = await api.practice();
    const held = await take(practice, at(6, '10:00'), { heldForSeconds: 600 });
    const confirm = () => code(api.inTransaction((tx) => confirmHold(tx, held.reference)));
    expect([await confirm(), await confirm()]).toEqual(['done', 'done']);
    const over = await take(practice, at(6, '11:00'), { heldForSeconds: 600 });
    await sql(`update occupied_spans set held_until = clock_timestamp() where reference = ?`, [
      over.reference,
    ]);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => code(take(practice, at(6, '11:00')))),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'slot_taken')).toHaveLength(49);
  });

  it('S1-AVL-01 ends by a job at its time, which tells of it; done twice it does nothing more', async () => {
    const practice = await api.practice();
    const held = await take(practice, at(6, '10:00'), { heldForSeconds: 600 });
    const [job] = await sql<{ late: boolean }>(
      `select run_at > now() + interval '590 seconds' as late from outbox_jobs
       where name = 'availability.release-hold' and payload::jsonb ->> 'reference' = ?`,
      [held.reference],
    );
    expect(job).toEqual({ late: true });
    expect(releaseHoldHandler().job.name).toBe('availability.release-hold');
    await api.takeEvents();
    const release = () => api.inTransaction((tx) => releaseIfOver(tx, held.reference));
    await release();
    expect(await sql(`select from occupied_spans where reference = ?`, [held.reference])).toHaveLength(1);
    await sql(`update occupied_spans set held_until = clock_timestamp() where reference = ?`, [
      held.reference,
    ]);
    await release();
    await release();
    expect((await api.takeEvents()).map(({ name }) => name)).toEqual(['availability.changed']);
    expect(await sql(`select from occupied_spans where reference = ?`, [held.reference])).toEqual([]);
  });
});

describe('with a year of bookings', () => {
  it('S1-AVL-01 slots and what is taken are answered from indexes, and read no more than they need', async () => {
    const practice = await api.practice({ people: 10, durationMinutes: 30 });
    await api.fill(practice.clinicId);
    const { clinicId, serviceId } = practice;
    // 28 a day of each person: 102,200. Foreign keys, which take most of the time, are right by construction.
    await api.database.fork().transactional(async (em) => {
      await query(em, `set local session_replication_role = 'replica'`);
      await query(em, `alter table occupied_spans drop constraint occupied_spans_once`);
      await query(
        em,
        `insert into occupied_spans (reference, clinic_id, staff_id, person_id, service_id, occupies, ends_at)
         select 'year:' || s.id || ':' || day || ':' || n, s.clinic_id, s.id, s.person_id, ?,
           tstzrange(at, at + interval '15 minutes'), at + interval '15 minutes'
         from clinic_staff s, generate_series(1, 365) day, generate_series(0, 27) n,
           lateral (select date_trunc('day', now()) + make_interval(days => day::int, mins => 120 + 30 * n::int) as at) times
         where s.clinic_id = ?`,
        [serviceId, clinicId],
      );
      await query(
        em,
        `alter table occupied_spans add constraint occupied_spans_once exclude using gist (person_id with =, occupies with &&)`,
      );
    });
    await sql(`analyze occupied_spans`);
    await sql(`analyze availability_days`);
    const plans: string[] = [];
    const em = api.database.fork();
    const people = practice.staff.map(({ personId }) => personId);
    for (const { text, values } of [
      {
        text: OCCUPIED.text,
        values: [`{${people.join(',')}}`, at(20, '00:00'), at(21, '00:00'), at(20, '00:00'), null],
      },
      { text: DAYS.text, values: [clinicId, '2027-01-01', '2027-01-31', '{}'] },
    ]) {
      const connection = em.getConnection().getClient();
      const { rows } = await connection.executeQuery<{ 'QUERY PLAN': string }>(
        CompiledQuery.raw(`explain (analyze, buffers, costs off) ${text}`, values),
      );
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    expect(plans[0]).toContain('occupied_spans_person_id');
    expect(plans.join('\n')).not.toContain('Seq Scan');
    const removed = [...plans.join('\n').matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map(
      ([, n]) => Number(n),
    );
    // Ten people, and as far back as something may begin that reaches into the day.
    expect(Math.max(0, ...removed)).toBeLessThan(500);
    const times: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const begun = performance.now();
      const day = today.add({ days: 20 + i }).toString();
      expect((await api.send(null, 'GET', `${practice.slots}&from=${day}&to=${day}`)).status).toBe(200);
      times.push(performance.now() - begun);
    }
    // Milliseconds; a sequential scan takes hundreds on a busy machine.
    expect(times.toSorted((a, b) => a - b)[7]).toBeLessThan(100);
  });
});
