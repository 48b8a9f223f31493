import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { freePorts, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { connectSocket, type Received } from './socket-client.ts';

describe('what operators see', () => {
  let system: TestSystem;
  let apps: { api: AppProcess; worker: AppProcess; realtime: AppProcess };
  let ops: number[];
  let admin: string;

  beforeAll(async () => {
    system = await startTestSystem({ LOG_LEVEL: 'debug' });
    ops = await freePorts(3);
    const [api, worker, realtime] = await Promise.all([
      system.start('api', { OPS_PORT: String(ops[0]) }),
      system.start('worker', { WORKER_OPS_PORT: String(ops[1]) }),
      system.start('realtime', { REALTIME_OPS_PORT: String(ops[2]) }),
    ]);
    apps = { api, worker, realtime };
    admin = await system.login('ADM001', 'admin123');
  }, 60_000);
  afterAll(() => system.stop());

  it('S0-ERR-04 a correlation id leads from the request through the job to the socket', async () => {
    const heard: Received[] = [];
    const socket = await connectSocket(`${system.apiUrl}/notifications`, { token: admin }, heard);
    const correlationId = 'from-the-request-4711';
    const { body, status } = await system.call<{ id: string }>('POST', '/api/report-jobs', {
      token: admin,
      body: { report: 'consumption', params: {}, format: 'csv' },
      headers: { 'x-correlation-id': correlationId },
    });
    expect(status).toBe(202);
    await socket.until(() => heard.some(({ name }) => name === 'job.completed'));
    await system.drain();
    socket.close();
    const rows = await query<{ correlation_id: string }>(
      system.db.database.fork(),
      `select distinct correlation_id from outbox_events where payload ->> 'jobId' = ?
       union select correlation_id from log_audit_trail where subject = ?`,
      [body.id, body.id],
    );
    expect(rows).toEqual([{ correlation_id: correlationId }]);
    expect(apps.api.output()).toContain(correlationId);
    expect(apps.worker.output()).toContain(correlationId);
    expect(apps.realtime.output()).toContain(correlationId);
  }, 60_000);

  it('S3-AUTH-11 no log holds a password, a token or a cookie', async () => {
    await connectSocket(`${system.apiUrl}/notifications?token=${admin}`, {}, []).then((socket) =>
      socket.close(),
    );
    await system.call('POST', '/api/auth/login', {
      body: { nik: 'ADM001', password: 'a-wrong-secret-password' },
    });
    await system.drain();
    const logs = Object.values(apps)
      .map((app) => app.output())
      .join('\n');
    for (const secret of [admin, 'admin123', 'a-wrong-secret-password', 'refreshToken=ey']) {
      expect(logs.includes(secret)).toBe(false);
    }
    const { text } = await system.call('GET', '/api/reports/audit-trail?limit=200', { token: admin });
    expect(text).not.toContain('a-wrong-secret-password');
  }, 60_000);

  it('S0-QG-04 Prometheus finds outbox lag, age, queue depth and latencies; every process says that it is ready', async () => {
    const metrics = await Promise.all(
      ops.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
    );
    expect(metrics[0]).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/api\/report-jobs"/);
    expect(metrics[1]).toMatch(/outbox_lag_seconds\{/);
    expect(metrics[1]).toMatch(/events_delivered_total\{[^}]*consumer="audit"[^}]*\} [1-9]/);
    expect(metrics[1]).toMatch(/job_duration_seconds_count\{[^}]*job="report.generate"/);
    expect(metrics[2]).toMatch(/realtime_delivery_seconds_count/);
    for (const port of ops) {
      expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    }
    const ready = await system.call<{ status: string }>('GET', '/api/health/ready');
    expect([ready.status, ready.body.status]).toEqual([200, 'ok']);
  });

  it('an orderly shutdown answers what has begun and ends with code 0', async () => {
    const login = system.login('EMP001', 'emp123');
    const slow = system.call('GET', '/api/reports/consumption?format=pdf', { token: admin });
    await login;
    await apps.api.kill('SIGTERM');
    expect((await slow).status).toBe(200);
  }, 60_000);
});
