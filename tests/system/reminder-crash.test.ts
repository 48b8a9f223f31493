import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bookingCreated } from '@antrean/bookings/messages';
import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { startTestSystem, testLog, type TestSystem } from '@antrean/testing';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

const REMINDERS = 10_000;

/** Keeps every mail, of which the mailbox of development keeps the last ones alone. */
let mails: string[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, accept) => {
    text(stream).then((mail) => {
      mails.push(mail);
      accept();
    }, accept);
  },
});
let system: TestSystem;
let customerId: number;

beforeAll(async () => {
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  system = await startTestSystem({ SMTP_URL: `smtp://127.0.0.1:${port}` });
  const [customer] = await sql<{ id: number }>(
    `select u.id from users u join user_roles r on r.user_id = u.id where r.role_key = 'customer' and u.email is not null
     order by u.id limit 1`,
  );
  customerId = customer!.id;
  await sql(
    `insert into reminder_preferences (user_id, offsets_minutes, channels) values (?, '{1440}', '{email}')`,
    [customerId],
  );
}, 60_000);
afterAll(async () => {
  await system.stop();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const sql = <Row extends object>(text: string, values: readonly (string | number)[] = []): Promise<Row[]> =>
  query<Row>(system.db.database.fork(), text, values);

interface Booked {
  bookingId: number;
  clinicId: number;
  serviceId: number;
  staffId: number;
  personId: number;
  startsAt: string;
}

/** Bookings that begin in 24 hours and so many seconds, with their events, as their domain writes them. */
async function book(count: number, seconds: number): Promise<Booked[]> {
  const unitOfWork = { database: system.db.database, wakeRelay: () => undefined };
  return transaction(unitOfWork, backgroundContext(testLog, 'test'), async (tx) => {
    const booked = await query<Booked>(
      tx.em,
      `insert into bookings (clinic_id, service_id, staff_id, person_id, customer_id, status, starts_at, ends_at,
         local_start, time_zone, zone_data, price, duration_minutes, buffer_minutes)
       select s.clinic_id, v.id, s.id, s.person_id, ?, 'confirmed', now() + interval '24 hours' + ? * interval '1 second',
         now() + interval '24 hours 30 minutes' + ? * interval '1 second', '2027-01-01T09:00', 'Asia/Jakarta', '2026c', 0, 30, 0
       from generate_series(1, ?), (
         select s.id, s.clinic_id, s.person_id from clinic_staff s
         where exists (select from clinic_services v where v.clinic_id = s.clinic_id) order by s.id limit 1) s
       join lateral (select id from clinic_services v where v.clinic_id = s.clinic_id order by id limit 1) v on true
       returning id as "bookingId", clinic_id as "clinicId", service_id as "serviceId", staff_id as "staffId",
         person_id as "personId", starts_at as "startsAt"`,
      [customerId, seconds, seconds, count],
    );
    for (const about of booked)
      publish(tx, bookingCreated, {
        ...{ ...about, customerId, petId: null, endsAt: about.startsAt, createdBy: customerId },
        ...{ localStart: '2027-01-01T09:00', timeZone: 'Asia/Jakarta', status: 'confirmed', version: 1 },
      });
    return booked;
  });
}

/** How many mails tell of each booking. */
function mailsOf(booked: readonly Booked[]): Map<number, number> {
  const told = new Map(booked.map(({ bookingId }) => [bookingId, 0]));
  for (const mail of mails) {
    const id = Number(/\/app\/bookings#(\d+)/.exec(mail.replaceAll('=\r\n', ''))?.[1]);
    told.set(id, (told.get(id) ?? 0) + 1);
  }
  return told;
}

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sql(`select pg_sleep(0.05)`);
};
const count = async (text: string): Promise<number> =>
  (await sql<{ n: number }>(`select count(*)::int as n ${text}`))[0]!.n;
/** The next turn of the schedule comes now, also when the worker that had it is dead. */
const turnNow = () =>
  sql(`update outbox_jobs set run_at = now(), lease_until = null, state = 'pending', generation = generation + 1
       where name = 'reminders.tell-due' and state in ('pending', 'enqueued')`);

it('S1-REM-01 a reminder whose worker is killed at each of its steps, one after the other, is sent once', async () => {
  const [booking] = await book(1, 1);
  for (const failPoint of ['consumer.reminders.after-effect', 'reminder.told', 'mail.before-sending']) {
    const doomed = await system.start('worker', { FAIL_POINTS: failPoint });
    if (failPoint !== 'consumer.reminders.after-effect') await turnNow();
    await doomed.said(`fail point reached: ${failPoint}`);
    await doomed.kill('SIGKILL');
    // What a dead worker held is free in ten seconds; they need not be waited for.
    await sql(`update outbox_jobs set lease_until = null where state in ('pending', 'enqueued')`);
  }
  const last = await system.start('worker');
  await system.drain(60_000, 'reminders');
  await last.kill('SIGTERM');
  expect(mailsOf([booking!])).toEqual(new Map([[booking!.bookingId, 1]]));
  expect(await sql(`select state from reminders where booking_id = ?`, [booking!.bookingId])).toEqual([
    { state: 'told' },
  ]);
}, 120_000);

it('S1-REM-01 CARD-JOB-02 of ten thousand planned reminders, while Redis is emptied and a worker is killed, each is sent once', async () => {
  mails = [];
  const redis = new Redis(system.redis.url);
  const booked = await book(REMINDERS, 3_600);
  const doomed = await system.start('worker', { FAIL_POINTS: 'mail.before-sending' });
  await system.start('worker');
  await until(async () => (await count(`from reminders where state = 'planned'`)) === REMINDERS);
  await redis.flushall();
  await sql(`update reminders set due_at = now() where state = 'planned'`);
  await turnNow();
  // It has mails on record that it has not sent.
  await doomed.said('fail point reached: mail.before-sending');
  await doomed.kill('SIGKILL');
  await until(async () => mails.length > REMINDERS / 4);
  await redis.flushall();
  await until(async () => mails.length > REMINDERS / 2);
  await redis.flushall();
  await until(async () => (await count(`from reminders where state = 'planned'`)) === 0);
  await system.drain(120_000, 'reminders');
  await redis.quit();
  const told = mailsOf(booked);
  expect([told.size, [...told.values()].filter((n) => n !== 1)]).toEqual([REMINDERS, []]);
}, 240_000);
