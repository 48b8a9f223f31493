import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, jest } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { createTestUser, User, type TestUserDetails } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults, identityRoutes } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { federationRoutes } from './federation.routes.ts';
import { federationSettings } from './federation.settings.ts';
import {
  PUBLIC_URL,
  startOpenIdProvider,
  TestBrowser,
  type Arrival,
  type TestServer,
} from './oauth-test.factory.ts';

export const config = testConfig({ PUBLIC_URL });
export const GOOGLE_SECRET = 'google-canary-secret';
export const callbackOf = (provider: string): string => `${PUBLIC_URL}/api/auth/oauth/${provider}/callback`;
export const startOf = (provider: string, search = ''): string =>
  `${PUBLIC_URL}/api/auth/oauth/${provider}/start${search}`;

/** How a browser is led back when it was refused. */
export const refused = (code: string, page = 'login'): { status: number; location: string } => ({
  status: 303,
  location: `${PUBLIC_URL}/app/${page}?problem=${code}`,
});
export const urlIn = ({ text }: Arrival): string => (JSON.parse(text) as { url: string }).url;

/** An api by which people log in by a Google that is real in all but its name; opened and closed with the test file. */
export function useGoogle() {
  const accounts = new Map<string, Record<string, unknown>>();
  /** All that the api logged. */
  const logged: string[] = [];
  let opened: { test: TestDatabase; google: TestServer; api: TestApi } | undefined;
  const scene = () => {
    if (!opened) throw new Error('the scene is open inside of tests only');
    return opened;
  };

  beforeAll(async () => {
    // The provider's library warns that it keeps all in memory.
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const test = await createTestDatabase([...organizationEntities, ...identityEntities]);
    await ensureRoles(test.database, identityRoleDefaults);
    const google = await startOpenIdProvider({
      clientId: 'antrean',
      clientSecret: GOOGLE_SECRET,
      redirectUri: callbackOf('google'),
      accounts,
    });
    const api = await startApi(test, {
      OAUTH_GOOGLE_ISSUER: google.url,
      OAUTH_GOOGLE_CLIENT_ID: 'antrean',
      OAUTH_GOOGLE_CLIENT_SECRET: GOOGLE_SECRET,
    });
    opened = { test, google, api };
  });
  afterAll(async () => {
    const { test, google, api } = scene();
    await api.close();
    await google.close();
    await test.close();
  });

  const startApi = (test: TestDatabase, variables: Record<string, string>, providerTimeoutSeconds = 5) =>
    startTestApi({
      tokens: sessionTokens,
      routes: [
        ...identityRoutes({ ...test, config }),
        ...federationRoutes({
          ...test,
          config,
          settings: federationSettings.read(variables),
          providerTimeoutSeconds,
        }),
      ],
      database: test.database,
      config,
      log: createLogger({ service: 'api', level: 'debug' }, { write: (line) => logged.push(line) }),
    });

  const rows = <T extends object>(sql: string, parameters: string[] = []): Promise<T[]> =>
    query<T>(scene().test.database.fork(), sql, parameters);

  return {
    accounts,
    logged,
    get api() {
      return scene().api;
    },
    get test() {
      return scene().test;
    },
    get google() {
      return scene().google;
    },
    browser: () => new TestBrowser(scene().api.url),
    startApi: (variables: Record<string, string>, timeoutSeconds: number) =>
      startApi(scene().test, variables, timeoutSeconds),
    rows,

    /** An account at Google with an address of its own. */
    atGoogle: (claims: Record<string, unknown> = {}): { login: string; email: string } => {
      const login = randomUUID();
      const email = `${login}@example.com`;
      accounts.set(login, { email, email_verified: true, name: 'Siti Aminah', ...claims });
      return { login, email };
    },

    userBy: (email: string) => scene().test.database.fork().findOne(User, { email }),

    userWith: async (email: string, isVerified: boolean, details: TestUserDetails = {}): Promise<User> => {
      const user = await createTestUser(scene().test.database, { email, ...details });
      if (isVerified) await rows(`update users set email_verified_at = now() where id = ${user.id}`);
      return user;
    },

    /** The whole way: to Google, in there, and back. */
    logIn: async (
      login: string,
      browser = new TestBrowser(scene().api.url),
      search = '',
    ): Promise<Arrival> => {
      const { url } = await browser.atProvider(startOf('google', search), login);
      return browser.ask(url);
    },

    /** Asks as somebody who is logged in for the way to Google. */
    askToLink: (actor: Parameters<typeof accessTokenOf>[0], browser: TestBrowser): Promise<Arrival> =>
      browser.ask(new URL(startOf('google')), {
        headers: { Authorization: `Bearer ${accessTokenOf(actor, config)}`, Accept: 'application/json' },
      }),

    /** Of what a user is about to be told. */
    toldOf: async ({ id }: { id: number }): Promise<string[]> => {
      const jobs = await rows<{ payload: { notification: string; facts: { userId?: number } } }>(
        `select payload from outbox_jobs where name = 'notification.plan' order by id`,
      );
      return jobs.flatMap(({ payload }) => (payload.facts.userId === id ? [payload.notification] : []));
    },
  };
}
