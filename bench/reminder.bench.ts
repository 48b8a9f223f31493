import { setTimeout as pause } from 'node:timers/promises';
import { bookingCreated } from '@antrean/bookings/messages';
import { testNotifications, notificationMessages } from '@antrean/notifications/testing';
import { system as domains } from '@antrean/domains';
import { connectDatabase, query, type Database } from '@antrean/platform/database';
import { createMailer, type Mailer, type MailMessage } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createMetrics } from '@antrean/platform/observability';
import { publish } from '@antrean/platform/outbox';
import { startWorkerRuntime } from '@antrean/platform/queue';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { reminderMessages } from '@antrean/reminders/messages';
import { reminderWorker } from '@antrean/reminders/worker';
import { testConfig } from '@antrean/testing';
import { benchLog } from './bench-database.ts';
import { bareRound, countSent, startSink } from './mail.bench.ts';
import { interleave, median, seconds, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const REMINDERS = 3_000;
const GOAL = 0.7;

const BOOK = `
  insert into bookings (clinic_id, service_id, staff_id, person_id, customer_id, status, starts_at, ends_at,
    local_start, time_zone, zone_data, price, duration_minutes, buffer_minutes)
  select s.clinic_id, v.id, s.id, s.person_id, (
      select u.id from users u join user_roles r on r.user_id = u.id
      where r.role_key = 'customer' and u.email is not null order by u.id limit 1),
    'confirmed', now() + interval '2 days', now() + interval '2 days 30 minutes', '2027-01-01T09:00', 'Asia/Jakarta', '2026c',
    0, 30, 0
  from generate_series(1, ?), (
    select s.id, s.clinic_id, s.person_id from clinic_staff s
    where exists (select from clinic_services v where v.clinic_id = s.clinic_id) order by s.id limit 1) s
  join lateral (select id from clinic_services v where v.clinic_id = s.clinic_id order by id limit 1) v on true
  returning id as "bookingId", clinic_id as "clinicId", service_id as "serviceId", staff_id as "staffId",
    person_id as "personId", customer_id as "customerId", starts_at as "startsAt"`;

interface Booked {
  bookingId: number;
  clinicId: number;
  serviceId: number;
  staffId: number;
  personId: number;
  customerId: number;
  startsAt: string;
}

/** Bookings whose reminders by mail are planned, and all fall due now. */
async function planDue(database: Database, done: (sql: string) => Promise<void>): Promise<void> {
  await transaction(
    { database, wakeRelay: () => undefined },
    backgroundContext(benchLog, 'bench'),
    async (tx) => {
      await query(tx.em, `delete from reminder_plans`);
      const booked = await query<Booked>(tx.em, BOOK, [REMINDERS]);
      await query(
        tx.em,
        `insert into reminder_preferences (user_id, offsets_minutes, channels) values (?, '{1440}', '{email}')
         on conflict do nothing`,
        [booked[0]?.customerId ?? null],
      );
      for (const about of booked) {
        publish(tx, bookingCreated, {
          ...{ ...about, petId: null, endsAt: about.startsAt, createdBy: null },
          ...{ localStart: '2027-01-01T09:00', timeZone: 'Asia/Jakarta', status: 'confirmed', version: 1 },
        });
      }
    },
  );
  await done(`select count(*)::int as n from reminders where state = 'planned'`);
  await transaction(
    { database, wakeRelay: () => undefined },
    backgroundContext(benchLog, 'bench'),
    async ({ em }) => {
      await query(
        em,
        `update bookings set starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day'
        where id in (select booking_id from reminder_plans)`,
      );
      await query(em, `update reminder_plans set starts_at = starts_at - interval '1 day'`);
      await query(em, `update reminders set due_at = due_at - interval '1 day'`);
    },
  );
}

/** Reminders that are due at once, from their rows to the last outcome on record, beside nodemailer that sends as many mails. */
export async function benchReminders(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const sink = await startSink();
  const metrics = createMetrics({ service: 'bench' });
  const database = await connectDatabase({
    ...{
      url: system.databaseUrl,
      poolSize: 20,
      applicationName: 'bench-reminders',
      entities: domains.entities,
    },
    ...{ log: benchLog, work: 'background' as const },
  });
  const config = testConfig();
  const sending = createMailer({ smtpUrl: sink.smtpUrl, from: config.mail.from, log: benchLog, metrics });
  let mail: MailMessage | undefined;
  const mailer: Mailer = { ...sending, send: (message) => sending.send((mail = message)) };
  const failPoint = async (): Promise<void> => undefined;
  const { handlers, consumers, schedules } = reminderWorker({ failPoint });
  const { notifications } = domains;
  const worker = await startWorkerRuntime({
    ...{ database, redisUrl: system.redisUrl, failPoint, metrics, log: benchLog, consumers, schedules },
    registry: createMessageRegistry([bookingCreated, ...reminderMessages, ...notificationMessages]),
    handlers: [...handlers, ...testNotifications({ database, config, mailer, notifications }).handlers],
    raise: () => undefined,
  });
  /** Waits until a count has reached all of them. */
  const done = async (sql: string): Promise<void> => {
    for (;;) {
      worker.unitOfWork.wakeRelay('both');
      const [row] = await query<{ n: number }>(database.fork(), sql);
      if (row?.n === REMINDERS) return;
      await pause(100);
    }
  };
  const sent = countSent(metrics);
  const ourRound = async (): Promise<number> => {
    await planDue(database, done);
    const took = await seconds(async () => {
      await query(
        database.fork(),
        `update outbox_jobs set run_at = now() where name = 'reminders.tell-due' and state = 'pending'`,
      );
      worker.unitOfWork.wakeRelay('jobs');
      await sent.more(REMINDERS);
    });
    await done(
      `select count(*)::int as n from reminders r join deliveries d on d.cause = r.cause where d.status = 'sent'`,
    );
    return REMINDERS / took;
  };
  /** The same mails as ours, which went before. */
  const baseline = async (): Promise<number> => {
    if (!mail) throw new Error('no reminder was sent');
    const { subject, text, html, unsubscribeUrl } = mail;
    const headers = {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
    return bareRound(sink.smtpUrl, REMINDERS, { subject, text, html, headers });
  };
  try {
    const result = await interleave(Math.min(rounds, 5), ourRound, baseline);
    return [
      {
        name: 'reminders: 3,000 due at once, each with a cause and a record of its own ÷ nodemailer alone',
        ...result,
        unit: 'mails/s',
        goal: `≥ ${GOAL}`,
        met: median(result.ratios) >= GOAL,
      },
    ];
  } finally {
    await worker.stop();
    await mailer.close();
    await database.close();
    sink.stop();
  }
}
