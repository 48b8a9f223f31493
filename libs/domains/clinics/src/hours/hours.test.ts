import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { Temporal } from 'temporal-polyfill';
import { startClinicApi, type ClinicApi } from '../clinic-api.factory.ts';
import { hoursChanged } from '../messages.ts';
import { createTestClinic } from '../testing.ts';

let api: ClinicApi;
beforeAll(async () => {
  api = await startClinicApi();
});
afterAll(() => api.close());

const WEEK = [
  ...[1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, opens: '08:00', closes: '12:00' },
    { weekday, opens: '13:00', closes: '17:00' },
  ]),
  { weekday: 6, opens: '20:00', closes: '02:00' },
];
const today = Temporal.Now.plainDateISO('Asia/Jakarta');
const on = (days: number) => today.add({ days }).toString();
const clinicWithManager = async () => {
  const { id } = await createTestClinic(api.database);
  return { id, at: `/api/clinics/${id}/hours`, manager: await api.staffOf(id, 'manager') };
};
const put = (actor: UserPrincipal | null, at: string, body: object, version?: number) =>
  api.send(actor, 'PUT', at, body, version === undefined ? {} : { 'If-Match': `"${version}"` });
const errorOf = (body: Record<string, unknown>) => (body['errors'] as { field: string }[])[0]!.field;

