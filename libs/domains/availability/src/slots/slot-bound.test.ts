import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { query } from '@antrean/platform/database';
import { Temporal } from 'temporal-polyfill';
import {
  startAvailabilityApi,
  type AvailabilityApi,
  type TestPractice,
} from '../availability-api.factory.ts';
import { availabilityRoutes } from '../http.ts';
import { countSlots, findSlots } from './slot.queries.ts';

let api: AvailabilityApi;
beforeAll(async () => {
  api = await startAvailabilityApi();
});
afterAll(() => api.close());

const today = Temporal.Now.plainDateISO('Asia/Jakarta');
const on = (days: number) => today.add({ days }).toString();
const days = (count: number) => ({ from: on(1), to: on(count) });
const ask = ({ slots }: TestPractice, what: 'slots' | 'slots/counts', { from, to } = days(1)) =>
  api.send(null, 'GET', `${slots.replace('slots?', `${what}?`)}&from=${from}&to=${to}`);
/** Gives a clinic this many people who offer its service. */
async function crowd(people: number, service: { durationMinutes: number }): Promise<TestPractice> {
  const practice = await api.practice(service);
  await query(
    api.database.fork(),
    `with persons as (insert into staff_persons (user_id) select null from generate_series(2, ?) returning id),
     staff as (
       insert into clinic_staff (clinic_id, person_id, name, role, is_bookable)
       select ?, id, 'drh. ' || id, 'staff', true from persons returning id
     )
     insert into clinic_staff_services (staff_id, service_id) select id, ? from staff`,
    [people, practice.clinicId, practice.serviceId],
  );
  return practice;
}

describe('what anybody may ask of calendars', () => {
  it('S1-AVL-01 is so many days of people at once, and who asks for more is told how many', async () => {
    const practice = await crowd(101, { durationMinutes: 240 });
    await api.fill(practice.clinicId);
    for (const what of ['slots', 'slots/counts'] as const) {
      const { status, body } = await ask(practice, what, days(31));
      expect([status, body['code'], body['people'], body['mostDays']]).toEqual([
        ...[422, 'too_many_days', 101, 30],
      ]);
      expect((await ask(practice, what, days(30))).status).toBe(200);
    }
    // Without an end it is as many as there may be.
    const counts = await api.send(null, 'GET', practice.slots.replace('slots?', 'slots/counts?'));
    expect(counts.body).toHaveLength(30);
    const alone = `&staffId=${practice.staff[0]!.id}&from=${on(1)}&to=${on(31)}`;
    expect((await api.send(null, 'GET', practice.slots + alone)).status).toBe(200);
  });

  it('S1-AVL-01 is sixty times a minute', () => {
    const classes = availabilityRoutes(api)
      .filter(({ path }) => path.includes('/slots'))
      .map(({ rateLimit }) => rateLimit);
    expect(classes).toEqual(['search', 'search']);
  });

  it('S1-AVL-02 makes few days on the way; what needs more is made by the job, at once, and asked for again', async () => {
    const practice = await api.practice();
    const { clinicId, staff } = practice;
    await query(
      api.database.fork(),
      `insert into availability_rules (clinic_id, staff_id, rrule, start_time, end_time, effective_from)
       select ?, ?, 'FREQ=DAILY;COUNT=4000', start_time, '17:00', '2026-01-01' from unnest('{09:00,10:00}'::text[]) start_time`,
      [clinicId, staff[0]!.id],
    );
    const waiting = await ask(practice, 'slots');
    expect([waiting.status, waiting.body['code'], waiting.headers.get('retry-after')]).toEqual([
      ...[503, 'overloaded', '5'],
    ]);
    expect((await ask(practice, 'slots/counts')).status).toBe(503);
    const jobs = await query(
      api.database.fork(),
      `select state from outbox_jobs where name = 'availability.fill-calendar' and (payload ->> 'clinicId')::int = ?`,
      [clinicId],
    );
    expect(jobs).toEqual([{ state: 'pending' }]);
    await api.fill(clinicId);
    expect((await ask(practice, 'slots')).status).toBe(200);
  });

  it.each([
    ['found', findSlots, 31],
    ['counted', countSlots, 31],
  ] as const)(
    'leaves turns to others between people, however many times are %s',
    async (_, search, length) => {
      const practice = await crowd(100, { durationMinutes: 5 });
      await api.fill(practice.clinicId);
      // By what the processor did, not by the clock: the machine has other things to do.
      const longestShare = async (): Promise<number> => {
        const spells: number[] = [];
        let isOver = false;
        const watch = async (): Promise<void> => {
          for (let before = process.cpuUsage(); !isOver;) {
            await turn();
            const { user } = process.cpuUsage(before);
            before = process.cpuUsage();
            if (user > 500) spells.push(user);
          }
        };
        const watching = watch();
        await search(api.database.fork(), practice.clinicId, {
          serviceId: practice.serviceId,
          ...days(length),
        });
        isOver = true;
        await watching;
        return Math.max(...spells) / spells.reduce((sum, each) => sum + each, 0);
      };
      // The processor may be collecting garbage of everything before; a search without turns is one spell each time.
      let share = await longestShare();
      for (let again = 0; again < 9 && share >= 1 / 3; again += 1) share = await longestShare();
      expect(share).toBeLessThan(1 / 3);
    },
  );
});
