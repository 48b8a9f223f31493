import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { PersonalRow } from '@antrean/platform/domain';
import { createTestClinic } from '@antrean/clinics/testing';
import { reminderData } from './personal-data.ts';
import { DAY, said, startReminderScene, type ReminderScene, type Shown } from './reminder-scene.factory.ts';

let scene: ReminderScene;
beforeAll(async () => {
  scene = await startReminderScene();
}, 60_000);
afterAll(() => scene.close());

const PREFERENCES = '/api/preferences/reminders';
const ofBooking = (id: number) => `/api/bookings/${id}/reminders`;

describe('S1-REM-02 when somebody is reminded', () => {
  it('is 24 and 2 hours before, until the clinic, the customer or the booking says otherwise, the nearest of which counts', async () => {
    const clinic = await createTestClinic(scene.database);
    const manager = await scene.staffOf(clinic.id, 'manager');
    const customer = await scene.customer();
    const booking = await scene.book(customer, 10 * DAY, { clinicId: clinic.id });
    await scene.drain();
    const planned = async (): Promise<unknown[]> => {
      await scene.drain();
      const { body } = await scene.send(customer, 'GET', ofBooking(booking));
      const reminders = (body['reminders'] as Shown[]).filter(
        ({ state, channel }) => state === 'planned' && channel === 'email',
      );
      const { offsetsMinutes } = body['chosenBy'] as Record<string, string>;
      expect(reminders.map(({ offsetMinutes }) => offsetMinutes)).toEqual(body['offsetsMinutes']);
      return [offsetsMinutes, ...(body['offsetsMinutes'] as number[])];
    };
    expect(await planned()).toEqual(['default', DAY, 120]);
    const put = (actor: UserPrincipal, path: string, offsetsMinutes: number[] | null) =>
      scene.send(actor, 'PUT', path, { offsetsMinutes });
    const ofClinic = `/api/clinics/${clinic.id}/reminders`;
    expect((await put(manager, ofClinic, [60, 2 * DAY])).body).toEqual({
      offsetsMinutes: [2 * DAY, 60],
      isChosen: true,
      version: 2,
    });
    expect(await planned()).toEqual(['clinic', 2 * DAY, 60]);
    expect((await put(customer, PREFERENCES, [30])).body).toMatchObject({
      offsetsMinutes: [30],
      chosen: { offsetsMinutes: true, channels: false },
    });
    expect(await planned()).toEqual(['customer', 30]);
    expect((await put(manager, ofBooking(booking), [10, 43_200])).status).toBe(200);
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '43200 email skipped past',
      '43200 inApp skipped past',
    ]);
    expect((await put(customer, ofBooking(booking), [])).body['reminders']).not.toContainEqual(
      expect.objectContaining({ state: 'planned' }),
    );
    for (const [actor, path, left] of [
      [customer, ofBooking(booking), ['customer', 30]],
      [customer, PREFERENCES, ['clinic', 2 * DAY, 60]],
      [manager, ofClinic, ['default', DAY, 120]],
    ] as const) {
      expect((await put(actor, path, null)).status).toBe(200);
      expect(await planned()).toEqual(left);
    }
  });

  it.each([
    [{ offsetsMinutes: [9] }],
    [{ offsetsMinutes: [43_201] }],
    [{ offsetsMinutes: [10, 20, 30, 40, 50, 60] }],
    [{ offsetsMinutes: [60, 60] }],
    [{ offsetsMinutes: ['60'] }],
    [{ channels: ['pigeon'] }],
    [{ channels: ['email', 'email'] }],
    [{ offsetsMinutes: [60], url: 'x' }],
  ])('is refused as %j', async (body) => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, 3 * DAY);
    for (const path of [PREFERENCES, ofBooking(booking)])
      expect((await scene.send(customer, 'PUT', path, body)).status).toBe(400);
  });

  it('cannot be set for a booking that has begun, was cancelled or is only held', async () => {
    const customer = await scene.customer();
    for (const [minutes, status] of [
      [-10, 'confirmed'],
      [DAY, 'cancelled'],
      [DAY, 'held'],
    ] as const) {
      const booking = await scene.book(customer, minutes, { status });
      expect(await scene.send(customer, 'PUT', ofBooking(booking), { offsetsMinutes: [60] })).toMatchObject({
        status: 409,
        body: { code: 'booking_not_coming' },
      });
    }
  });

  it('can be set before the event of a new booking was read', async () => {
    const customer = await scene.customer();
    await scene.stopWorker();
    const booking = await scene.book(customer, 3 * DAY);
    await scene.send(customer, 'PUT', ofBooking(booking), { offsetsMinutes: [600], channels: ['email'] });
    await scene.startWorker();
    await scene.drain();
    expect(said(await scene.shown(customer, booking)).filter((line) => line.includes('planned'))).toEqual([
      '600 email planned',
    ]);
  });

  it('follows for all bookings of a clinic and a customer, however many, and loses no booking that is made meanwhile', async () => {
    const customer = await scene.customer();
    const made = await Promise.all(Array.from({ length: 205 }, (_, n) => scene.book(customer, 2 * DAY + n)));
    await scene.drain();
    const [, ...later] = await Promise.all([
      scene.send(customer, 'PUT', PREFERENCES, { offsetsMinutes: [300], channels: ['email'] }),
      ...Array.from({ length: 10 }, (_, n) => scene.book(customer, 5 * DAY + n)),
    ]);
    await scene.drain();
    const [wrong] = await scene.sql<{ n: number; right: number }>(
      `select count(*) filter (where offset_minutes <> 300)::int as n, count(*) filter (where offset_minutes = 300)::int as right
       from reminders r where state = 'planned' and booking_id in (select id from bookings where customer_id = ?)`,
      [customer.userId],
    );
    expect(wrong).toEqual({ n: 0, right: made.length + later.length });
  });

  it('is written by one at a time: a stale version is refused, the same again changes nothing, each change is on record', async () => {
    const clinic = await createTestClinic(scene.database);
    const manager = await scene.staffOf(clinic.id, 'manager');
    const path = `/api/clinics/${clinic.id}/reminders`;
    const put = (version: number) =>
      scene.send(manager, 'PUT', path, { offsetsMinutes: [90] }, { 'if-match': `"${version}"` });
    expect([(await put(7)).status, (await put(1)).status, (await put(2)).status]).toEqual([412, 200, 200]);
    expect((await scene.send(manager, 'GET', path)).body).toMatchObject({ version: 2 });
    const customer = await scene.customer();
    for (const channels of [['sms'], ['sms'], null])
      await scene.send(customer, 'PUT', PREFERENCES, { channels });
    const booking = await scene.book(customer, DAY);
    for (let again = 0; again < 2; again += 1)
      await scene.send(customer, 'PUT', ofBooking(booking), { offsetsMinutes: [45] });
    const events = await scene.sql<{ name: string }>(
      `select name from outbox_events where name like 'reminder.%' and actor_id in (?, ?) order by id`,
      [manager.userId, customer.userId],
    );
    expect(events.map(({ name }) => name)).toEqual([
      'reminder.clinic.changed',
      'reminder.preferences.changed',
      'reminder.preferences.changed',
      'reminder.booking.changed',
    ]);
  });
});