describe('the hours of a clinic', () => {
  it('S1-CLIN-06 are set by its manager and read by everybody, day by day', async () => {
    const { id, at, manager } = await clinicWithManager();
    const none = await api.send(null, 'GET', at);
    expect(none.body).toMatchObject({
      timezone: 'Asia/Jakarta',
      openNow: false,
      changesAt: null,
      weekly: [],
      exceptions: [],
      version: 1,
    });
    expect(none.body['days']).toHaveLength(14);
    await api.takeEvents();
    const exceptions = [
      { date: on(3), intervals: [], note: 'Idulfitri' },
      { date: on(5), intervals: [{ opens: '09:00', closes: '11:00' }], note: null },
    ];
    const set = await put(manager, at, { weekly: WEEK, exceptions }, 1);
    expect([set.status, set.body['version']]).toEqual([200, 2]);
    expect(set.body).toMatchObject({ weekly: WEEK, exceptions });
    const { body } = await api.send(null, 'GET', `${at}?days=7`);
    const days = body['days'] as {
      date: string;
      weekday: number;
      note: string | null;
      intervals: object[];
    }[];
    expect(days.map(({ date }) => date)).toEqual([0, 1, 2, 3, 4, 5, 6].map(on));
    expect(days[3]).toMatchObject({ isException: true, note: 'Idulfitri', intervals: [] });
    expect(days[5]).toMatchObject({
      intervals: [{ opens: '09:00', startsAt: `${on(5)}T02:00:00.000Z`, endsAt: `${on(5)}T04:00:00.000Z` }],
    });
    // Nothing changes: no version, no event.
    expect((await put(manager, at, { weekly: WEEK, exceptions })).body['version']).toBe(2);
    const events = await api.takeEvents();
    expect(events.map(({ name, payload }) => [name, payload['dates']])).toEqual([
      ['clinic.hours.changed', [on(3), on(5)]],
    ]);
    expect(hoursChanged.realtime!.rooms(events[0]!.payload as never)).toContain(`clinics.read@clinic:${id}`);
    expect(auditEntryOf(hoursChanged, events[0]!.payload)).toMatchObject({ action: 'CLINIC_HOURS_CHANGED' });
  });

  it('S1-CLIN-06 of one day are set and taken back; those of the week stay when they are not named', async () => {
    const { at, manager } = await clinicWithManager();
    await put(manager, at, { weekly: WEEK });
    const day = `${at}/exceptions/${on(2)}`;
    const closed = await put(manager, day, { note: 'Renovasi' }, 2);
    expect(closed.body).toMatchObject({
      weekly: WEEK,
      exceptions: [{ date: on(2), intervals: [], note: 'Renovasi' }],
      version: 3,
    });
    expect((await put(manager, day, {}, 2)).status).toBe(412);
    expect((await put(manager, at, { weekly: [] })).body).toMatchObject({
      exceptions: [{ date: on(2) }],
      version: 4,
    });
    expect((await api.send(manager, 'DELETE', day)).body).toMatchObject({ exceptions: [], version: 5 });
    expect((await api.send(manager, 'DELETE', day)).body).toMatchObject({ version: 5 });
    expect(
      (await put(manager, at, { weekly: [], exceptions: [{ date: on(-1) }] })).body['exceptions'],
    ).toEqual([]);
  });

  it('S1-CLIN-06 whether it is open now is decided on its own clocks, by the clock of the database', async () => {
    const { id, at, manager } = await clinicWithManager();
    const [{ now }] = (await query<{ now: string }>(
      api.database.fork(),
      `select to_char(now() at time zone 'Asia/Jakarta', 'HH24:MI') as now`,
    )) as [{ now: string }];
    const hour = Number(now.slice(0, 2));
    const clock = (of: number) => `${String((of + 24) % 24).padStart(2, '0')}:00`;
    const everyDay = (opens: string, closes: string) =>
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes }));
    expect((await put(manager, at, { weekly: everyDay(clock(hour), clock(hour + 2)) })).body).toMatchObject({
      openNow: true,
    });
    expect(
      (await put(manager, at, { weekly: everyDay(clock(hour + 2), clock(hour + 4)) })).body,
    ).toMatchObject({
      openNow: false,
    });
    // The same hours, two hours to the east.
    await api.send(manager, 'PATCH', `/api/clinics/${id}`, { timezone: 'Asia/Jayapura' });
    expect((await api.send(null, 'GET', at)).body).toMatchObject({
      timezone: 'Asia/Jayapura',
      openNow: true,
    });
  });

  it.each([
    ['body.weekly[0].opens', { weekly: [{ weekday: 1, opens: '24:00', closes: '02:00' }] }],
    ['body.weekly[0].closes', { weekly: [{ weekday: 1, opens: '20:00', closes: '24:01' }] }],
    ['body.weekly[0].weekday', { weekly: [{ weekday: 0, opens: '20:00', closes: '24:00' }] }],
    ['body.weekly[1]', { weekly: [1, 1].map((weekday) => ({ weekday, opens: '08:00', closes: '12:00' })) }],
    ['body.weekly', {}],
    ['body.exceptions', { weekly: [], exceptions: [{ date: on(1) }, { date: on(1) }] }],
    ['body.exceptions[0].date', { weekly: [], exceptions: [{ date: '2027-02-30' }] }],
    [
      'body.exceptions[0].intervals',
      {
        weekly: [],
        exceptions: [
          {
            date: on(1),
            intervals: [
              { opens: '08:00', closes: '12:00' },
              { opens: '09:00', closes: '10:00' },
            ],
          },
        ],
      },
    ],
  ])('S1-CLIN-06 are refused, and the field is named: %s', async (field, body) => {
    const { at, manager } = await clinicWithManager();
    const reply = await put(manager, at, body);
    expect([reply.status, errorOf(reply.body)]).toEqual([400, field]);
  });

  it('S1-CLIN-06 are written by nobody else', async () => {
    const { id, at, manager } = await clinicWithManager();
    const other = await clinicWithManager();
    const day = `${at}/exceptions/${on(1)}`;
    for (const [actor, status] of [
      [null, 401],
      [api.customer, 403],
      [await api.staffOf(id, 'staff'), 403],
      [other.manager, 403],
      [manager, 200],
      [api.administrator, 200],
    ] as const) {
      expect((await put(actor, at, { weekly: [] })).status).toBe(status);
      expect((await put(actor, day, {})).status).toBe(status);
      expect((await api.send(actor, 'DELETE', day)).status).toBe(status);
    }
    await api.send(manager, 'DELETE', `/api/clinics/${id}`);
    expect((await api.send(null, 'GET', at)).status).toBe(404);
    expect((await api.send(manager, 'GET', at)).status).toBe(200);
    expect((await put(manager, at, { weekly: [] })).body['code']).toBe('clinic_inactive');
    expect((await put(other.manager, at, { weekly: [] })).status).toBe(404);
  });

  it.each(['2027-02-30', '0001-01-01', '9999-12-31', 'soon'])('no day is %s', async (from) => {
    const { at } = await clinicWithManager();
    expect((await api.send(null, 'GET', `${at}?from=${from}`)).status).toBe(400);
  });

  it('S1-CLIN-06 another month, and what was, can be looked at', async () => {
    const { at, manager } = await clinicWithManager();
    await put(manager, at, { weekly: WEEK });
    for (const from of [on(-40), on(200)]) {
      const { body } = await api.send(null, 'GET', `${at}?from=${from}&days=1`);
      expect(body['days']).toMatchObject([{ date: from }]);
    }
  });
});
