import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { clinicEntities, clinicRoleDefaults } from '@antrean/clinics';
import { clinicRoutes } from '@antrean/clinics/http';
import { createTestClinic, createTestService, createTestStaff } from '@antrean/clinics/testing';
import { organizationEntities } from '@antrean/organization';
import { mergeRoleDefaults, type SessionPrincipal, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  takeEvents,
  testConfig,
  testLog,
  type TakenEvent,
  type TestDatabase,
  type TestReply,
} from '@antrean/testing';
import { fillDays, lockCalendar } from './calendar/calendar-days.ts';
import { availabilityRoutes } from './http.ts';
import { availabilityEntities, availabilityRoleDefaults } from './index.ts';
import { readScene } from './slots/scene.queries.ts';

/** A clinic whose people offer one service. */
export interface TestPractice {
  readonly clinicId: number;
  readonly serviceId: number;
  readonly staff: readonly { readonly id: number; readonly personId: number }[];
  /** The path of its slots, with the service. */
  readonly slots: string;
}

export interface AvailabilityApi extends TestDatabase {
  readonly administrator: SessionPrincipal;
  readonly customer: SessionPrincipal;
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  /** Somebody who works at a clinic, logged in. */
  staffOf(clinicId: number, role: 'manager' | 'staff'): Promise<SessionPrincipal & { staffId: number }>;
  /** A clinic that is open from 09:00 to 17:00 every day, with so many people who offer a service. */
  practice(options?: {
    people?: number;
    timeZone?: string;
    durationMinutes?: number;
    bufferMinutes?: number;
    opens?: string;
    closes?: string;
  }): Promise<TestPractice>;
  /** Makes the days of a clinic's calendar, as its job does. */
  fill(clinicId: number): Promise<void>;
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  takeEvents(): Promise<TakenEvent[]>;
}

export async function startAvailabilityApi(options: { poolSize?: number } = {}): Promise<AvailabilityApi> {
  const config = testConfig();
  const test = await createTestDatabase(
    [...organizationEntities, ...identityEntities, ...clinicEntities, ...availabilityEntities],
    options,
  );
  const { database, unitOfWork } = test;
  await ensureRoles(
    database,
    mergeRoleDefaults(identityRoleDefaults, clinicRoleDefaults, availabilityRoleDefaults),
  );
  const routes = [...availabilityRoutes(test), ...clinicRoutes(test)];
  const api = await startTestApi({ tokens: sessionTokens, routes, database, config });
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transaction(unitOfWork, backgroundContext(testLog, 'test'), work);
  return {
    ...test,
    administrator: await createTestPrincipal(database, { role: 'administrator', departmentId: null }),
    customer: await createTestPrincipal(database, { role: 'customer', departmentId: null }),
    send: (actor, method, path, body, headers = {}) =>
      api.request(method, path, {
        ...(body === undefined ? {} : { body }),
        ...(actor ? { token: accessTokenOf(actor, config) } : {}),
        headers,
      }),
    staffOf: async (clinicId, role) => {
      const user = await createTestUser(database, { role: 'customer', departmentId: null });
      const { id } = await createTestStaff(database, clinicId, {
        userId: user.id,
        role,
        name: user.fullName,
      });
      return { ...(await createTestSession(database, user)), staffId: id };
    },
    practice: async ({ people = 1, timeZone, opens = '09:00', closes = '17:00', ...service } = {}) => {
      const { id: clinicId } = await createTestClinic(database, { ...(timeZone && { timeZone }) });
      const staff = [];
      for (let i = 0; i < people; i += 1) staff.push(await createTestStaff(database, clinicId));
      const staffIds = staff.map(({ id }) => id);
      const { id: serviceId } = await createTestService(database, clinicId, { ...service, staffIds });
      await query(database.fork(), `insert into clinic_hours (clinic_id, weekly) values (?, ?::jsonb)`, [
        clinicId,
        JSON.stringify([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes }))),
      ]);
      return { clinicId, serviceId, staff, slots: `/api/clinics/${clinicId}/slots?serviceId=${serviceId}` };
    },
    fill: (clinicId) =>
      inTransaction(async ({ em }) => {
        await lockCalendar(em, clinicId);
        await fillDays(em, await readScene(em, clinicId));
      }),
    inTransaction,
    takeEvents: () => takeEvents(database),
    close: async () => {
      await api.close();
      await test.close();
    },
  };
}
