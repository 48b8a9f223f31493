import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { clinicEntities, clinicRoleDefaults } from '@antrean/clinics';
import { createTestStaff } from '@antrean/clinics/testing';
import { organizationEntities } from '@antrean/organization';
import { mergeRoleDefaults, type SessionPrincipal, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createDiskStorage, fileMessages, fileWorker, type FileStorage } from '@antrean/platform/files';
import { createMessageRegistry } from '@antrean/platform/messages';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestWorker,
  takeEvents,
  testConfig,
  testLog,
  type TakenEvent,
  type TestDatabase,
  type TestReply,
  type TestWorker,
} from '@antrean/testing';
import { petRoutes } from './http.ts';
import { admitPet, petRoleDefaults } from './index.ts';
import { petMessages } from './messages.ts';

export interface PetApi extends TestDatabase {
  readonly storage: FileStorage;
  readonly worker: TestWorker;
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  /** Sends bytes as the body, which is a file. */
  upload(
    actor: UserPrincipal,
    path: string,
    bytes: Buffer,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  download(actor: UserPrincipal, path: string): Promise<Response>;
  customer(): Promise<SessionPrincipal>;
  /** Somebody who works at a clinic. */
  staffOf(clinicId: number, role?: 'manager' | 'staff'): Promise<SessionPrincipal>;
  admit(petId: number, clinicId: number): Promise<void>;
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  takeEvents(): Promise<TakenEvent[]>;
  sql<Row extends object>(text: string): Promise<Row[]>;
  /** The keys of all stored files, drafts too. */
  files(): Promise<string[]>;
}

/** The endpoints of pets on a real server, with a worker, on a database and a folder of their own. */
export async function startPetApi(): Promise<PetApi> {
  const config = testConfig();
  const test = await createTestDatabase([...organizationEntities, ...identityEntities, ...clinicEntities]);
  const { database, unitOfWork } = test;
  await ensureRoles(database, mergeRoleDefaults(identityRoleDefaults, clinicRoleDefaults, petRoleDefaults));
  const root = await mkdtemp(join(tmpdir(), 'antrean-pets-'));
  const storage = createDiskStorage({ root });
  const routes = petRoutes({ ...test, storage, config });
  const api = await startTestApi({ tokens: sessionTokens, routes, database, config });
  const redis = await createTestRedis();
  const worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry([...petMessages, ...fileMessages]),
    ...fileWorker({ database, storage }),
  });
  const authorization = (actor: UserPrincipal) => ({
    authorization: `Bearer ${accessTokenOf(actor, config)}`,
  });
  const inTransaction: PetApi['inTransaction'] = (work) =>
    transaction(unitOfWork, backgroundContext(testLog, 'test'), work);
  return {
    ...test,
    storage,
    worker,
    send: (actor, method, path, body, headers = {}) =>
      api.request(method, path, {
        ...(body === undefined ? {} : { body }),
        headers: { ...(actor ? authorization(actor) : {}), ...headers },
      }),
    upload: async (actor, path, bytes, headers = {}) => {
      const response = await fetch(`${api.url}${path}`, {
        method: 'POST',
        headers: { ...authorization(actor), 'content-type': 'application/octet-stream', ...headers },
        body: new Uint8Array(bytes),
      });
      const body = (await response.json()) as Record<string, unknown>;
      const { status, headers: answered } = response;
      return { status, body, headers: answered, refreshToken: undefined, knownDevice: undefined };
    },
    download: (actor, path) => fetch(`${api.url}${path}`, { headers: authorization(actor) }),
    customer: () => createTestPrincipal(database, { role: 'customer', departmentId: null }),
    staffOf: async (clinicId, role = 'staff') => {
      const user = await createTestUser(database, { role: 'customer', departmentId: null });
      await createTestStaff(database, clinicId, { userId: user.id, role, name: user.fullName });
      return createTestSession(database, user);
    },
    admit: (petId, clinicId) => inTransaction((tx) => admitPet(tx, petId, clinicId)),
    inTransaction,
    takeEvents: () => takeEvents(database),
    sql: (text) => query(database.fork(), text),
    files: async () =>
      (await readdir(root, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    close: async () => {
      await worker.stop();
      await api.close();
      await redis.stop();
      await test.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
