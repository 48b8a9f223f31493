import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { bookingEntities, bookingRoleDefaults } from '@antrean/bookings';
import {
  bookingAdopted,
  bookingCancelled,
  bookingCreated,
  bookingStatusChanged,
  bookingUpdated,
  type BookingFacts,
} from '@antrean/bookings/messages';
import { createTestBooking } from '@antrean/bookings/testing';
import { clinicEntities, clinicRoleDefaults } from '@antrean/clinics';
import { createTestClinic, createTestService, createTestStaff } from '@antrean/clinics/testing';
import { notificationMessages, testNotifications } from '@antrean/notifications/testing';
import { organizationEntities } from '@antrean/organization';
import { createTestPet } from '@antrean/pets/testing';
import { mergeRoleDefaults, type SessionPrincipal, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createDiskStorage } from '@antrean/platform/files';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { enqueue, publish } from '@antrean/platform/outbox';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestMailbox,
  startTestWorker,
  testConfig,
  testLog,
  type TestReply,
} from '@antrean/testing';
import { reminderRoutes } from './http.ts';
import { reminderMessages, tellReminder } from './messages.ts';
import { bookingReminder } from './reminder.notification.ts';
import { tellDueReminders } from './tell-due.ts';
import { reminderWorker } from './worker.ts';

export interface Shown {
  offsetMinutes: number;
  channel: string;
  state: string;
  reason: string | null;
  dueAt: string;
  sentAt: string | null;
  bookingVersion: number;
}

/** Such as `1440 email planned`, `120 inApp skipped past`. */
export const said = (shown: readonly Shown[]): string[] =>
  shown.map(({ offsetMinutes, channel, state, reason }) =>
    [offsetMinutes, channel, state, ...(reason === null ? [] : [reason])].join(' '),
  );

/** In minutes. */
export const DAY = 1_440;
const MINUTE_MS = 60_000;
const ENGLISH = { language: 'en', timeZone: 'UTC' } as const;
const failPoint = async (): Promise<void> => undefined;
const bookingEvents = [
  ...[bookingCreated, bookingUpdated, bookingStatusChanged, bookingCancelled],
  bookingAdopted,
];

