import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { startAvailabilityApi, type AvailabilityApi, type TestPractice } from './availability-api.factory.ts';
import { availabilityChanged, ruleChanged } from './messages.ts';
import { occupy } from './slots/occupy.ts';
import { slot, type Slot } from './slots/slot.contract.ts';

let api: AvailabilityApi;
beforeAll(async () => {
  api = await startAvailabilityApi();
});
afterAll(() => api.close());

const ZONE = 'Asia/Jakarta';
const today = Temporal.Now.plainDateISO(ZONE);
const on = (days: number) => today.add({ days }).toString();
/** A time of a day in Jakarta as an instant. */
const at = (days: number, time: string) => new Date(`${on(days)}T${time}:00+07:00`).toISOString();
const slots = z.array(slot);
const slotsOf = async (path: string): Promise<Slot[]> => {
  const reply = await api.send(null, 'GET', path);
  expect(reply.status).toBe(200);
  return slots.parse(reply.body);
};
const clocks = (slots: Slot[]) => slots.map(({ localStartsAt }) => localStartsAt.slice(11, 16));
const day = ({ slots }: TestPractice, days: number) => slotsOf(`${slots}&from=${on(days)}&to=${on(days)}`);
const rules = ({ clinicId }: TestPractice) => `/api/clinics/${clinicId}/availability-rules`;
const blocks = ({ clinicId }: TestPractice) => `/api/clinics/${clinicId}/blocks`;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

