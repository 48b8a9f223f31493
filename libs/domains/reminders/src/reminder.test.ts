import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestBooking } from '@antrean/bookings/testing';
import { planReminders } from './plan-reminders.ts';
import { DAY, said, startReminderScene, type ReminderScene } from './reminder-scene.factory.ts';
import { CLAIM } from './tell-due.ts';

let scene: ReminderScene;
beforeAll(async () => {
  scene = await startReminderScene();
}, 60_000);
beforeEach(() => scene.mailbox.clear());
afterAll(() => scene.close());

describe('S1-REM-01 a reminder', () => {
  it('CARD-JOB-02 is planned with the booking, and told once at its time by each channel, however often anything runs', async () => {
    const customer = await scene.customer({ language: 'id', timeZone: 'Asia/Jakarta' });
    const booking = await scene.book(customer, 2 * DAY);
    await scene.drain();
    expect(said(await scene.shown(customer, booking))).toEqual([
      '1440 email planned',
      '1440 inApp planned',
      '120 email planned',
      '120 inApp planned',
    ]);
    await scene.tellDue();
    expect(await scene.mailsTo(customer.email)).toEqual([]);

    await scene.pass(booking, DAY + 1);
    await scene.turn();
    await scene.tellDue();
    await scene.tell(booking);
    await scene.tellDue();
    const shown = await scene.shown(customer, booking);
    expect(said(shown)).toEqual([
      '1440 email sent',
      '1440 inApp sent',
      '120 email planned',
      '120 inApp planned',
    ]);
    expect(shown.map(({ sentAt }) => sentAt !== null)).toEqual([true, true, false, false]);
    const [mail, ...others] = await scene.mailsTo(customer.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('24 jam lagi: janji temu di Klinik Sahabat');
    expect(mail!.text).toContain('Vaksinasi untuk Momo, bersama drh. Sari');
    expect(mail!.text).toContain(`/app/bookings#${booking}`);
    expect(
      await scene.sql(`select title from in_app_notifications where user_id = ?`, [customer.userId]),
    ).toEqual([{ title: 'Pengingat janji temu' }]);
  });

  it('case 19: of what was due before it was booked nothing is sent, and it says so', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, 90);
    await scene.drain();
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking))).toEqual([
      '1440 email skipped past',
      '1440 inApp skipped past',
      '120 email skipped past',
      '120 inApp skipped past',
    ]);
    expect(await scene.mailsTo(customer.email)).toEqual([]);
  });

  it('case 20: a booking that was moved after one of them is reminded of anew', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY);
    await scene.drain();
    await scene.pass(booking, 1);
    await scene.tellDue();
    expect(await scene.mailsTo(customer.email)).toHaveLength(1);
    await scene.move(booking, 7 * DAY);
    await scene.drain();
    const shown = await scene.shown(customer, booking);
    expect(shown.map(({ bookingVersion }) => bookingVersion)).toEqual([2, 2, 2, 2, 1, 1, 1, 1]);
    expect(said(shown)).toEqual([
      '1440 email planned',
      '1440 inApp planned',
      '120 email planned',
      '120 inApp planned',
      '1440 email sent',
      '1440 inApp sent',
      '120 email skipped moved',
      '120 inApp skipped moved',
    ]);
    await scene.pass(booking, 7 * DAY);
    await scene.tellDue();
    expect(await scene.mailsTo(customer.email)).toHaveLength(2);
  });

  it('stays when the booking changes and its time does not', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY, { status: 'pending' });
    await scene.drain();
    await scene.pass(booking, 1);
    await scene.confirm(booking);
    await scene.drain();
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email sent',
      '1440 inApp sent',
    ]);
  });

  it('is none when the booking is cancelled a second before, whether that is known to the plan or not', async () => {
    const customer = await scene.customer();
    const known = await scene.book(customer, DAY + 2);
    const unknown = await scene.book(customer, DAY + 2);
    await scene.drain();
    await scene.cancel(known);
    await scene.drain();
    await scene.sql(`update bookings set status = 'cancelled' where id = ?`, [unknown]);
    for (const booking of [known, unknown]) await scene.pass(booking, 3);
    await scene.tellDue();
    expect(said(await scene.shown(customer, known))).toEqual([
      '1440 email skipped cancelled',
      '1440 inApp skipped cancelled',
      '120 email skipped cancelled',
      '120 inApp skipped cancelled',
    ]);
    expect(said(await scene.shown(customer, unknown)).slice(0, 2)).toEqual([
      '1440 email skipped cancelled',
      '1440 inApp skipped cancelled',
    ]);
    expect(await scene.mailsTo(customer.email)).toEqual([]);
  });

  it.each([
    ['was cancelled', `status = 'cancelled'`, 'cancelled'],
    [
      'was moved',
      `starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'`,
      'moved',
    ],
    ['has begun', `starts_at = now(), ends_at = now() + interval '1 hour'`, 'moved'],
    ['is attended', `status = 'checked_in'`, 'ended'],
  ])(
    'waits for a mail server and is not sent any more when the booking %s meanwhile',
    async (_, change, reason) => {
      const customer = await scene.customer();
      const booking = await scene.book(customer, DAY);
      await scene.drain();
      await scene.stopWorker();
      await scene.pass(booking, 1);
      await scene.turn();
      const [told] = await scene.sql<{ startsAtMs: number }>(
        `select floor(extract(epoch from starts_at) * 1000)::float8 as "startsAtMs" from bookings where id = ?`,
        [booking],
      );
      await scene.sql(`update bookings set ${change} where id = ?`, [booking]);
      const facts = {
        bookingId: booking,
        startsAtMs: told!.startsAtMs,
        offsetMinutes: DAY,
        channel: 'email',
      };
      await expect(scene.write(facts)).rejects.toMatchObject({ word: reason });
      await scene.startWorker();
      await scene.drain();
      expect(await scene.mailsTo(customer.email)).toEqual([]);
      expect(said(await scene.shown(customer, booking))[0]).toBe(`1440 email skipped ${reason}`);
    },
  );

  it('that is late is sent while it is of use, tells what time is left, and is one of two that were due', async () => {
    const customer = await scene.customer();
    const [late, tooLate, both] = [
      await scene.book(customer, DAY),
      await scene.book(customer, 130),
      await scene.book(customer, DAY),
    ];
    await scene.drain();
    await scene.pass(late, 61);
    await scene.pass(tooLate, 127);
    await scene.pass(both, DAY - 60);
    await scene.tellDue();
    const state = async (booking: number) =>
      said((await scene.shown(customer, booking)).filter(({ channel }) => channel === 'email'));
    expect(await state(late)).toEqual(['1440 email sent', '120 email planned']);
    expect(await state(tooLate)).toEqual(['1440 email skipped past', '120 email skipped too_late']);
    expect(await state(both)).toEqual(['1440 email skipped overtaken', '120 email sent']);
    const subjects = (await scene.mailsTo(customer.email)).map(({ subject }) => subject).sort();
    expect(subjects).toEqual([
      'In 1 hour: appointment at Klinik Sahabat',
      'In 22 hours 59 minutes: appointment at Klinik Sahabat',
    ]);
  });

  it('of many that are due at once costs a part of a job, and is none when its booking was cancelled a second before', async () => {
    const customer = await scene.customer();
    await scene.stopWorker();
    const bookings = [];
    for (let n = 0; n < 30; n += 1) bookings.push(await scene.book(customer, DAY));
    await scene.startWorker();
    await scene.drain();
    await scene.stopWorker();
    for (const booking of bookings) await scene.pass(booking, 1);
    const [last] = await scene.sql<{ id: number }>(`select max(id)::int as id from outbox_jobs`);
    await scene.turn();
    const jobs = await scene.sql(
      `select name, count(*)::int as n from outbox_jobs where id > ? group by name order by name`,
      [last!.id],
    );
    expect(jobs).toEqual([
      { name: 'notification.send-mails', n: 2 },
      { name: 'notification.show-in-app', n: 30 },
    ]);
    const [cancelled, moved] = [bookings[3]!, bookings[28]!];
    await scene.cancel(cancelled);
    await scene.move(moved, DAY);
    await scene.startWorker();
    await scene.drain();
    const states = new Map<number, string | undefined>();
    for (const booking of bookings)
      states.set(
        booking,
        said(await scene.shown(customer, booking)).find((line) =>
          /^1440 email (sent|skipped|failed)/.test(line),
        ),
      );
    expect(new Set(bookings.filter((id) => states.get(id) === '1440 email sent')).size).toBe(28);
    expect([states.get(cancelled), states.get(moved)]).toEqual([
      '1440 email skipped cancelled',
      '1440 email skipped moved',
    ]);
    const told = (await scene.mailsTo(customer.email)).map(({ text }) =>
      Number(/\/app\/bookings#(\d+)/.exec(text)?.[1]),
    );
    expect(told.toSorted((a, b) => a - b)).toEqual(bookings.filter((id) => id !== cancelled && id !== moved));
  });

  it('is told by a later turn when one fails, of which nothing stays', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY);
    await scene.drain();
    await scene.pass(booking, 1);
    await scene.sql(`alter table deliveries rename to away`);
    await expect(scene.turn()).rejects.toThrow('deliveries');
    await scene.sql(`alter table away rename to deliveries`);
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email planned',
      '1440 inApp planned',
    ]);
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email sent',
      '1440 inApp sent',
    ]);
  });
});

