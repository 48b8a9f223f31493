import { ensureRoles } from '@antrean/access';
import { userEvents } from '@antrean/accounts/messages';
import { createTestUser, type User } from '@antrean/accounts/testing';
import { apiTokenEntities, apiTokenVerifier } from '@antrean/api-tokens';
import { apiTokens } from '@antrean/api-tokens/domain';
import { factors } from '@antrean/factors/domain';
import { federation } from '@antrean/federation/domain';
import { notificationMessages, testNotifications } from '@antrean/notifications/testing';
import { organizationEntities } from '@antrean/organization';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query, type Database } from '@antrean/platform/database';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createLogger } from '@antrean/platform/observability';
import { sessionTokens } from '@antrean/sessions';
import { sessionEnded } from '@antrean/sessions/messages';
import { accessTokenOf, createTestSession } from '@antrean/sessions/testing';
import { signIn } from '@antrean/sign-in/domain';
import { signInMessages } from '@antrean/sign-in/messages';
import { identityEntities, identityRoleDefaults, identityRoutes } from '@antrean/sign-in/testing';
import { signInWorker } from '@antrean/sign-in/worker';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestMailbox,
  startTestWorker,
  testConfig,
  testLog,
  type TestMailbox,
  type TestReply,
  type TestWorker,
} from '@antrean/testing';
import { registration } from './domain.ts';
import { registrationRoutes } from './http.ts';

export const PASSWORD = 'sebuah kalimat yang panjang';
export const FACTOR = `insert into factors (user_id, kind, secret, confirmed_at) values (?, 'totp', 'sealed'::bytea, now())`;
export const PASSKEY = `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
  values (gen_random_uuid(), ?, gen_random_uuid(), '', 0, '{}', 'Thief')`;
const config = testConfig({ PUBLIC_URL: 'https://antrean.example', TRUST_PROXY: '1' });

type Mail = Awaited<ReturnType<TestMailbox['emails']>>[number];

export interface RegistrationApi {
  readonly database: Database;
  readonly worker: TestWorker;
  /** What was logged. */
  readonly lines: readonly string[];
  request(method: string, path: string, token: string, body?: unknown): Promise<TestReply>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<TestReply>;
  register(email: string, password?: string): Promise<TestReply>;
  verify(token: string | undefined): Promise<TestReply>;
  logIn(identifier: string, password?: string): Promise<TestReply>;
  mailsTo(address: string): Promise<Mail[]>;
  /** The tokens of the links that an address got. */
  linksTo(address: string, page?: string): Promise<string[]>;
  sql<T extends object>(text: string, parameters?: readonly (string | number)[]): Promise<T[]>;
  logInAs(user: { readonly id: number }): Promise<{ session: SessionPrincipal; token: string }>;
  createUser(email: string, nik: string): Promise<{ user: User; session: SessionPrincipal; token: string }>;
  /** How many wait for a lock. */
  waiting(): Promise<number>;
  close(): Promise<void>;
}

/** The endpoints of this domain and of identity, with a worker that mails. */
export async function startRegistrationApi(): Promise<RegistrationApi> {
  const lines: string[] = [];
  const log = createLogger(
    { service: 'test', level: 'trace' },
    { write: (line: string) => void lines.push(line) },
  );
  const test = await createTestDatabase([...organizationEntities, ...identityEntities, ...apiTokenEntities]);
  const { database } = test;
  await ensureRoles(database, identityRoleDefaults);
  const redis = await createTestRedis();
  const mailbox = await startTestMailbox();
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  const domains = [registration, federation, factors, apiTokens];
  const notifications = [...domains, signIn].flatMap((domain) => domain.notifications ?? []);
  const worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry([
      ...signInMessages,
      ...userEvents,
      sessionEnded,
      ...domains.flatMap(({ messages }) => (messages ?? []).filter(({ kind }) => kind === 'event')),
      ...notificationMessages,
    ]),
    handlers: [
      ...signInWorker().handlers,
      ...testNotifications({ database, mailer, config, notifications }).handlers,
    ],
  });
  const dependencies = { unitOfWork: worker.unitOfWork, config };
  const api = await startTestApi({
    tokens: [sessionTokens, apiTokenVerifier],
    routes: [...registrationRoutes(dependencies), ...identityRoutes(dependencies)],
    database,
    config,
    log,
  });
  const post: RegistrationApi['post'] = (path, body, headers = {}) =>
    api.request('POST', path, { body, headers });
  const mailsTo = async (address: string) => {
    await worker.drain();
    return (await mailbox.emails()).filter(({ to }) => to.some((each) => each.address === address));
  };
  const sql: RegistrationApi['sql'] = (text, parameters = []) => query(database.fork(), text, parameters);
  const logInAs: RegistrationApi['logInAs'] = async (user) => {
    const session = await createTestSession(database, user);
    return { session, token: accessTokenOf(session, config) };
  };
  return {
    ...{ database, worker, lines, post, mailsTo, sql, logInAs },
    request: (method, path, token, body) => api.request(method, path, { token, body }),
    register: (email, password = PASSWORD) =>
      post('/api/auth/register', { email, password, namaLengkap: 'Wulan Sari' }),
    verify: (token) => post('/api/auth/verify', { token }),
    logIn: (identifier, password = PASSWORD) => post('/api/auth/login', { identifier, password }),
    linksTo: async (address, page = 'verify') =>
      (await mailsTo(address)).flatMap(
        ({ text }) =>
          new RegExp(`https://antrean\\.example/app/${page}#token=([\\w-]+)`).exec(text ?? '')?.[1] ?? [],
      ),
    createUser: async (email, nik) => {
      const user = await createTestUser(database, { nik, email, password: PASSWORD });
      return { user, ...(await logInAs(user)) };
    },
    waiting: async () => {
      const locked = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      return (await sql(locked)).length;
    },
    close: async () => {
      await api.close();
      await worker.stop();
      await mailer.close();
      await mailbox.stop();
      await redis.stop();
      await test.close();
    },
  };
}
