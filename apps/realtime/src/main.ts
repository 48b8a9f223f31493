import { system } from '@antrean/domains';
import { createAddressBlocks } from '@antrean/platform/blocking';
import { loadConfigOrExit, VERSION } from '@antrean/platform/config';
import { connectDatabase } from '@antrean/platform/database';
import { announceService, hostUrl, newInstance, opsUrlOf } from '@antrean/platform/discovery';
import { openRealtime, openTokens, takeTurns } from '@antrean/platform/domain';
import { createLifecycle } from '@antrean/platform/lifecycle';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createLogger, createMetrics, startOpsServer } from '@antrean/platform/observability';
import { connectRedis, REQUEST_DEADLINE_MS } from '@antrean/platform/redis';

import { createRealtimeServer } from './server.ts';

const config = loadConfigOrExit(system.settings);
const log = createLogger({ service: 'realtime', ...config.log });
const lifecycle = createLifecycle({ log, graceMs: 10_000 });

lifecycle.run(async () => {
  const metrics = createMetrics({ service: 'realtime' });
  const database = await connectDatabase({
    url: config.databaseUrl,
    poolSize: config.databasePool,
    applicationName: 'antrean-realtime',
    entities: system.entities,
    log,
    work: 'request',
    waitUntil: lifecycle.signal,
  });
  lifecycle.onStop('database', () => database.close());
  const connect = (name: string) => connectRedis({ url: config.redis.realtimeUrl, name, log, metrics });
  const redis = { publisher: connect('realtime-publisher'), subscriber: connect('realtime-subscriber') };
  lifecycle.onStop('redis', () => {
    redis.publisher.disconnect();
    redis.subscriber.disconnect();
  });

  const registration = connectRedis({
    url: config.redis.cacheUrl,
    name: 'services',
    log,
    metrics,
    deadlineMs: REQUEST_DEADLINE_MS,
  });
  lifecycle.onStop('services', () => registration.disconnect());
  const announcement = announceService({
    redis: registration,
    instance: newInstance(),
    about: { name: 'realtime', version: VERSION },
    secret: config.jwt.accessSecret,
    log,
  });
  lifecycle.onStop('announcement', () => announcement.end());

  const blocks = createAddressBlocks();
  const realtime = await openRealtime(system, { database, config, blocks });
  // Before the first socket: who is blocked is known by then.
  lifecycle.onStop('serving', await takeTurns(realtime.serving, log));
  const server = await createRealtimeServer({
    config,
    database,
    registry: createMessageRegistry(system.messages),
    realtime,
    blocks,
    verifiers: openTokens(system, { database, config, log }),
    redis,
    instance: announcement.instance,
    metrics,
    log,
  });
  lifecycle.onStop('sockets', () => server.close());

  const checks = { database: () => database.fork().execute('select 1') };
  const ops = await startOpsServer({
    port: config.ops.realtimePort,
    host: config.ops.host,
    metrics,
    live: { database: () => database.assertNotStuck() },
    checks,
    log,
  });
  lifecycle.onStop('ops', () => ops.close());
  await announcement.begin({
    address: hostUrl(config.serviceHost, server.port),
    ops: opsUrlOf(config.ops.host, config.serviceHost, ops.port),
    load: server.countConnections,
    checks,
  });
  lifecycle.onStop('drain', () => announcement.drain());
  log.info({ port: server.port }, 'realtime ready');
});
