import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRoles } from '@antrean/access';
import { userEvents } from '@antrean/accounts/messages';
import { availabilityEntities, availabilityRoleDefaults } from '@antrean/availability';
import { availabilityRoutes } from '@antrean/availability/http';
import { availabilityMessages } from '@antrean/availability/messages';
import { availabilityWorker } from '@antrean/availability/worker';
import { clinicEntities, clinicRoleDefaults } from '@antrean/clinics';
import { clinicRoutes } from '@antrean/clinics/http';
import { clinicMessages } from '@antrean/clinics/messages';
import { createTestClinic, createTestService, createTestStaff } from '@antrean/clinics/testing';
import { notificationMessages, testNotifications } from '@antrean/notifications/testing';
import { organizationEntities } from '@antrean/organization';
import { petRoleDefaults } from '@antrean/pets';
import { petRoutes } from '@antrean/pets/http';
import { petMessages } from '@antrean/pets/messages';
import { createTestPet } from '@antrean/pets/testing';
import { mergeRoleDefaults, type SessionPrincipal, type UserPrincipal } from '@antrean/platform/auth';
import { query, type Database, type SqlValue } from '@antrean/platform/database';
import { createDiskStorage } from '@antrean/platform/files';
import { createMailer } from '@antrean/platform/mail';
import type { Config } from '@antrean/platform/config';
import type { Work } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { createMessageRegistry, type AnyMessage } from '@antrean/platform/messages';
import type { AnyNotification } from '@antrean/platform/notifications';
import { transaction, backgroundContext, type Tx } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestMailbox,
  startTestWorker,
  takeEvents,
  testConfig,
  testLog,
  type TakenEvent,
  type TestDatabase,
  type TestMailbox,
  type TestReply,
  type TestWorker,
} from '@antrean/testing';
import { bookingNotifications } from './mail/booking.notification.ts';
import { bookingRoutes } from './http.ts';
import { bookingEntities, bookingRoleDefaults } from './index.ts';
import { bookingMessages } from './messages.ts';
import { bookingWorker } from './worker.ts';

export const PATH = '/api/bookings';

/** A clinic that is open each day from 09:00 to 17:00 on its clocks, with people who offer a service. */
export interface Scene {
  readonly clinicId: number;
  readonly serviceId: number;
  readonly staff: readonly { readonly id: number; readonly personId: number }[];
  readonly manager: SessionPrincipal;
  readonly attendant: SessionPrincipal;
  readonly customer: SessionPrincipal;
  readonly petId: number;
  /** What books the pet at an instant. */
  wish(startsAt: string, more?: object): object;
}

export interface BookingApi extends TestDatabase {
  readonly administrator: SessionPrincipal;
  readonly url: string;
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  scene(options?: SceneOptions): Promise<Scene>;
  person(role: string): Promise<SessionPrincipal>;
  /** A customer with a pet. */
  petOwner(details?: {
    email?: string;
    fullName?: string;
  }): Promise<{ customer: SessionPrincipal; petId: number }>;
  book(scene: Scene, startsAt: string, more?: object): Promise<TestReply>;
  /** The same, of what is free. */
  booked(
    scene: Scene,
    startsAt: string,
    more?: object,
  ): Promise<{ id: number; version: number; status: string }>;
  /** Lets the time of a hold be over, as nobody has noticed. */
  lapse(bookingId: number): Promise<unknown>;
  eventsOf(name: string): Promise<TakenEvent[]>;
  sql<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  takeEvents(): Promise<TakenEvent[]>;
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The actor again, with what they may do now. */
  again(actor: UserPrincipal): Promise<SessionPrincipal>;
  /** The worker of bookings, calendars and notifications, and where its mails arrive. Both stop with the api. */
  work(): Promise<{ worker: TestWorker; mailbox: TestMailbox }>;
}

export interface SceneOptions {
  timeZone?: string;
  people?: number;
  durationMinutes?: number;
  bufferMinutes?: number;
  /** Columns of the clinic. */
  clinic?: Record<string, string | number | boolean>;
  customer?: { email?: string; fullName?: string };
}

/** What a domain that stands on bookings brings to a test. */
export interface Above {
  routes(test: TestDatabase & { config: Config }): readonly Route[];
  readonly messages: readonly AnyMessage[];
  readonly notifications: readonly AnyNotification[];
  work(): Work;
}

