import { join } from 'node:path';
import { createAddressBlocks, createFloodWatch } from '@antrean/platform/blocking';
import { createBreakers } from '@antrean/platform/breaker';
import { createMetrics, createLogger, startOpsServer } from '@antrean/platform/observability';
import { createLifecycle } from '@antrean/platform/lifecycle';
import { loadConfigOrExit, VERSION } from '@antrean/platform/config';
import {
  announceService,
  createServiceDirectory,
  hostUrl,
  newInstance,
  opsUrlOf,
} from '@antrean/platform/discovery';
import { connectDatabase, openExports } from '@antrean/platform/database';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createWakeUp, createFailPoints } from '@antrean/platform/outbox';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { createSignalEmitter, createSocketCounter } from '@antrean/platform/realtime';
import {
  connectRedis,
  createReadCache,
  createRequestRedis,
  REQUEST_DEADLINE_MS,
} from '@antrean/platform/redis';
import { createSigner } from '@antrean/platform/signing';
import { openFileStorage } from '@antrean/platform/files';
import { system } from '@antrean/domains';
import { openPages, openRoutes, openTokens, startServing } from '@antrean/platform/domain';
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
  const requestRedis = createRequestRedis({ connection: redis, metrics, log });
  const services = createServiceDirectory({
    redis,
    secret: config.jwt.accessSecret,
    configured: { realtime: config.realtimeUrl },
    metrics,
    log,
  });
  lifecycle.onStop('services', () => services.stop());
  const breakers = createBreakers({ metrics, log });
  lifecycle.onStop('breakers', () => breakers.shutdown());
  const announcement = announceService({
    redis,
    instance: newInstance(),
    about: { name: 'api', version: VERSION },
    secret: config.jwt.accessSecret,
    log,
  });
  lifecycle.onStop('announcement', () => announcement.end());

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
  const unitOfWork: UnitOfWork = {
    database,
    wakeRelay: (committed) => wakeUp.send(committed),
    afterCommit: () => failPoint('api.after-commit'),
  };
  const storage = await openFileStorage(config, log);
  const signer = await createSigner({
    privateKeyPem: config.signingPrivateKey,
    keyFile: join(config.dataDir, 'signing-key.pem'),
  });
  const [blocks, floods] = [createAddressBlocks(), createFloodWatch()];
  // Before the first request: who is blocked is known by then.
  const stopServing = await startServing(system, { database, unitOfWork, blocks, floods, log });
  const lent = {
    ...{ unitOfWork, database, exports, config, storage, signer, signals, services, breakers, blocks },
    metrics,
    countSockets: createSocketCounter(createRequestRedis({ connection: realtime, metrics, log })),
    cache: createReadCache(requestRedis, { metrics, log }),
  };
  const server = await startApiServer({
    config,
    database,
    registry: createMessageRegistry(system.messages),
    routes: await openRoutes(system, lent),
    pages: await openPages(system, lent),
    requests: system.requests,
    verifiers: openTokens(system, { database, config, log }),
    services,
    breakers,
    gatekeeping: { blocks, floods },
    healthMessage: apiSettings.read().healthMessage,
    redis: requestRedis,
    stopping: lifecycle.signal,
    metrics,
    log,
  });
  lifecycle.onStop('http', () => server.close());
  lifecycle.onStop('serving', stopServing);

  const checks = { database: () => database.fork().execute('select 1') };
  const ops = await startOpsServer({
    port: config.ops.apiPort,
    host: config.ops.host,
    metrics,
    breakers: breakers.list,
    live: { database: () => database.assertNotStuck() },
    checks,
    log,
  });
  lifecycle.onStop('ops', () => ops.close());
  await announcement.begin({
    address: hostUrl(config.serviceHost, server.port),
    ops: opsUrlOf(config.ops.host, config.serviceHost, ops.port),
    load: server.countRequests,
    lacks: breakers.open,
    checks,
  });
  lifecycle.onStop('drain', () => announcement.drain());
  log.info('api ready');
});
