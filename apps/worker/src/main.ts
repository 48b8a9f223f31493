import { join } from 'node:path';
import { createLifecycle } from '@antrean/platform/lifecycle';
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase, openExports } from '@antrean/platform/database';
import { createMailer } from '@antrean/platform/mail';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createLogger, createMetrics, startOpsServer } from '@antrean/platform/observability';
import { createFailPoints } from '@antrean/platform/outbox';
import { CONCURRENCY, startWorkerRuntime } from '@antrean/platform/queue';
import { createRealtimeConsumer, createSignalEmitter } from '@antrean/platform/realtime';
import { connectRedis, QUEUE_DEADLINE_MS } from '@antrean/platform/redis';
import { retentionSchedules } from '@antrean/platform/retention';
import { createSigner } from '@antrean/platform/signing';
import { createFileStorage } from '@antrean/platform/files';
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
  const mailer = createMailer({ smtpUrl: config.mail.smtpUrl, from: config.mail.from, log, metrics });
  lifecycle.onStop('mail', () => mailer.close());
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
  const storage = createFileStorage({ root: config.dataDir });
  const signer = await createSigner({
    privateKeyPem: config.signingPrivateKey,
    keyFile: join(config.dataDir, 'signing-key.pem'),
  });

  const failPoint = createFailPoints(config.failPoints, log);
  const work = await openWork(system, {
    ...{ database, exports, config, mailer, storage, signer, signals, registry, failPoint },
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

  const ops = await startOpsServer({
    port: config.ops.workerPort,
    host: config.ops.host,
    metrics,
    measure: () => runtime.updateMetrics(),
    live: { database: () => database.assertNotStuck() },
    checks: { database: () => database.fork().execute('select 1'), ...runtime.checks },
    log,
  });
  lifecycle.onStop('ops', () => ops.close());
  log.info('worker ready');
});
