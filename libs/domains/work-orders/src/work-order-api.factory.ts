import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationEntities } from '@antrean/organization';
import { query, type Database } from '@antrean/platform/database';
import { createMessageRegistry, type JsonObject } from '@antrean/platform/messages';
import type { UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createDiskStorage, fileMessages, fileWorker, type FileStorage } from '@antrean/platform/files';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestWorker,
  takeEvents,
  testConfig,
  type TakenEvent,
  type TestReply,
  type TestWorker,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { workOrderRoutes } from './http.ts';
import { workOrderEntities, workOrderRoleDefaults } from './index.ts';
import { workOrderMessages } from './messages.ts';
import { workOrderWorker } from './worker.ts';

export interface WorkOrderApi {
  url: string;
  database: Database;
  unitOfWork: UnitOfWork;
  storage: FileStorage;
  /** Sends a request as the actor, without a token as null. */
  send(
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body?: JsonObject,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  authorization(actor: UserPrincipal): { authorization: string };
  /** What has been published so far, oldest first; the outbox is empty afterwards. */
  takeEvents(): Promise<TakenEvent[]>;
  /** The names of all stored files, drafts too. */
  files(): Promise<string[]>;
  sql<Row extends object>(text: string): Promise<Row[]>;
  /** Starts the domain's worker. It stops with the api. */
  work(): Promise<TestWorker>;
  close(): Promise<void>;
}

/** The endpoints of work orders on a real server with real sessions, on a database and a folder of their own. */
export async function startWorkOrderApi(
  options: { poolSize?: number; overproductionPercent?: number; zone?: string } = {},
): Promise<WorkOrderApi> {
  const config = testConfig(options.zone === undefined ? {} : { BUSINESS_TZ: options.zone });
  const { database, unitOfWork, close } = await createTestDatabase(
    [...organizationEntities, ...identityEntities, ...workOrderEntities],
    options,
  );
  await ensureRoles(database, workOrderRoleDefaults);
  const root = await mkdtemp(join(tmpdir(), 'antrean-work-orders-'));
  const storage = createDiskStorage({ root });
  const { overproductionPercent = 0 } = options;
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: workOrderRoutes({ unitOfWork, database, config, storage, settings: { overproductionPercent } }),
    database,
    config,
  });
  const ends: (() => Promise<unknown>)[] = [
    () => rm(root, { recursive: true, force: true }),
    close,
    () => api.close(),
  ];
  const authorization = (actor: UserPrincipal) => ({
    authorization: `Bearer ${accessTokenOf(actor, config)}`,
  });
  return {
    url: api.url,
    database,
    unitOfWork,
    storage,
    authorization,
    send: (actor, method, path, body, headers = {}) =>
      api.request(method, path, {
        ...(body && { body }),
        headers: { ...(actor && authorization(actor)), ...headers },
      }),
    takeEvents: () => takeEvents(database),
    files: async () =>
      (await readdir(root, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    sql: (text) => query(database.fork(), text),
    work: async () => {
      const redis = await createTestRedis();
      const registry = createMessageRegistry([...workOrderMessages, ...fileMessages]);
      const worker = await startTestWorker({
        database,
        redisUrl: redis.url,
        registry,
        handlers: [workOrderWorker, fileWorker].flatMap((work) => work({ database, storage }).handlers),
      });
      ends.push(
        () => redis.stop(),
        () => worker.stop(),
      );
      return worker;
    },
    close: async () => {
      for (const end of ends.reverse()) await end();
    },
  };
}
