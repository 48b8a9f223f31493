import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { organizationEntities } from '@antrean/organization';
import { createAuthentication, type UserPrincipal } from '@antrean/platform/auth';
import { query, type Database } from '@antrean/platform/database';
import { createHttpApp, unlimited } from '@antrean/platform/http';
import type { JsonObject } from '@antrean/platform/messages';
import { createMetrics } from '@antrean/platform/observability';
import type { TransactionHost } from '@antrean/platform/transaction';
import { createTestDatabase, takeEvents, testConfig, testLog, type TakenEvent } from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { mealOrderRoutes } from './http.ts';
import { mealOrderEntities, mealOrderRoleDefaults } from './index.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

export interface MealOrderApi {
  database: Database;
  host: TransactionHost;
  /** Sends a request as the actor, without a token as null. */
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: JsonObject,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** What has been published so far, oldest first; the outbox is empty afterwards. */
  takeEvents(): Promise<TakenEvent[]>;
  close(): Promise<void>;
}

/** The endpoints of meal orders on a real server with real sessions, on a database of their own. */
export async function startMealOrderApi(options: { poolSize?: number } = {}): Promise<MealOrderApi> {
  const config = testConfig();
  const { database, host, close } = await createTestDatabase(
    [...organizationEntities, ...identityEntities, ...mealOrderEntities],
    options,
  );
  await ensureRoles(database, mealOrderRoleDefaults);
  // A user's id never equals an employee's, so that no test passes by taking one for the other.
  await query(database.fork(), `select setval(pg_get_serial_sequence('employees', 'id'), 1000)`);
  const app = createHttpApp({
    routes: mealOrderRoutes({ host, database, config }),
    authenticate: createAuthentication([sessionTokens({ database, config })]),
    corsOrigins: config.corsOrigins,
    trustedProxies: 0,
    production: false,
    checkResponses: true,
    rateLimits: unlimited,
    metrics: createMetrics({ service: 'test' }),
    log: testLog,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    database,
    host,
    send: async (actor, method, path, body, headers = {}) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          ...(actor && { authorization: `Bearer ${accessTokenOf(actor, config)}` }),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return {
        status: response.status,
        body: (await response.json()) as Record<string, unknown>,
        headers: response.headers,
      };
    },
    takeEvents: () => takeEvents(database),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await close();
    },
  };
}