describe('S1-REM-03 by which channel somebody is reminded', () => {
  it('is honoured when it is changed before the reminder leaves', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY);
    await scene.drain();
    expect((await scene.send(customer, 'PUT', PREFERENCES, { channels: ['sms'] })).body).toMatchObject({
      channels: ['sms'],
      chosen: { channels: true },
    });
    expect(said(await scene.shown(customer, booking)).slice(0, 3)).toEqual([
      '1440 email skipped not_chosen',
      '1440 inApp skipped not_chosen',
      '1440 sms planned',
    ]);
    await scene.pass(booking, 1);
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 3)).toEqual([
      '1440 email skipped not_chosen',
      '1440 inApp skipped not_chosen',
      '1440 sms sent',
    ]);
    expect(await scene.mailsTo(customer.email)).toEqual([]);
    const [phone] = await scene.sql<{ phone: string }>(`select phone from users where id = ?`, [
      customer.userId,
    ]);
    expect(await scene.sql(`select text from development_sms where recipient = ?`, [phone!.phone])).toEqual([
      { text: expect.stringMatching(/^In 24 hours: Klinik Sahabat, /) },
    ]);
  });

  it('is honoured when it is changed and changed back before its time', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY + 2);
    await scene.drain();
    for (const channels of [['inApp'], ['email']])
      await scene.send(customer, 'PUT', ofBooking(booking), { channels });
    await scene.pass(booking, 3);
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email sent',
      '1440 inApp skipped not_chosen',
    ]);
    expect(await scene.mailsTo(customer.email)).toHaveLength(1);
  });

  it.each([
    ['has no address for', 'phone'],
    ['has not shown to be theirs', 'phone_verified_at'],
  ])('is none that the customer declined or %s, and says which', async (_, column) => {
    const customer = await scene.customer();
    await scene.sql(`update users set ${column} = null where id = ?`, [customer.userId]);
    await scene.sql(
      `insert into declined_notifications (user_id, notification, channel) values (?, 'booking.reminder', 'email')`,
      [customer.userId],
    );
    const booking = await scene.book(customer, DAY);
    await scene.send(customer, 'PUT', ofBooking(booking), { channels: ['email', 'sms', 'inApp'] });
    await scene.drain();
    await scene.pass(booking, 1);
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 3)).toEqual([
      '1440 email skipped declined',
      '1440 inApp sent',
      '1440 sms skipped unreachable',
    ]);
  });
});

