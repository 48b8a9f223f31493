import { system } from '@antrean/domains';
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase } from '@antrean/platform/database';
import { openRealtime, openTokens } from '@antrean/platform/domain';
import { createLifecycle } from '@antrean/platform/lifecycle';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createLogger, createMetrics, startOpsServer } from '@antrean/platform/observability';
import { connectRedis } from '@antrean/platform/redis';

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

  const server = await createRealtimeServer({
    config,
    database,
    registry: createMessageRegistry(system.messages),
    realtime: await openRealtime(system, { database, config }),
    verifiers: openTokens(system, { database, config }),
    redis,
    metrics,
    log,
  });
  lifecycle.onStop('sockets', () => server.close());

  const ops = await startOpsServer({
    port: config.ops.realtimePort,
    host: config.ops.host,
    metrics,
    live: { database: () => database.assertNotStuck() },
    checks: { database: () => database.fork().execute('select 1') },
    log,
  });
  lifecycle.onStop('ops', () => ops.close());
  log.info({ port: server.port }, 'realtime ready');
});
