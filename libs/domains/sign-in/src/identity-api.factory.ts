import { accessEntities, accessRoleDefaults, ensureRoles } from '@antrean/access';
import { organizationEntities } from '@antrean/organization';
import { mergeRoleDefaults, type RoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import { sessionEntities, sessionTokens } from '@antrean/sessions';
import { accessTokenOf } from '@antrean/sessions/testing';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
  type TestReply,
} from '@antrean/testing';
import { accessRoutes } from '@antrean/access/http';
import { roleEvents } from '@antrean/access/messages';
import { accountEntities, accountRoleDefaults } from '@antrean/accounts';
import { accountRoutes } from '@antrean/accounts/http';
import { userEvents } from '@antrean/accounts/messages';
import { factorRoutes } from '@antrean/factors/http';
import { factorAdded, factorRemoved, factorsReset } from '@antrean/factors/messages';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { sessionRoutes } from '@antrean/sessions/http';
import { sessionEnded } from '@antrean/sessions/messages';
import { signInRoutes } from './http.ts';
import { signInEntities } from './index.ts';
import { signInMessages } from './messages.ts';

/** All that concerns users, for tests that log in by the api. */
export const identityEntities = [
  ...accessEntities,
  ...accountEntities,
  ...sessionEntities,
  ...signInEntities,
] as const;
export const identityMessages = [
  ...signInMessages,
  factorAdded,
  factorRemoved,
  factorsReset,
  sessionEnded,
  ...userEvents,
  ...roleEvents,
];
export const identityRoleDefaults = mergeRoleDefaults(accessRoleDefaults, accountRoleDefaults);
export const identityRoutes = (dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] => [
  ...signInRoutes(dependencies),
  // No realtime tier is asked.
  ...sessionRoutes({ countSockets: async () => null, ...dependencies }),
  ...factorRoutes(dependencies),
  ...accountRoutes(dependencies),
  ...accessRoutes(dependencies),
];

export interface IdentityApi {
  readonly test: TestDatabase;
  readonly api: TestApi;
  /** Sends a request as the actor, without a token as null. */
  as(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  logIn(identifier: string, password: string): Promise<TestReply>;
  close(): Promise<void>;
}

/** The endpoints that concern users on a real server, with a database of their own. */
export async function startIdentityApi({
  roleDefaults = identityRoleDefaults,
  environment = {},
}: {
  roleDefaults?: RoleDefaults;
  environment?: Record<string, string>;
} = {}): Promise<IdentityApi> {
  const config = testConfig(environment);
  const test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, roleDefaults);
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: identityRoutes({ ...test, config }),
    database: test.database,
    config,
  });
  return {
    test,
    api,
    as: (actor, method, path, body, headers = {}) =>
      api.request(method, path, { ...(actor && { token: accessTokenOf(actor, config) }), body, headers }),
    logIn: (identifier, password) =>
      api.request('POST', '/api/auth/login', { body: { identifier, password } }),
    close: async () => {
      await api.close();
      await test.close();
    },
  };
}
