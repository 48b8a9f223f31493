import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRoles } from '@antrean/access';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createDiskStorage, type FileStorage } from '@antrean/platform/files';
import type { AnyNotification } from '@antrean/platform/notifications';
import type { UserPrincipal } from '@antrean/platform/auth';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults, identityRoutes } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestDatabase,
  type TestReply,
} from '@antrean/testing';
import { clinicEntities } from '@antrean/clinics';
import { peopleRoutes } from './http.ts';
import { profileData } from './personal-data.ts';

export interface PeopleApi extends TestDatabase {
  readonly url: string;
  readonly storage: FileStorage;
  readonly config: ReturnType<typeof testConfig>;
  as(
    actor: UserPrincipal,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  /** Sends bytes as they are. */
  put(actor: UserPrincipal, path: string, bytes: Uint8Array, type: string): Promise<Response>;
  get(actor: UserPrincipal, path: string, headers?: Record<string, string>): Promise<Response>;
  sql<Row extends object>(text: string): Promise<Row[]>;
  /** The names of all stored files, drafts too. */
  files(): Promise<string[]>;
}

/** The endpoints of this domain and of identity on a real server, on a database and a folder of their own. */
export async function startPeopleApi({
  notifications = [],
}: { notifications?: readonly AnyNotification[] } = {}): Promise<PeopleApi> {
  const config = testConfig();
  const test = await createTestDatabase([...organizationEntities, ...identityEntities, ...clinicEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
  const root = await mkdtemp(join(tmpdir(), 'antrean-people-'));
  const storage = createDiskStorage({ root });
  const api = await startTestApi({
    tokens: sessionTokens,
    routes: [
      ...peopleRoutes({ ...test, config, storage, notifications, personalData: async () => [profileData] }),
      ...identityRoutes({ ...test, config }),
    ],
    database: test.database,
    config,
  });
  const authorization = (actor: UserPrincipal) => ({
    Authorization: `Bearer ${accessTokenOf(actor, config)}`,
  });
  return {
    ...test,
    url: api.url,
    storage,
    config,
    as: (actor, method, path, body, headers = {}) =>
      api.request(method, path, { token: accessTokenOf(actor, config), body, headers }),
    put: (actor, path, bytes, type) =>
      fetch(`${api.url}${path}`, {
        method: 'PUT',
        headers: { ...authorization(actor), 'Content-Type': type },
        body: new Uint8Array(bytes),
      }),
    get: (actor, path, headers = {}) =>
      fetch(`${api.url}${path}`, { headers: { ...authorization(actor), ...headers } }),
    sql: (text) => query(test.database.fork(), text),
    files: async () =>
      (await readdir(root, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    close: async () => {
      await api.close();
      await test.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