/** A clinic, customers, and all that tells them, with real parts. */
export async function startReminderScene() {
  const config = testConfig();
  const test = await createTestDatabase([
    ...organizationEntities,
    ...identityEntities,
    ...clinicEntities,
    ...bookingEntities,
  ]);
  const { database, unitOfWork } = test;
  await ensureRoles(
    database,
    mergeRoleDefaults(identityRoleDefaults, clinicRoleDefaults, bookingRoleDefaults),
  );
  const [redis, mailbox] = await Promise.all([createTestRedis(), startTestMailbox()]);
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  const notifications = testNotifications({ database, config, mailer, notifications: [bookingReminder] });
  const { handlers, consumers } = reminderWorker({ failPoint });
  const startWorker = () =>
    startTestWorker({
      ...{ database, redisUrl: redis.url },
      registry: createMessageRegistry([...bookingEvents, ...reminderMessages, ...notificationMessages]),
      handlers: [...handlers, ...notifications.handlers],
      consumers,
    });
  let worker = await startWorker();
  const api = await startTestApi({
    ...{ tokens: sessionTokens, routes: reminderRoutes(test), database, config },
  });
  const sql = <Row extends object>(text: string, values: (string | number | null)[] = []): Promise<Row[]> =>
    query<Row>(database.fork(), text, values);
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transaction(unitOfWork, backgroundContext(testLog, 'test'), work);
  const clinic = await createTestClinic(database, { name: 'Klinik Sahabat' });

  /** A user with an address, a number, and a pet. */
  const customer = async (details: { language?: 'id' | 'en'; timeZone?: string } = {}) => {
    const user = await createTestUser(database, {
      ...{ role: 'customer', departmentId: null, email: `${randomUUID()}@customer.test` },
    });
    await sql(
      `update users set phone = ?, phone_verified_at = now(), language = ?, time_zone = ? where id = ?`,
      [
        ...[`+62811${String(user.id).padStart(7, '0')}`, details.language ?? 'en'],
        ...[details.timeZone ?? null, user.id],
      ],
    );
    const pet = await createTestPet(database, user.id);
    return { ...(await createTestSession(database, user)), email: user.email ?? '', petId: pet.id };
  };

  const staff = await createTestStaff(database, clinic.id, { name: 'drh. Sari' });
  const service = await createTestService(database, clinic.id, { name: 'Vaksinasi' });

  const factsOf = async (bookingId: number): Promise<BookingFacts> => {
    const [row] = await sql<BookingFacts>(
      `select id as "bookingId", clinic_id as "clinicId", service_id as "serviceId", staff_id as "staffId",
         person_id as "personId", pet_id as "petId", customer_id as "customerId", local_start as "localStart",
         starts_at as "startsAt", ends_at as "endsAt", time_zone as "timeZone", status, version
       from bookings where id = ?`,
      [bookingId],
    );
    return row!;
  };

  const scene = {
    ...test,
    ...{ config, redis, mailbox, clinic, service, staff, sql, inTransaction, customer },
    /** Somebody who works at a clinic, logged in. */
    staffOf: async (clinicId: number, role: 'manager' | 'staff'): Promise<SessionPrincipal> => {
      const user = await createTestUser(database, { role: 'customer', departmentId: null });
      await createTestStaff(database, clinicId, { userId: user.id, role });
      return createTestSession(database, user);
    },
    principal: (role: string) => createTestPrincipal(database, { role, departmentId: null }),
    drain: () => worker.drain(),
    stopWorker: () => worker.stop(),
    startWorker: async () => {
      worker = await startWorker();
    },
    /** A booking that begins in so many minutes, a little more, with its event. */
    book: async (
      { userId: customerId, petId }: { userId: number; petId: number },
      minutes: number,
      more: Partial<Parameters<typeof createTestBooking>[1]> = {},
    ): Promise<number> => {
      const { id } = await createTestBooking(database, {
        ...{ clinicId: clinic.id, serviceId: service.id, staffId: staff.id, personId: staff.personId },
        ...{ petId, customerId, startsAt: new Date(Date.now() + minutes * MINUTE_MS + 30_000) },
        ...more,
      });
      await scene.tell(id);
      return id;
    },
    /** Says that a booking was made. */
    tell: async (bookingId: number): Promise<void> => {
      const facts = await factsOf(bookingId);
      await inTransaction(async (tx) => publish(tx, bookingCreated, { ...facts, createdBy: null }));
    },
    /** Moves a booking by so many minutes, as its domain does. */
    move: async (bookingId: number, minutes: number): Promise<void> => {
      const { startsAt: previousStartsAt } = await factsOf(bookingId);
      await sql(
        `update bookings set starts_at = starts_at + ? * interval '1 minute', ends_at = ends_at + ? * interval '1 minute',
           version = version + 1 where id = ?`,
        [minutes, minutes, bookingId],
      );
      const facts = await factsOf(bookingId);
      const before = { previousStartsAt, previousStaffId: facts.staffId, changedBy: null };
      await inTransaction(async (tx) => publish(tx, bookingUpdated, { ...facts, ...before }));
    },
    /** Makes a guest's booking a customer's, as its domain does. */
    adopt: async (bookingId: number, customerId: number): Promise<void> => {
      await sql(`update bookings set customer_id = ?, version = version + 1 where id = ?`, [
        customerId,
        bookingId,
      ]);
      await sql(`delete from guest_bookings where booking_id = ?`, [bookingId]);
      const facts = await factsOf(bookingId);
      await inTransaction(async (tx) => publish(tx, bookingAdopted, facts));
    },
    /** Confirms a booking, as its domain does. */
    confirm: async (bookingId: number): Promise<void> => {
      const { status: oldStatus } = await factsOf(bookingId);
      await sql(
        `update bookings set status = 'confirmed', hold_expires_at = null, version = version + 1 where id = ?`,
        [bookingId],
      );
      const facts = await factsOf(bookingId);
      const how = { oldStatus, newStatus: 'confirmed', changedBy: null } as const;
      await inTransaction(async (tx) => publish(tx, bookingStatusChanged, { ...facts, ...how }));
    },
    cancel: async (bookingId: number): Promise<void> => {
      await sql(`update bookings set status = 'cancelled', version = version + 1 where id = ?`, [bookingId]);
      const facts = await factsOf(bookingId);
      const how = { oldStatus: 'confirmed', reason: null, cancelledBy: 'customer', changedBy: null } as const;
      await inTransaction(async (tx) => publish(tx, bookingCancelled, { ...facts, ...how }));
    },
    /** Lets so many minutes pass for a booking, what was told of it, and its reminders. */
    pass: async (bookingId: number, minutes: number): Promise<void> => {
      const by = `- ${minutes} * interval '1 minute'`;
      await sql(`update outbox_events set at = at ${by} where (payload ->> 'bookingId')::int = ?`, [
        bookingId,
      ]);
      await sql(`update bookings set starts_at = starts_at ${by}, ends_at = ends_at ${by} where id = ?`, [
        bookingId,
      ]);
      await sql(`update reminder_plans set starts_at = starts_at ${by} where booking_id = ?`, [bookingId]);
      await sql(`update reminders set due_at = due_at ${by} where booking_id = ?`, [bookingId]);
      await sql(
        `update outbox_jobs set run_at = run_at ${by} where name = 'reminder.tell' and state = 'pending'
                 and (payload ->> 'bookingId')::int = ?`,
        [bookingId],
      );
    },
    /** Gives the first reminders of a booking a job, as workers of an earlier version do. */
    queueAsBefore: (bookingId: number): Promise<void> =>
      inTransaction(async (tx) => {
        const [at] = await query<{ bookingVersion: number; offsetMinutes: number; dueMs: number }>(
          tx.em,
          `update reminders r set queued_at = now() where booking_id = ? and state = 'planned' and due_at = (
             select min(due_at) from reminders f where f.booking_id = r.booking_id and f.state = 'planned')
           returning booking_version as "bookingVersion", offset_minutes as "offsetMinutes",
             floor(extract(epoch from due_at) * 1000)::float8 as "dueMs"`,
          [bookingId],
        );
        const { dueMs, ...time } = at!;
        const key = `${bookingId}:${time.bookingVersion}:${time.offsetMinutes}`;
        enqueue(tx, tellReminder, { bookingId, ...time }, { key, runAt: new Date(dueMs) });
      }),
    /** A turn of the schedule. */
    turn: () => inTransaction((tx) => tellDueReminders(failPoint).run(tx)),
    /** A turn of the schedule, and all that follows from it. */
    tellDue: async (): Promise<void> => {
      await scene.turn();
      await worker.drain();
    },
    send: (
      actor: UserPrincipal | null,
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<TestReply> =>
      api.request(method, path, {
        ...(body === undefined ? {} : { body }),
        ...(actor ? { token: accessTokenOf(actor, config) } : {}),
        headers,
      }),
    /** What the api shows of a booking's reminders. */
    shown: async (actor: UserPrincipal, bookingId: number): Promise<Shown[]> => {
      const { body } = await scene.send(actor, 'GET', `/api/bookings/${bookingId}/reminders`);
      return body['reminders'] as Shown[];
    },
    /** What is told of a reminder when its mail is written. */
    write: (facts: object, reader: { language: 'id' | 'en'; timeZone: string } = ENGLISH) =>
      bookingReminder.write(
        { database, config, reports: [], storage: createDiskStorage({ root: tmpdir() }) },
        [{ ...facts }],
        { deliveryId: '', channel: 'email', reader: { userId: 1, ...reader } },
      ),
    mailsTo: async (address: string) =>
      (await mailbox.emails()).filter(({ to }) => to.some((each) => each.address === address)),
    close: async (): Promise<void> => {
      await api.close();
      await worker.stop();
      await mailer.close();
      await Promise.all([mailbox.stop(), redis.stop()]);
      await test.close();
    },
  };
  return scene;
}
export type ReminderScene = Awaited<ReturnType<typeof startReminderScene>>;