describe('slots', () => {
  it('S1-AVL-01 are by the clinic’s opening hours while it has no rules, for everybody to see', async () => {
    const practice = await api.practice({ people: 2, durationMinutes: 120 });
    const slots = await day(practice, 3);
    expect(slots[0]).toEqual({
      startsAt: at(3, '09:00'),
      endsAt: at(3, '11:00'),
      staffIds: practice.staff.map(({ id }) => id),
      localStartsAt: `${on(3)}T09:00:00+07:00`,
    });
    expect(clocks(slots)).toEqual(['09:00', '11:00', '13:00', '15:00']);
    // Before the job has made the calendar's days and after it, the same.
    await api.fill(practice.clinicId);
    expect(await day(practice, 3)).toEqual(slots);
    expect(await slotsOf(`${practice.slots}&from=${at(3, '10:00')}&to=${at(3, '13:00')}`)).toEqual([
      slots[1],
    ]);
    expect(
      await slotsOf(`${practice.slots}&staffId=${practice.staff[1]!.id}&from=${on(3)}&to=${on(3)}`),
    ).toEqual(slots.map((slot) => ({ ...slot, staffIds: [practice.staff[1]!.id] })));
  });

  it('S1-AVL-01 are counted for each day of a month', async () => {
    const practice = await api.practice({ people: 3 });
    await api.inTransaction((tx) =>
      occupy(tx, {
        ...{ reference: 'counted', clinicId: practice.clinicId, serviceId: practice.serviceId },
        ...{ staffId: null, startsAt: new Date(at(2, '09:00')), heldForSeconds: null },
      }),
    );
    const counts = async (query: string) =>
      (await api.send(null, 'GET', practice.slots.replace('slots?', 'slots/counts?') + query)).body;
    expect(await counts(`&from=${on(1)}&to=${on(3)}`)).toEqual(
      [1, 2, 3].map((days) => ({ date: on(days), slots: 16 })),
    );
    const alone = `&staffId=${practice.staff[0]!.id}&from=${on(1)}&to=${on(3)}`;
    expect(await counts(alone)).toEqual([
      { date: on(1), slots: 16 },
      { date: on(2), slots: 15 },
      { date: on(3), slots: 16 },
    ]);
    expect(await counts(`&from=${on(1)}&to=${on(62)}`)).toHaveLength(62);
    expect(await counts(`&from=${on(1)}&to=${on(63)}`)).toMatchObject({ code: 'invalid_request' });
  });

  it('S1-AVL-01 begin behind the clinic’s notice and no farther ahead than it takes bookings', async () => {
    const practice = await api.practice({ opens: '00:00', closes: '24:00' });
    const set = (notice: number, horizon: number) =>
      query(
        api.database.fork(),
        `update clinics set minimum_notice_minutes = ?, booking_horizon_days = ? where id = ?`,
        [notice, horizon, practice.clinicId],
      );
    await set(120, 3);
    const found = await slotsOf(practice.slots);
    const first = Date.parse(found[0]!.startsAt) - Date.now();
    expect(first).toBeGreaterThan(119 * 60_000);
    expect(first).toBeLessThan(151 * 60_000);
    expect(found.at(-1)!.localStartsAt.slice(0, 16)).toBe(`${on(3)}T23:30`);
    await api.fill(practice.clinicId);
    expect((await slotsOf(practice.slots)).at(-1)).toEqual(found.at(-1));
    await set(5 * 1_440, 3);
    expect(await slotsOf(practice.slots)).toEqual([]);
  });

  it('S1-AVL-01 case 24: another zone of the clinic moves windows, and not what is booked', async () => {
    const practice = await api.practice({ durationMinutes: 60 });
    await api.fill(practice.clinicId);
    const booked = await api.inTransaction((tx) =>
      occupy(tx, {
        ...{ reference: 'zone', clinicId: practice.clinicId, serviceId: practice.serviceId, staffId: null },
        ...{ startsAt: new Date(at(2, '12:00')), heldForSeconds: null },
      }),
    );
    expect(booked).toMatchObject({ localStart: `${on(2)}T12:00:00+07:00`, timeZone: ZONE });
    await api.send(api.administrator, 'PATCH', `/api/clinics/${practice.clinicId}`, {
      timezone: 'Asia/Makassar',
    });
    const slots = await day(practice, 2);
    expect(slots[0]).toMatchObject({ startsAt: at(2, '08:00'), localStartsAt: `${on(2)}T09:00:00+08:00` });
    // 12.00 WIB is 13.00 WITA.
    expect(clocks(slots)).toEqual(['09:00', '10:00', '11:00', '12:00', '14:00', '15:00', '16:00']);
    await api.fill(practice.clinicId);
    expect(await day(practice, 2)).toEqual(slots);
  });

  it('S1-CLIN-06 follow the clinic’s hours and holidays at once, before and behind the job', async () => {
    const practice = await api.practice({ durationMinutes: 60 });
    await api.fill(practice.clinicId);
    const hours = `/api/clinics/${practice.clinicId}/hours`;
    await api.send(api.administrator, 'PUT', `${hours}/exceptions/${on(2)}`, { note: 'Idulfitri' });
    await api.send(api.administrator, 'PUT', `${hours}/exceptions/${on(3)}`, {
      intervals: [{ opens: '10:00', closes: '12:00' }],
    });
    const both = async () => [clocks(await day(practice, 2)), clocks(await day(practice, 3))];
    expect(await both()).toEqual([[], ['10:00', '11:00']]);
    await api.fill(practice.clinicId);
    expect(await both()).toEqual([[], ['10:00', '11:00']]);
  });

  it.each([
    ['serviceId', (p: TestPractice) => p.slots.replace(/serviceId=\d+/, 'serviceId=999999')],
    ['staffId', (p: TestPractice) => `${p.slots}&staffId=999999`],
    ['to', (p: TestPractice) => `${p.slots}&from=${on(1)}&to=${on(32)}`],
    ['to', (p: TestPractice) => `${p.slots}&from=${on(2)}&to=${on(1)}`],
    ['from', (p: TestPractice) => `${p.slots}&from=2027-02-30`],
    ['from', (p: TestPractice) => `${p.slots}&from=9999-01-01`],
  ])('S1-AVL-01 %s that cannot be is named', async (field, path) => {
    const { status, body } = await api.send(null, 'GET', path(await api.practice()));
    expect([status, (body['errors'] as { field: string }[])[0]!.field]).toEqual([400, `query.${field}`]);
  });

  it('S1-AVL-01 a clinic that is deactivated has none to show, nor one that is not there', async () => {
    const practice = await api.practice();
    await api.send(api.administrator, 'DELETE', `/api/clinics/${practice.clinicId}`);
    expect((await api.send(null, 'GET', practice.slots)).status).toBe(404);
    expect((await api.send(null, 'GET', `/api/clinics/999999/slots?serviceId=1`)).status).toBe(404);
  });

  it('S1-AVL-01 are not sent again to who has them: the tag changes with them alone', async () => {
    const practice = await api.practice();
    const path = `${practice.slots}&from=${on(2)}&to=${on(2)}`;
    const tag = (await api.send(null, 'GET', path)).headers.get('etag')!;
    expect((await api.send(null, 'GET', path, undefined, { 'If-None-Match': tag })).status).toBe(304);
    await api.send(api.administrator, 'POST', blocks(practice), {
      startsAt: at(2, '09:00'),
      endsAt: at(2, '10:00'),
    });
    expect((await api.send(null, 'GET', path, undefined, { 'If-None-Match': tag })).status).toBe(200);
  });
});