describe('a reminder that a worker of an earlier version gave a job of its own', () => {
  it('is told by it at its time, and by no turn before or behind it', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY);
    await scene.drain();
    await scene.stopWorker();
    await scene.queueAsBefore(booking);
    await scene.pass(booking, 1);
    await scene.turn();
    expect(said(await scene.shown(customer, booking))[0]).toBe('1440 email planned');
    await scene.startWorker();
    await scene.drain();
    await scene.tellDue();
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email sent',
      '1440 inApp sent',
    ]);
    expect(await scene.mailsTo(customer.email)).toHaveLength(1);
  });

  it('says in a dead letter’s words that it failed, and is told when somebody has the job tried again', async () => {
    const customer = await scene.customer();
    const booking = await scene.book(customer, DAY);
    await scene.drain();
    await scene.pass(booking, 1);
    await scene.stopWorker();
    await scene.queueAsBefore(booking);
    await scene.sql(`update outbox_jobs set attempts = 7 where name = 'reminder.tell' and state = 'pending'`);
    await scene.sql(`alter table reminder_preferences rename to away`);
    await scene.startWorker();
    await scene.drain();
    await scene.sql(`alter table away rename to reminder_preferences`);
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email failed error',
      '1440 inApp failed error',
    ]);
    await scene.sql(
      `update outbox_jobs set state = 'pending', run_at = now(), attempts = 0, generation = generation + 1
       where name = 'reminder.tell' and state = 'dead'`,
    );
    await scene.drain();
    expect(said(await scene.shown(customer, booking)).slice(0, 2)).toEqual([
      '1440 email sent',
      '1440 inApp sent',
    ]);
  });
});