export async function startBookingApi({
  above,
  ...options
}: { poolSize?: number; above?: Above } = {}): Promise<BookingApi> {
  const config = testConfig({ PUBLIC_URL: 'https://antrean.example' });
  const root = await mkdtemp(join(tmpdir(), 'antrean-bookings-'));
  const test = await createTestDatabase(
    [
      ...organizationEntities,
      ...identityEntities,
      ...clinicEntities,
      ...availabilityEntities,
      ...bookingEntities,
    ],
    options,
  );
  const database: Database = test.database;
  await ensureRoles(
    database,
    mergeRoleDefaults(
      identityRoleDefaults,
      clinicRoleDefaults,
      availabilityRoleDefaults,
      petRoleDefaults,
      bookingRoleDefaults,
    ),
  );
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: [
      ...clinicRoutes(test),
      ...availabilityRoutes(test),
      ...petRoutes({ ...test, storage: createDiskStorage({ root }), config }),
      ...(above?.routes({ ...test, config }) ?? []),
      ...bookingRoutes(test),
    ],
    database,
    config,
  });
  const ends: (() => Promise<unknown>)[] = [
    () => rm(root, { recursive: true, force: true }),
    () => test.close(),
    () => api.close(),
  ];
  const sql = <Row extends object>(text: string, values: readonly SqlValue[] = []) =>
    query<Row>(database.fork(), text, values);
  const send: BookingApi['send'] = (actor, method, path, body, headers = {}) =>
    api.request(method, path, {
      ...(body === undefined ? {} : { body }),
      ...(actor ? { token: accessTokenOf(actor, config) } : {}),
      headers,
    });
  const person = (role: string, details: object = {}) =>
    createTestPrincipal(database, { role, departmentId: null, ...details });
  const petOwner: BookingApi['petOwner'] = async (details = {}) => {
    const customer = await person('customer', details);
    return { customer, petId: (await createTestPet(database, customer.userId)).id };
  };
  const administrator = await person('administrator');
  const book: BookingApi['book'] = (scene, startsAt, more = {}) =>
    send(scene.customer, 'POST', PATH, scene.wish(startsAt, more));
  const worksAt = async (clinicId: number, role: 'manager' | 'staff') => {
    const user = await person('customer');
    await createTestStaff(database, clinicId, { userId: user.userId, role, isBookable: false });
    return createTestSession(database, { id: user.userId });
  };
  return {
    ...test,
    ...{ url: api.url, administrator, send, sql, petOwner, person },
    book,
    booked: async (scene, startsAt, more) => {
      const { status, body } = await book(scene, startsAt, more);
      if (status !== 201) throw new Error(`${startsAt}: ${JSON.stringify(body)}`);
      return { id: Number(body['id']), version: Number(body['version']), status: String(body['status']) };
    },
    lapse: (id) =>
      sql(
        `with late as (update bookings set hold_expires_at = now() - interval '1 millisecond' where id = ?)
         update occupied_spans set held_until = now() - interval '1 millisecond' where reference = ?`,
        [id, `booking:${id}`],
      ),
    eventsOf: async (name) => (await takeEvents(database)).filter((event) => event.name === name),
    takeEvents: () => takeEvents(database),
    inTransaction: (work) => transaction(test.unitOfWork, backgroundContext(testLog, 'test'), work),
    again: (actor) => createTestSession(database, { id: actor.userId }),
    scene: async ({ timeZone = 'Asia/Jakarta', people = 1, clinic = {}, customer, ...length } = {}) => {
      const { id: clinicId } = await createTestClinic(database, { timeZone });
      for (const [column, value] of Object.entries(clinic)) {
        await sql(`update clinics set ${column} = ? where id = ?`, [value, clinicId]);
      }
      const staff = [];
      for (let n = 0; n < people; n += 1) staff.push(await createTestStaff(database, clinicId));
      const staffIds = staff.map(({ id }) => id);
      const { id: serviceId } = await createTestService(database, clinicId, { ...length, staffIds });
      const rule = { weekdays: [1, 2, 3, 4, 5, 6, 7], startTime: '09:00', endTime: '17:00' };
      const added = await send(administrator, 'POST', `/api/clinics/${clinicId}/availability-rules`, {
        ...rule,
        effectiveFrom: '2020-01-01',
      });
      if (added.status !== 201) throw new Error(JSON.stringify(added.body));
      const owner = await petOwner(customer);
      return {
        ...{ clinicId, serviceId, staff, ...owner },
        manager: await worksAt(clinicId, 'manager'),
        attendant: await worksAt(clinicId, 'staff'),
        wish: (startsAt, more = {}) => ({ clinicId, serviceId, petId: owner.petId, startsAt, ...more }),
      };
    },
    work: async () => {
      const [redis, mailbox] = await Promise.all([createTestRedis(), startTestMailbox()]);
      const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
      const worker = await startTestWorker({
        database,
        redisUrl: redis.url,
        registry: createMessageRegistry([
          ...bookingMessages,
          ...availabilityMessages,
          ...clinicMessages,
          ...petMessages,
          ...notificationMessages,
          ...userEvents,
          ...(above?.messages ?? []),
        ]),
        handlers: [
          ...bookingWorker().handlers,
          ...availabilityWorker().handlers,
          ...(above?.work().handlers ?? []),
          ...testNotifications({
            ...{ database, mailer, config },
            notifications: [...bookingNotifications, ...(above?.notifications ?? [])],
          }).handlers,
        ],
        consumers: [...bookingWorker().consumers, ...(above?.work().consumers ?? [])],
      });
      ends.push(
        () => redis.stop(),
        () => mailbox.stop(),
        () => mailer.close(),
        () => worker.stop(),
      );
      return { worker, mailbox };
    },
    close: async () => {
      for (const end of ends.reverse()) await end();
    },
  };
}

/** An instant some days from now, at a time of Jakarta's clocks: `09:30`. */
export function jakarta(days: number, time: string): string {
  const day = new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);
  return new Date(`${day}T${time}:00+07:00`).toISOString();
}
