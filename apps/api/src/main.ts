import { join } from 'node:path';
import { createMetrics, createLogger, startOpsServer } from '@antrean/platform/observability';
import { createLifecycle } from '@antrean/platform/lifecycle';
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase, openExports } from '@antrean/platform/database';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createWakeUp, createFailPoints } from '@antrean/platform/outbox';
import type { TransactionHost } from '@antrean/platform/transaction';
import { createSignalEmitter } from '@antrean/platform/realtime';
import { connectRedis, REQUEST_DEADLINE_MS } from '@antrean/platform/redis';
import { createSigner } from '@antrean/platform/signing';
import { createFileStorage } from '@antrean/platform/files';
import { system } from '@antrean/domains';
import { openRoutes, openTokens } from '@antrean/platform/domain';
import { startApiServer } from './server.ts';
import { apiSettings } from './settings.ts';

/** Downloads of reports that read at the same time; one more is told to come again. */
const DOWNLOADS_AT_ONCE = 4;

const config = loadConfigOrExit([apiSettings, ...system.settings]);
const log = createLogger({ service: 'api', ...config.log });
const lifecycle = createLifecycle({ log, graceMs: 10_000 });

lifecycle.run(async () => {
  const metrics = createMetrics({ service: 'api' });
  const database = await connectDatabase({
    url: config.databaseUrl,
    poolSize: config.databasePool,
    applicationName: 'antrean-api',
    entities: system.entities,
    log,
    work: 'request',
    waitUntil: lifecycle.signal,
  });
  lifecycle.onStop('database', () => database.close());
  const exports = openExports(database, {
    url: config.databaseUrl,
    size: DOWNLOADS_AT_ONCE,
    applicationName: 'antrean-api-exports',
    whenFull: 'refuse',
    log,
  });
  lifecycle.onStop('exports', () => exports.close());
  if (config.production)
    for (const { assertProduction } of system.domains) await assertProduction?.(database);
  const redis = connectRedis({
    url: config.redis.cacheUrl,
    name: 'api',
    log,
    metrics,
    deadlineMs: REQUEST_DEADLINE_MS,
  });
  lifecycle.onStop('redis', () => redis.disconnect());

  const realtime = connectRedis({
    url: config.redis.realtimeUrl,
    name: 'emitter',
    log,
    metrics,
    deadlineMs: REQUEST_DEADLINE_MS,
  });
  lifecycle.onStop('realtime emitter', () => realtime.disconnect());
  const signals = createSignalEmitter({ redis: realtime, metrics, log });
  lifecycle.onStop('signals', () => signals.stop());

  const wakeUp = createWakeUp(redis, log);
  const failPoint = createFailPoints(config.failPoints, log);
  const host: TransactionHost = {
    database,
    wakeRelay: () => wakeUp.send(),
    afterCommit: () => failPoint('api.after-commit'),
  };
  const storage = createFileStorage({ root: config.dataDir });
  const signer = await createSigner({
    privateKeyPem: config.signingPrivateKey,
    keyFile: join(config.dataDir, 'signing-key.pem'),
  });
  const server = await startApiServer({
    config,
    database,
    registry: createMessageRegistry(system.messages),
    routes: await openRoutes(system, { host, database, exports, config, storage, signer, signals }),
    requests: system.requests,
    verifiers: openTokens(system, { database, config }),
    healthMessage: apiSettings.read().healthMessage,
    redis,
    stopping: lifecycle.signal,
    metrics,
    log,
  });
  lifecycle.onStop('http', () => server.close());

  const ops = await startOpsServer({
    port: config.ops.apiPort,
    host: config.ops.host,
    metrics,
    live: { database: () => database.assertNotStuck() },
    checks: { database: () => database.fork().execute('select 1') },
    log,
  });
  lifecycle.onStop('ops', () => ops.close());
  log.info('api ready');
});
