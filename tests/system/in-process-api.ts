import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { system } from '@antrean/domains';
import { openRoutes, openTokens } from '@antrean/platform/domain';
import { createAddressBlocks, createFloodWatch } from '@antrean/platform/blocking';
import { createBreakers } from '@antrean/platform/breaker';
import type { Config } from '@antrean/platform/config';
import { openExports } from '@antrean/platform/database';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createMetrics, type Logger } from '@antrean/platform/observability';
import { connectRedis, createReadCache, createRequestRedis } from '@antrean/platform/redis';
import { createSigner } from '@antrean/platform/signing';
import { createDiskStorage } from '@antrean/platform/files';
import {
  createTestDatabase,
  createTestRedis,
  testConfig,
  testLog,
  type TestDatabase,
  noServices,
  recordSignals,
} from '@antrean/testing';
import { ensureRoles } from '@antrean/access';
import { startApiServer } from '../../apps/api/src/server.ts';

export interface InProcessApi {
  readonly db: TestDatabase;
  readonly config: Config;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The api with all its routes, in this process, on a database with the development data. For tests that
 * send thousands of requests: hashes are bcrypt's cheapest, nobody is waited for who makes a PDF, and every answer is
 * held against its schema.
 *
 * @param log where the api writes its lines
 */
export async function startInProcessApi(log: Logger = testLog): Promise<InProcessApi> {
  const [db, testRedis, root] = await Promise.all([
    createTestDatabase(system.entities),
    createTestRedis(),
    mkdtemp(join(tmpdir(), 'antrean-api-')),
  ]);
  const { database, unitOfWork } = db;
  const config: Config = { ...testConfig({ DATA_DIR: root }), bcryptCost: 4 };
  await ensureRoles(database, system.roleDefaults, system.muted);
  for (const { seedDevelopment } of system.domains) await seedDevelopment?.(database, config);
  const exports = openExports(database, {
    ...{ url: db.url, size: 4, applicationName: 'antrean-test-exports' },
    ...{ whenFull: 'wait', log },
  });
  const metrics = createMetrics({ service: 'test' });
  const redis = connectRedis({ url: testRedis.url, name: 'test-api', log });
  const requestRedis = createRequestRedis({ connection: redis, metrics, log });
  const signer = await createSigner({ keyFile: join(root, 'signing-key.pem') });
  const storage = createDiskStorage({ root });
  const breakers = createBreakers({ log: testLog });
  const gatekeeping = { blocks: createAddressBlocks(), floods: createFloodWatch() };
  const server = await startApiServer({
    config,
    database,
    registry: createMessageRegistry(system.messages),
    routes: await openRoutes(
      system,
      {
        unitOfWork,
        database,
        exports,
        config,
        storage,
        signer,
        signals: recordSignals(),
        countSockets: async () => null,
        cache: createReadCache(requestRedis, { metrics, log }),
        services: noServices,
        breakers,
        blocks: gatekeeping.blocks,
        metrics,
      },
      { REPORT_WAIT_MS: '0' },
    ),
    pages: [],
    requests: system.requests,
    verifiers: openTokens(system, { database, config, log }),
    services: noServices,
    breakers,
    gatekeeping,
    healthMessage: 'up',
    redis: requestRedis,
    stopping: new AbortController().signal,
    metrics,
    log,
  });
  return {
    db,
    config,
    url: server.url,
    close: async () => {
      await server.close();
      await exports.close();
      redis.disconnect();
      await testRedis.stop();
      await db.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
