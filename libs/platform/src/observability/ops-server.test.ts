import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { type OpsServer, startOpsServer } from './ops-server.ts';
import { createProgress } from './progress.ts';
import { type Check, runChecks } from './run-checks.ts';

const log = createLogger({ service: 'test', level: 'silent' });
let server: OpsServer | undefined;

async function start(checks: Record<string, Check> = {}, measure?: Check) {
  const metrics = createMetrics({ service: 'worker' });
  server = await startOpsServer({
    port: 0,
    host: '127.0.0.1',
    metrics,
    checks,
    log,
    ...(measure ? { measure } : {}),
  });
  const base = `http://127.0.0.1:${server.port}`;
  return { metrics, get: (path: string, init?: RequestInit) => fetch(base + path, init) };
}

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('the operators’ port', () => {
  it('shows the metrics in Prometheus’ text', async () => {
    const { get, metrics } = await start();
    metrics.outboxPending.set(3);
    metrics.outboxLag.set(1.5);
    metrics.queueDepth.set({ queue: 'reports', state: 'waiting' }, 4);
    metrics.jobDuration.observe({ job: 'report.generate', outcome: 'done' }, 0.2);
    metrics.jobsDead.inc({ job: 'report.generate' });
    metrics.httpRequestDuration.observe({ method: 'GET', route: '/api/orders', status: '200' }, 0.01);
    metrics.realtimeConnections.set({ namespace: '/notifications' }, 2);
    metrics.realtimeDelivery.observe(0.004);
    metrics.eventsDelivered.inc({ consumer: 'audit' }, 5);

    const response = await get('/metrics');
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    for (const line of [
      'outbox_pending_events{service="worker"} 3',
      'outbox_lag_seconds{service="worker"} 1.5',
      'queue_depth{queue="reports",state="waiting",service="worker"} 4',
      'job_duration_seconds_count{service="worker",job="report.generate",outcome="done"} 1',
      'jobs_dead_total{job="report.generate",service="worker"} 1',
      'http_request_duration_seconds_count{service="worker",method="GET",route="/api/orders",status="200"} 1',
      'realtime_connections{namespace="/notifications",service="worker"} 2',
      'realtime_delivery_seconds_count{service="worker"} 1',
      'events_delivered_total{consumer="audit",service="worker"} 5',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toContain('process_cpu_user_seconds_total');
  });

  it('asks for what is only known by asking when somebody reads it, and answers without when it cannot be had', async () => {
    let pending = 7;
    const { get, metrics } = await start({}, () => {
      if (pending < 0) throw new Error('the database is away');
      metrics.outboxPending.set(pending);
    });
    expect(await (await get('/metrics')).text()).toContain('outbox_pending_events{service="worker"} 7');
    pending = -1;
    const response = await get('/metrics');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('outbox_pending_events{service="worker"} 7');
  });

  it('is ready when every check passes, and names the one that fails', async () => {
    let database: () => void = () => undefined;
    const { get } = await start({ database: () => database(), redis: () => Promise.resolve() });
    expect((await get('/health/ready')).status).toBe(200);

    database = () => {
      throw new Error('connection refused');
    };
    const response = await get('/health/ready?verbose');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'unavailable',
      checks: { database: { ok: false, error: 'connection refused' }, redis: { ok: true } },
    });
    expect((await get('/health/live')).status).toBe(200);
  });

  it('refuses other paths and methods', async () => {
    const { get } = await start();
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics', { method: 'POST' })).status).toBe(405);
  });

  it('closes although a client keeps its connection, and answers 500 when a metric fails', async () => {
    const { get, metrics } = await start();
    Object.assign(metrics.outboxPending, { collect: () => Promise.reject(new Error('no database')) });
    expect((await get('/metrics')).status).toBe(500);
    const { port } = server!;
    await server!.close();
    server = undefined;
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  });
});

describe('runChecks', () => {
  it('fails a check that never answers, and tells it to stop', async () => {
    let stopped = false;
    const hanging: Check = (signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          stopped = true;
        });
      });
    const report = await runChecks({ hanging, good: () => 'anything' }, 20);
    expect(report).toMatchObject({
      ok: false,
      checks: { hanging: { ok: false, error: 'No answer within 20 ms.' }, good: { ok: true } },
    });
    expect(stopped).toBe(true);
  });

  it('takes a check that throws at once for a failure', async () => {
    const report = await runChecks(
      {
        broken: () => {
          throw new Error('broken');
        },
      },
      1_000,
    );
    expect(report.checks['broken']).toMatchObject({ ok: false, error: 'broken' });
  });
});

describe('createProgress', () => {
  it('fails when the last beat is too long ago, and recovers with the next', () => {
    let time = 0;
    const progress = createProgress({ maxSilenceMs: 1_000, now: () => time });
    time = 1_000;
    expect(() => progress.check()).not.toThrow();
    time = 1_001;
    expect(() => progress.check()).toThrow('No progress for 1001 ms; 1000 ms are allowed.');
    progress.beat();
    expect(() => progress.check()).not.toThrow();
  });
});
