import { join } from 'node:path';
import { createBreakers } from '@antrean/platform/breaker';
import { createLifecycle } from '@antrean/platform/lifecycle';
import { loadConfigOrExit, VERSION } from '@antrean/platform/config';
import { connectDatabase, openExports, reportZoneData, ZONES_DIFFER } from '@antrean/platform/database';
import { announceService, newInstance, opsUrlOf } from '@antrean/platform/discovery';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createLogger, createMetrics, startOpsServer } from '@antrean/platform/observability';
import { createFailPoints } from '@antrean/platform/outbox';
import { CONCURRENCY, createQueueBoard, startWorkerRuntime } from '@antrean/platform/queue';
import { createRealtimeConsumer, createSignalEmitter } from '@antrean/platform/realtime';
import { connectRedis, QUEUE_DEADLINE_MS, REQUEST_DEADLINE_MS } from '@antrean/platform/redis';
import { retentionSchedules } from '@antrean/platform/retention';
import { createSmsSender } from '@antrean/platform/sms';
import { createSigner } from '@antrean/platform/signing';
import { openFileStorage } from '@antrean/platform/files';
import { system } from '@antrean/domains';
import { openWork } from '@antrean/platform/domain';
import { raiseDeadLetter } from '@antrean/operations';

const config = loadConfigOrExit(system.settings);
const log = createLogger({ service: 'worker', ...config.log });
const lifecycle = createLifecycle({ log, graceMs: 12_000 });

lifecycle.run(async () => {
  const metrics = createMetrics({ service: 'worker' });
  const registry = createMessageRegistry(system.messages);
  const database = await connectDatabase({
    url: config.databaseUrl,
    poolSize: config.databasePool,
    applicationName: 'antrean-worker',
    entities: system.entities,
    log,
    work: 'background',
    waitUntil: lifecycle.signal,
  });
  lifecycle.onStop('database', () => database.close());
  const exports = openExports(database, {
    url: config.databaseUrl,
    size: CONCURRENCY,
    applicationName: 'antrean-worker-exports',
    whenFull: 'wait',
    log,
  });
  lifecycle.onStop('exports', () => exports.close());
  const breakers = createBreakers({ metrics, log });
  lifecycle.onStop('breakers', () => breakers.shutdown());
  const mailer = createMailer({
    smtpUrl: config.mail.smtpUrl,
    from: config.mail.from,
    breakers,
    log,
    metrics,
  });
  lifecycle.onStop('mail', () => mailer.close());
  const sms = createSmsSender({ config, database, breakers });
  const realtime = connectRedis({
    url: config.redis.realtimeUrl,
    name: 'emitter',
    log,
    metrics,
    deadlineMs: QUEUE_DEADLINE_MS,
  });
  lifecycle.onStop('realtime emitter', () => realtime.disconnect());
  const signals = createSignalEmitter({ redis: realtime, metrics, log });
  lifecycle.onStop('signals', () => signals.stop());
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
    about: { name: 'worker', version: VERSION },
    secret: config.jwt.accessSecret,
    log,
  });
  lifecycle.onStop('announcement', () => announcement.end());
  const storage = await openFileStorage(config, log);
  const signer = await createSigner({
    privateKeyPem: config.signingPrivateKey,
    keyFile: join(config.dataDir, 'signing-key.pem'),
  });

  const failPoint = createFailPoints(config.failPoints, log);
  const work = await openWork(system, {
    ...{ database, exports, config, mailer, sms, storage, signer, signals, registry, failPoint },
  });
  const runtime = await startWorkerRuntime({
    database,
    redisUrl: config.redis.queueUrl,
    registry,
    handlers: work.handlers,
    consumers: [createRealtimeConsumer(realtime, registry, log), ...work.consumers],
    schedules: [...retentionSchedules(system.retention), ...work.schedules],
    failPoint,
    metrics,
    log,
    raise: raiseDeadLetter,
  });
  lifecycle.onStop('queues', () => runtime.stop());

  const board = createQueueBoard({
    redisUrl: config.redis.queueUrl,
    queues: runtime.queues,
    secret: config.jwt.accessSecret,
    metrics,
    log,
  });
  lifecycle.onStop('queue console', () => board.close());

  const checks = { database: () => database.fork().execute('select 1'), ...runtime.checks };
  const ops = await startOpsServer({
    port: config.ops.workerPort,
    host: config.ops.host,
    metrics,
    breakers: breakers.list,
    pages: [board.page],
    measure: () => runtime.updateMetrics(),
    live: { database: () => database.assertNotStuck() },
    checks,
    log,
  });
  lifecycle.onStop('ops', () => ops.close());
  let zonesDiffer = false;
  await announcement.begin({
    address: null,
    ops: opsUrlOf(config.ops.host, config.serviceHost, ops.port),
    load: runtime.inHand,
    lacks: () => [...breakers.open(), ...(zonesDiffer ? [ZONES_DIFFER] : [])],
    checks,
  });
  lifecycle.onStop('drain', () => announcement.drain());
  log.info('worker ready');
  void reportZoneData(database, { log, metrics }).then((differ) => (zonesDiffer = differ));
});
