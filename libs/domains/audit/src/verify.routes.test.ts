import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createSigner, type Signer } from '@antrean/platform/signing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createMessageRegistry } from '@antrean/platform/messages';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestWorker,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { auditRoutes } from './http.ts';
import { auditRoleDefaults } from './index.ts';
import { auditMessages } from './messages.ts';
import { auditAnchorWorker } from './worker.ts';

describe('GET /api/audit/verify', () => {
  let db: TestDatabase;
  let api: TestApi;
  let dataDir: string;
  let signer: Signer;
  let admin: UserPrincipal;
  let employee: UserPrincipal;
  let config: ReturnType<typeof testConfig>;

  beforeAll(async () => {
    db = await createTestDatabase([...organizationEntities, ...identityEntities]);
    dataDir = await mkdtemp(join(tmpdir(), 'antrean-verify-'));
    config = testConfig({ DATA_DIR: dataDir });
    signer = await createSigner({ keyFile: join(dataDir, 'signing-key.pem') });
    await ensureRoles(db.database, auditRoleDefaults);
    admin = await createTestPrincipal(db.database, { role: 'administrator' });
    employee = await createTestPrincipal(db.database, {});
    api = await startTestApi({
      tokens: sessionTokens,
      routes: auditRoutes({ unitOfWork: db.unitOfWork, database: db.database, config, signer }),
      database: db.database,
      config,
    });
    await query(
      db.database.fork(),
      `select append_audit_lines(jsonb_agg(
         jsonb_build_object('at', at, 'event_id', gen_random_uuid(), 'seq', 1, 'action', 'A', 'detail', at)))
       from unnest('{2025-10-31T16:59:59Z,2025-11-01T00:00:00Z,2025-11-30T17:00:00Z,2025-12-01T00:00:00Z}'::text[]) at`,
    );
  });
  afterAll(async () => {
    await api.close();
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const get = (actor: UserPrincipal | null, path: string) =>
    api.request('GET', path, actor ? { token: accessTokenOf(actor, config) } : {});

  it('says that the trail is whole, to those who may read it', async () => {
    const { status, body } = await get(admin, '/api/audit/verify');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      valid: true,
      checked: 4,
      from: '2025-10',
      to: '2025-12',
      head: { month: '2025-12', seq: 1 },
      anchors: { checked: 0, latest: null, unanchored: 4 },
    });
    expect((await get(employee, '/api/audit/verify')).status).toBe(403);
    expect((await get(null, '/api/audit/verify')).status).toBe(401);
    const key = await get(null, '/api/signing-key');
    expect(key.body).toMatchObject({
      algorithm: 'Ed25519',
      publicKeyPem: expect.stringContaining('PUBLIC KEY'),
    });
    expect((body['head'] as { keyId: string }).keyId).toBe(key.body['keyId']);
  });

  it('takes months, and days of Jakarta for the months of UTC that they lie in', async () => {
    const range = async (search: string) => {
      const { body } = await get(admin, `/api/audit/verify?${search}`);
      return [body['from'], body['to'], body['checked']];
    };
    expect(await range('from=2025-11&to=2025-11')).toEqual(['2025-11', '2025-11', 2]);
    // The day began at 17:00 UTC of 31 October, and ended before December did.
    expect(await range('from=2025-11-01&to=2025-11-30')).toEqual(['2025-10', '2025-11', 3]);
    expect(await range('from=2025-11-02')).toEqual(['2025-11', '2025-12', 3]);
    for (const search of ['from=2025-13', 'from=yesterday', 'from=2025-11&to=2025-10', 'month=2025-10']) {
      expect((await get(admin, `/api/audit/verify?${search}`)).status).toBe(400);
    }
  });

  it('leaves what is long to a worker, and says what came of it', async () => {
    await query(
      db.database.fork(),
      `select append_audit_lines(jsonb_agg(jsonb_build_object('at', '2024-01-01T00:00:00Z',
         'event_id', gen_random_uuid(), 'seq', n, 'action', 'A', 'detail', n::text)))
       from generate_series(1, 20001) n`,
    );
    const { status, headers, body } = await get(admin, '/api/audit/verify?to=2024-12');
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'queued', from: null, to: '2024-12', result: null });
    // Asked for again meanwhile, it is the same one.
    expect((await get(admin, '/api/audit/verify?to=2024-12')).body['id']).toBe(body['id']);
    const location = headers.get('location')!;
    expect((await get(employee, location)).status).toBe(403);
    expect((await get(admin, `/api/audit/verifications/${crypto.randomUUID()}`)).status).toBe(404);

    const redis = await createTestRedis();
    const worker = await startTestWorker({
      database: db.database,
      redisUrl: redis.url,
      registry: createMessageRegistry(auditMessages),
      handlers: auditAnchorWorker({ config, signer, database: db.database }).handlers,
    });
    try {
      await worker.drain();
    } finally {
      await worker.stop();
      await redis.stop();
    }
    expect((await get(admin, location)).body).toMatchObject({
      status: 'completed',
      finishedAt: expect.any(String),
      result: { valid: true, checked: 20_001, from: '2024-01', to: '2024-01' },
    });
    // What is short is answered at once, as before.
    expect((await get(admin, '/api/audit/verify?from=2025-01')).status).toBe(200);
  });

  it('says where it is broken', async () => {
    await db.database.fork().transactional(async (em) => {
      await query(em, 'set local session_replication_role = replica');
      await query(em, `update log_audit_trail set detail = 'x' where chain = '2025-11' and chain_seq = 2`);
    });
    const { status, body } = await get(admin, '/api/audit/verify?from=2025-01');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      valid: false,
      checked: 2,
      head: null,
      firstBreak: { month: '2025-11', seq: 2, kind: 'edited', lineId: expect.any(Number) },
    });
  });
});