describe('the time that a reminder tells', () => {
  const bookingAt = async (startsAt: string, timeZone: string) => {
    const customer = await scene.customer();
    const { id } = await createTestBooking(scene.database, {
      ...{ clinicId: scene.clinic.id, serviceId: scene.service.id },
      ...{ staffId: scene.staff.id, personId: scene.staff.personId, petId: customer.petId },
      ...{ customerId: customer.userId, startsAt: new Date(startsAt), timeZone },
    });
    await scene.inTransaction((tx) => planReminders(tx, [id]));
    return {
      id,
      customer,
      facts: { bookingId: id, startsAtMs: Date.parse(startsAt), offsetMinutes: DAY, channel: 'email' },
    };
  };

  it.each([
    ['2027-03-28T08:00:00Z', '2027-03-27T08:00:00.000Z', '10:00 CEST (UTC+02:00)'],
    ['2027-10-31T09:00:00Z', '2027-10-30T09:00:00.000Z', '10:00 CET (UTC+01:00)'],
  ])('case 11: Berlin, 10:00 on %s is told 24 hours before, at %s', async (startsAt, dueAt, clock) => {
    const { id, customer, facts } = await bookingAt(startsAt, 'Europe/Berlin');
    const [first] = await scene.shown(customer, id);
    expect(first).toMatchObject({ offsetMinutes: DAY, dueAt });
    const { subject, paragraphs } = await scene.write(facts, { language: 'en', timeZone: 'Europe/Berlin' });
    expect(subject).toContain('In 24 hours:');
    expect(paragraphs.join('\n')).toContain(clock);
    expect(`${subject}${paragraphs.join('\n')}`).not.toMatch(/\bdays?\b/);
  });

  it('case 12: half past midnight on 1 January in Kiritimati is 1 January', async () => {
    const { facts } = await bookingAt('2026-12-31T10:30:00Z', 'Pacific/Kiritimati');
    const { paragraphs } = await scene.write(facts, { language: 'id', timeZone: 'Pacific/Kiritimati' });
    expect(paragraphs.join('\n')).toContain('1 Januari 2027 pukul 00.30 (UTC+14:00)');
  });

  it('case 13: is the clinic’s with its offset, then the reader’s in brackets, also in a text message', async () => {
    const { facts } = await bookingAt('2027-03-01T02:00:00Z', 'Asia/Jakarta');
    const { paragraphs, sms } = await scene.write(facts, { language: 'id', timeZone: 'Asia/Makassar' });
    expect(paragraphs.join('\n')).toMatch(/1 Maret 2027 pukul 09\.00 WIB \(UTC\+07:00\),? \(10\.00 WITA\)/);
    expect(sms).toMatch(/^24 jam lagi: Klinik Sahabat, 1 Maret 2027 pukul 09\.00 WIB/);
    expect(sms!.length).toBeLessThanOrEqual(160);
  });
});

it('reads what is due, and the coming bookings of a clinic or a customer, by indexes', async () => {
  const explained = async (text: string): Promise<string> => {
    const rows = await scene.database.fork().transactional(async (em) => {
      // What can be had without: of so few rows either costs nothing.
      for (const way of ['seqscan', 'sort']) await em.execute(`set local enable_${way} = off`);
      return em.execute<{ 'QUERY PLAN': string }[]>(`explain ${text}`);
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const due = await explained(CLAIM.replace('?', '500'));
  expect(due).toContain('reminders_unqueued');
  expect(due).not.toContain('Sort');
  for (const whose of ['clinic', 'customer']) {
    const plan = await explained(
      `select booking_id from reminder_plans where ${whose}_id = 1 and starts_at > now()
       order by starts_at, booking_id limit 200`,
    );
    expect(plan).toContain(`reminder_plans_${whose}`);
    expect(plan).not.toContain('Sort');
  }
  expect(
    await explained(
      `select d.status from reminders r left join deliveries_v d on d.cause = r.cause and d.channel = r.channel
       where r.booking_id = 1`,
    ),
  ).not.toContain('Seq Scan');
});
