import { organizationEntities } from '@antrean/organization';
import type { Database } from '@antrean/platform/database';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { mergeRoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import {
  createTestDatabase,
  noCache,
  startTestApi,
  takeEvents,
  testConfig,
  type TakenEvent,
  type TestReply,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { catalogueEntities, catalogueRoleDefaults, seedCatalogue } from '@antrean/catalogue';
import { catalogueRoutes } from '@antrean/catalogue/http';
import { displayEntities, displayRoleDefaults } from '@antrean/displays';
import { displayRoutes } from '@antrean/displays/http';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { saleRoutes } from './http.ts';
import { saleEntities, saleRoleDefaults } from './index.ts';

/** All of the point of sale, for tests that sell by the api. */
const posEntities = [...catalogueEntities, ...saleEntities, ...displayEntities] as const;
export const posRoleDefaults = mergeRoleDefaults(
  catalogueRoleDefaults,
  saleRoleDefaults,
  displayRoleDefaults,
);
export const posRoutes = (
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config'> &
    Partial<Pick<RouteDependencies, 'cache'>>,
): Route[] => [
  ...catalogueRoutes({ cache: noCache, ...dependencies }),
  ...saleRoutes(dependencies),
  ...displayRoutes(dependencies),
];

export interface PosApi {
  database: Database;
  unitOfWork: UnitOfWork;
  cashier: UserPrincipal;
  administrator: UserPrincipal;
  /** Sends a request as the actor, without a token as null. */
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  /** Sells as the cashier; one corndog for cash when nothing else is said. */
  sell(input?: Record<string, unknown>, headers?: Record<string, string>): Promise<TestReply>;
  /** What has been published so far, oldest first; the outbox is empty afterwards. */
  takeEvents(): Promise<TakenEvent[]>;
  close(): Promise<void>;
}

export const CORNDOG = { payment_method: 'CASH', items: [{ product_id: 2, qty: 1 }] };

/** The endpoints of the point of sale with the development catalogue, on a database of their own. */
export async function startPosApi(options: { poolSize?: number } = {}): Promise<PosApi> {
  const config = testConfig();
  const { database, unitOfWork, close } = await createTestDatabase(
    [...organizationEntities, ...identityEntities, ...posEntities],
    options,
  );
  await ensureRoles(database, posRoleDefaults);
  await database.fork().transactional((em) => seedCatalogue(em));
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: posRoutes({ unitOfWork, database, config }),
    database,
    config,
  });
  const cashier = await createTestPrincipal(database, { role: 'cashier', departmentId: null });
  const administrator = await createTestPrincipal(database, { role: 'administrator', departmentId: null });
  const send: PosApi['send'] = (actor, method, path, body, headers = {}) =>
    api.request(method, path, {
      ...(actor && { token: accessTokenOf(actor, config) }),
      ...(body === undefined ? {} : { body }),
      headers,
    });
  return {
    database,
    unitOfWork,
    cashier,
    administrator,
    send,
    sell: (input = {}, headers) => send(cashier, 'POST', '/api/v1/orders', { ...CORNDOG, ...input }, headers),
    takeEvents: () => takeEvents(database),
    close: async () => {
      await api.close();
      await close();
    },
  };
}