describe('rules', () => {
  it('S1-AVL-02 are added, changed and removed, and slots follow each at once', async () => {
    const practice = await api.practice({ people: 2, durationMinutes: 60 });
    await api.fill(practice.clinicId);
    const manager = await api.staffOf(practice.clinicId, 'manager');
    const [anna] = practice.staff;
    await api.takeEvents();
    const added = await api.send(manager, 'POST', rules(practice), {
      ...{ staffId: anna!.id, weekdays: EVERY_DAY, startTime: '07:00', endTime: '10:00' },
      effectiveFrom: on(2),
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ staffId: anna!.id, weekdays: EVERY_DAY, rrule: null, version: 1 });
    const ofAnna = async (days: number) =>
      clocks((await day(practice, days)).filter(({ staffIds }) => staffIds.includes(anna!.id)));
    expect(await ofAnna(1)).toHaveLength(8);
    expect(await ofAnna(2)).toEqual(['07:00', '08:00', '09:00']);
    const rule = `${rules(practice)}/${String(added.body['id'])}`;
    const changed = await api.send(
      ...([manager, 'PATCH', rule, { rrule: 'RRULE:FREQ=DAILY;INTERVAL=2', endTime: '09:00' }] as const),
      { 'If-Match': '"1"' },
    );
    expect(changed.body).toMatchObject({ weekdays: null, rrule: 'FREQ=DAILY;INTERVAL=2', version: 2 });
    expect([await ofAnna(2), await ofAnna(3), await ofAnna(4)]).toEqual([
      ['07:00', '08:00'],
      [],
      ['07:00', '08:00'],
    ]);
    expect((await api.send(manager, 'PATCH', rule, { endTime: '08:00' }, { 'If-Match': '"1"' })).status).toBe(
      412,
    );
    expect((await api.send(manager, 'GET', `${rules(practice)}?staffId=${anna!.id}`)).body).toMatchObject({
      data: [{ version: 2 }],
      total: 1,
    });
    expect((await api.send(manager, 'GET', `${rules(practice)}?staffId=none`)).body).toMatchObject({
      total: 0,
    });
    expect((await api.send(manager, 'DELETE', rule)).status).toBe(204);
    expect(await ofAnna(3)).toHaveLength(8);
    expect((await api.send(manager, 'GET', rule)).status).toBe(404);

    const events = await api.takeEvents();
    expect(events.map(({ name, payload }) => [name, payload['change'] ?? payload['from']])).toEqual([
      ['availability.rule.changed', 'added'],
      ['availability.changed', on(2)],
      ['availability.rule.changed', 'updated'],
      ['availability.changed', on(2)],
      ['availability.rule.changed', 'removed'],
      ['availability.changed', on(2)],
    ]);
    expect(auditEntryOf(ruleChanged, events[0]!.payload)).toMatchObject({
      action: 'AVAILABILITY_RULE_CHANGED',
      detail: expect.stringContaining('07:00 to 10:00'),
    });
    const rooms = availabilityChanged.realtime!.rooms(events[1]!.payload as never);
    expect(rooms).toEqual(
      expect.arrayContaining([
        `availability.read@clinic:${practice.clinicId}`,
        `watch:calendar:${practice.clinicId}`,
      ]),
    );
  });

  it('S1-AVL-02 of the clinic are for who has none, instead of its opening hours', async () => {
    const practice = await api.practice({ people: 1, durationMinutes: 60 });
    await api.fill(practice.clinicId);
    for (const [startTime, endTime] of [
      ['22:00', '01:00'],
      ['00:00', '02:00'],
    ]) {
      const added = await api.send(api.administrator, 'POST', rules(practice), {
        ...{ weekdays: EVERY_DAY, startTime, endTime, effectiveFrom: on(1), effectiveTo: on(2) },
      });
      expect(added.status).toBe(201);
    }
    // Over midnight; what is in two windows is offered once.
    expect(clocks(await day(practice, 2))).toEqual(['00:00', '01:00', '22:00', '23:00']);
    expect(clocks(await day(practice, 3))[0]).toBe('00:00');
  });

  it('S1-AVL-02 there are not more than can be made anew in one change', async () => {
    const practice = await api.practice();
    await query(
      api.database.fork(),
      `insert into availability_rules (clinic_id, weekdays, start_time, end_time, effective_from)
       select ?, '{1}', '08:00', '09:00', current_date from generate_series(1, 30)`,
      [practice.clinicId],
    );
    const add = (staffId: number | null) =>
      api.send(api.administrator, 'POST', rules(practice), {
        ...{ staffId, weekdays: [1], startTime: '08:00', endTime: '09:00' },
      });
    expect((await add(null)).body).toMatchObject({ code: 'too_many_rules', status: 409 });
    expect((await add(practice.staff[0]!.id)).status).toBe(201);
  });

  it.each([
    ['body.weekdays', { startTime: '08:00', endTime: '09:00' }],
    ['body.weekdays', { weekdays: [1], rrule: 'FREQ=DAILY', startTime: '08:00', endTime: '09:00' }],
    ['body.weekdays[0]', { weekdays: [8], startTime: '08:00', endTime: '09:00' }],
    ['body.rrule', { rrule: 'FREQ=HOURLY', startTime: '08:00', endTime: '09:00' }],
    ['body.startTime', { weekdays: [1], startTime: '24:00', endTime: '09:00' }],
    ['body.staffId', { staffId: 999_999, weekdays: [1], startTime: '08:00', endTime: '09:00' }],
    [
      'body.effectiveTo',
      {
        ...{ weekdays: [1], startTime: '08:00', endTime: '09:00' },
        ...{ effectiveFrom: '2027-02-02', effectiveTo: '2027-02-01' },
      },
    ],
  ])('S1-AVL-02 %s that cannot be is named', async (field, body) => {
    const reply = await api.send(api.administrator, 'POST', rules(await api.practice()), body);
    expect([reply.status, (reply.body['errors'] as { field: string }[])[0]!.field]).toEqual([400, field]);
  });
});

describe('blocks', () => {
  it.each([
    ['body.endsAt', { startsAt: at(2, '10:00'), endsAt: at(2, '10:00') }],
    ['body.endsAt', { startsAt: at(2, '10:00'), endsAt: at(400, '10:00') }],
    ['body.startsAt', { startsAt: '2027-01-01', endsAt: at(2, '10:00') }],
    ['body.staffId', { staffId: 999_999, startsAt: at(2, '10:00'), endsAt: at(2, '11:00') }],
  ])('S1-AVL-03 %s that cannot be is named', async (field, body) => {
    const reply = await api.send(api.administrator, 'POST', blocks(await api.practice()), body);
    expect([reply.status, (reply.body['errors'] as { field: string }[])[0]!.field]).toEqual([400, field]);
  });
});