describe('S1-REM-02 role × endpoint × own and foreign', () => {
  it('reminders are for the customer of the booking and the clinic’s staff; a clinic’s own for those who work there', async () => {
    const [here, elsewhere] = [
      await createTestClinic(scene.database),
      await createTestClinic(scene.database),
    ];
    const customer = await scene.customer();
    const actors: Record<string, UserPrincipal | null> = {
      nobody: null,
      customer,
      'another customer': await scene.customer(),
      staff: await scene.staffOf(here.id, 'staff'),
      manager: await scene.staffOf(here.id, 'manager'),
      'manager elsewhere': await scene.staffOf(elsewhere.id, 'manager'),
      employee: await scene.principal('employee'),
      administrator: await scene.principal('administrator'),
    };
    const booking = await scene.book(customer, 3 * DAY, { clinicId: here.id });
    const asked = async (method: string, path: string, body?: object) => {
      const answers: Record<string, number> = {};
      for (const [who, actor] of Object.entries(actors))
        answers[who] = (await scene.send(actor, method, path, body)).status;
      return answers;
    };
    const ofIt = {
      ...{ nobody: 401, customer: 200, 'another customer': 404, staff: 200, manager: 200 },
      ...{ 'manager elsewhere': 404, employee: 403, administrator: 200 },
    };
    expect(await asked('GET', ofBooking(booking))).toEqual(ofIt);
    expect(await asked('PUT', ofBooking(booking), { channels: ['email'] })).toEqual(ofIt);
    const read = {
      ...{ nobody: 401, customer: 403, 'another customer': 403, staff: 200, manager: 200 },
      ...{ 'manager elsewhere': 403, employee: 403, administrator: 200 },
    };
    const path = `/api/clinics/${here.id}/reminders`;
    expect(await asked('GET', path)).toEqual(read);
    expect(await asked('PUT', path, { offsetsMinutes: [60] })).toEqual({ ...read, staff: 403 });
    for (const none of [999_999, 99_999_999_999]) {
      expect((await scene.send(actors['administrator']!, 'GET', ofBooking(none))).status).toBe(404);
      expect(
        (await scene.send(actors['administrator']!, 'GET', `/api/clinics/${none}/reminders`)).status,
      ).toBe(404);
    }
    await scene.sql(`update clinics set is_active = false where id = ?`, [here.id]);
    expect((await asked('GET', path))['manager elsewhere']).toBe(404);
  });
});

it('what is known about somebody is given to them, and forgotten with them', async () => {
  const customer = await scene.customer();
  const booking = await scene.book(customer, 3 * DAY);
  await scene.drain();
  await scene.send(customer, 'PUT', PREFERENCES, { channels: ['email'], offsetsMinutes: [60] });
  const known = async (): Promise<PersonalRow[]> =>
    Array.fromAsync(reminderData.read(scene.database.fork(), customer.userId));
  expect(await known()).toEqual([
    { section: 'preferences', row: { offsetsMinutes: [60], channels: ['email'] } },
    ...Array.from({ length: 5 }, () => ({
      section: 'reminders',
      row: expect.objectContaining({ bookingId: booking }),
    })),
  ]);
  for (let again = 0; again < 2; again += 1)
    await scene.inTransaction((tx) => reminderData.erase(tx, customer.userId));
  expect((await known()).filter(({ section }) => section === 'reminders')).toEqual([]);
});
