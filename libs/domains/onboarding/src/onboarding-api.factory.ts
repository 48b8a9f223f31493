import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRoles } from '@antrean/access';
import { userEvents } from '@antrean/accounts/messages';
import { clinicEntities, clinicRoleDefaults } from '@antrean/clinics';
import { clinicRoutes } from '@antrean/clinics/http';
import { clinicMessages } from '@antrean/clinics/messages';
import { testNotifications, notificationMessages } from '@antrean/notifications/testing';
import { organizationEntities } from '@antrean/organization';
import { mergeRoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import { query, type Database, type SqlValue } from '@antrean/platform/database';
import { createDiskStorage, fileMessages, fileWorker, type FileStorage } from '@antrean/platform/files';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry, type JsonObject } from '@antrean/platform/messages';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
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
import { onboardingNotifications } from './application.notification.ts';
import { onboardingRoutes } from './http.ts';
import { onboardingEntities, onboardingRoleDefaults } from './index.ts';
import { onboardingMessages } from './messages.ts';

export const PATH = '/api/vendor-applications';
export const ADMIN = '/api/admin/vendor-applications';
export const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000, 7)]);

export interface OnboardingApi {
  url: string;
  database: Database;
  unitOfWork: UnitOfWork;
  storage: FileStorage;
  mailbox: TestMailbox;
  worker: TestWorker;
  /** Sends a request as the actor, without a token as null. */
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: JsonObject,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  upload(
    actor: UserPrincipal,
    id: number,
    kind: string,
    bytes?: Buffer | string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  authorization(actor: UserPrincipal): { authorization: string };
  person(role: string, language?: 'id' | 'en'): Promise<UserPrincipal & { email: string }>;
  files(): Promise<string[]>;
  sql<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** The endpoints of onboarding on a real server, with a worker, storage and a mailbox of their own. */
export async function startOnboardingApi(): Promise<OnboardingApi> {
  const config = testConfig({ PUBLIC_URL: 'https://antrean.example' });
  const { database, close } = await createTestDatabase([
    ...organizationEntities,
    ...identityEntities,
    ...clinicEntities,
    ...onboardingEntities,
  ]);
  await ensureRoles(
    database,
    mergeRoleDefaults(identityRoleDefaults, clinicRoleDefaults, onboardingRoleDefaults),
  );
  const root = await mkdtemp(join(tmpdir(), 'antrean-onboarding-'));
  const storage = createDiskStorage({ root });
  const [redis, mailbox] = await Promise.all([createTestRedis(), startTestMailbox()]);
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: config.mail.from, log: testLog });
  const worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry([
      ...onboardingMessages,
      ...fileMessages,
      ...notificationMessages,
      ...userEvents,
      ...clinicMessages,
    ]),
    handlers: [
      ...fileWorker({ database, storage }).handlers,
      ...testNotifications({ database, mailer, config, notifications: onboardingNotifications }).handlers,
    ],
  });
  const { unitOfWork } = worker;
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: [
      ...onboardingRoutes({ unitOfWork, database, storage }),
      ...clinicRoutes({ unitOfWork, database }),
    ],
    database,
    config,
  });
  const authorization = (actor: UserPrincipal) => ({
    authorization: `Bearer ${accessTokenOf(actor, config)}`,
  });
  const sql = <Row extends object>(text: string, values: readonly SqlValue[] = []) =>
    query<Row>(database.fork(), text, values);
  let people = 0;
  return {
    ...{ url: api.url, database, unitOfWork, storage, mailbox, worker, authorization, sql },
    send: (actor, method, path, body, headers = {}) =>
      api.request(method, path, {
        ...(body && { body }),
        headers: { ...(actor && authorization(actor)), ...headers },
      }),
    upload: async (actor, id, kind, bytes = PDF) => {
      const response = await fetch(`${api.url}${PATH}/${id}/documents?kind=${kind}&filename=izin.pdf`, {
        method: 'POST',
        headers: { ...authorization(actor), 'content-type': 'application/octet-stream' },
        body: new Uint8Array(Buffer.from(bytes)),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    person: async (role, language = 'id') => {
      people += 1;
      const email = `${role}${people}@antrean.test`;
      const principal = await createTestPrincipal(database, { role, email, fullName: `${role} ${people}` });
      await sql(`update users set language = ? where id = ?`, [language, principal.userId]);
      return { ...principal, email };
    },
    files: async () =>
      (await readdir(root, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    close: async () => {
      await api.close();
      await worker.stop();
      await mailer.close();
      await mailbox.stop();
      await redis.stop();
      await close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
