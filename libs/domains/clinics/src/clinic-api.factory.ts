import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import type { SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import type { Database } from '@antrean/platform/database';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import { mergeRoleDefaults } from '@antrean/platform/auth';
import {
  createTestDatabase,
  startTestApi,
  takeEvents,
  testConfig,
  type TakenEvent,
  type TestDatabase,
  type TestReply,
} from '@antrean/testing';
import type { StaffRole } from './clinic.entity.ts';
import { clinicRoutes } from './http.ts';
import { clinicEntities, clinicRoleDefaults } from './index.ts';
import { createTestStaff } from './testing.ts';

export interface ClinicApi extends TestDatabase {
  readonly administrator: SessionPrincipal;
  readonly customer: SessionPrincipal;
  /** As an actor, or as nobody. */
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  /** Somebody who works at a clinic, logged in. */
  staffOf(clinicId: number, role: StaffRole): Promise<SessionPrincipal>;
  /** The actor again, with what they may do now. */
  again(actor: UserPrincipal): Promise<SessionPrincipal>;
  takeEvents(): Promise<TakenEvent[]>;
}

export async function startClinicApi(): Promise<ClinicApi> {
  const config = testConfig();
  const test = await createTestDatabase([...organizationEntities, ...identityEntities, ...clinicEntities]);
  const database: Database = test.database;
  await ensureRoles(database, mergeRoleDefaults(identityRoleDefaults, clinicRoleDefaults));
  const api = await startTestApi({ tokens: sessionTokens, routes: clinicRoutes(test), database, config });
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
      await createTestStaff(database, clinicId, { userId: user.id, role, name: user.fullName });
      return createTestSession(database, user);
    },
    again: (actor) => createTestSession(database, { id: actor.userId }),
    takeEvents: () => takeEvents(database),
    close: async () => {
      await api.close();
      await test.close();
    },
  };
}
