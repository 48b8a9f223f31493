import { organizationEntities } from '@antrean/organization';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query, type Database } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import type { UnitOfWork } from '@antrean/platform/transaction';
import {
  createTestDatabase,
  startTestApi,
  takeEvents,
  testConfig,
  type TakenEvent,
  type TestReply,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { mealOrderRoutes } from './http.ts';
import { mealOrderEntities, mealOrderRoleDefaults } from './index.ts';

export interface MealOrderApi {
  database: Database;
  unitOfWork: UnitOfWork;
  /** Sends a request as the actor, without a token as null. */
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: JsonObject,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  /** What has been published so far, oldest first; the outbox is empty afterwards. */
  takeEvents(): Promise<TakenEvent[]>;
  close(): Promise<void>;
}

/** The endpoints of meal orders on a real server with real sessions, on a database of their own. */
export async function startMealOrderApi(options: { poolSize?: number } = {}): Promise<MealOrderApi> {
  const config = testConfig();
  const { database, unitOfWork, close } = await createTestDatabase(
    [...organizationEntities, ...identityEntities, ...mealOrderEntities],
    options,
  );
  await ensureRoles(database, mealOrderRoleDefaults);
  // A user's id never equals an employee's, so that no test passes by taking one for the other.
  await query(database.fork(), `select setval(pg_get_serial_sequence('employees', 'id'), 1000)`);
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: mealOrderRoutes({ unitOfWork, database, config }),
    database,
    config,
  });
  return {
    database,
    unitOfWork,
    send: (actor, method, path, body, headers = {}) =>
      api.request(method, path, {
        ...(actor && { token: accessTokenOf(actor, config) }),
        ...(body && { body }),
        headers,
      }),
    takeEvents: () => takeEvents(database),
    close: async () => {
      await api.close();
      await close();
    },
  };
}
