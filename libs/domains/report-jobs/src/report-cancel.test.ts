import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { defineReport, streamRows } from '@antrean/platform/report';
import { z } from 'zod';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { generateReport } from './messages.ts';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import type { ReportJobView } from './report-job.contract.ts';

/** A statement that never gives its first row while `stuck`. */
let stuck = true;
let failing = false;
const slow = defineReport({
  name: 'slow',
  path: '/api/reports/slow',
  title: { id: 'Lambat', en: 'Slow' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({}),
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' }, format: 'integer' }],
  rows: ({ database, signal }) => {
    if (failing) throw new Error('the disk is full');
    return streamRows<{ n: number }>(
      database,
      `select 1 as n ${stuck ? 'from pg_sleep(600) /* slow */' : ''}`,
      [],
      signal,
    );
  },
});

describe('cancelling and retrying reports', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  beforeAll(async () => {
    api = await startReportApi({ reports: [slow] });
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
  });
  afterEach(() => {
    stuck = true;
    failing = false;
  });
  afterAll(() => api.close());

  const post = (path: string, actor = admin, headers: Record<string, string> = {}, body?: unknown) =>
    api.fetch(actor, path, { method: 'POST', headers, body });
  const ask = async (format = 'csv', actor = admin): Promise<string> => {
    const answer = await post('/api/report-jobs', actor, {}, { report: 'slow', format });
    return ((await answer.json()) as ReportJobView).id;
  };
  const cancel = (id: string, actor = admin, headers = {}) =>
    post(`/api/report-jobs/${id}/cancel`, actor, headers);
  const retry = (id: string, actor = admin, headers = {}) =>
    post(`/api/report-jobs/${id}/retry`, actor, headers);
  const read = async (id: string): Promise<ReportJobView> =>
    (await (await api.fetch(admin, `/api/report-jobs/${id}`)).json()) as ReportJobView;
  const statements = async (): Promise<number> =>
    (
      await api.sql(
        `select 1 from pg_stat_activity where datname = current_database() and state = 'active'
           and query like '%/* slow */%' and pid <> pg_backend_pid()`,
      )
    ).length;
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    while (!(await condition())) await api.sql('select 1');
  };
  const eventsOf = async (id: string): Promise<string[]> =>
    (
      await api.sql<{ name: string }>(
        `select name from outbox_events where payload->>'jobId' = '${id}' order by id`,
      )
    ).map(({ name }) => name);

  it('cancelling a report that is being made stops its statement and leaves no file', async () => {
    for (const format of ['csv', 'json', 'pdf']) {
      const id = await ask(format);
      await until(async () => (await statements()) === 1);
      const answer = await cancel(id);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ id, status: 'cancelled', finishedAt: expect.any(String) });
      await api.drain();
      expect(await statements()).toBe(0);
      expect(await read(id)).toMatchObject({ status: 'cancelled', downloadUrl: null });
      expect((await api.files()).filter((path) => path.includes(id) || path.includes('.tmp'))).toEqual([]);
      expect(await api.sql(`select 1 from unkept_files where key like '%/${id}/%'`)).toEqual([]);
      expect(await eventsOf(id)).toEqual(['job.queued', 'job.cancelled']);
      expect(await api.sql(`select 1 from outbox_jobs where state = 'dead'`)).toEqual([]);
      const download = await api.fetch(admin, `/api/report-jobs/${id}/download`);
      expect([download.status, ((await download.json()) as { status: unknown }).status]).toEqual([409, 409]);
    }
  });

  it('a cancelled report that still waited is never begun; cancelling twice is no mistake', async () => {
    await api.stopWorker();
    const id = await ask();
    expect((await cancel(id)).status).toBe(200);
    expect((await cancel(id)).status).toBe(200);
    await api.startWorker();
    await api.drain();
    expect(await read(id)).toMatchObject({ status: 'cancelled', startedAt: null, progress: 0 });
    expect(await eventsOf(id)).toEqual(['job.queued', 'job.cancelled']);
    expect(
      await api.sql(`select action, user_id from log_audit_trail where subject = '${id}' order by seq`),
    ).toEqual([
      { action: 'REPORT_REQUESTED', user_id: admin.userId },
      { action: 'REPORT_CANCELLED', user_id: admin.userId },
    ]);
  });

  it('a cancelled report is made when it is asked for again, once, also if the first work comes late', async () => {
    await api.stopWorker();
    const id = await ask();
    await cancel(id);
    const headers = { 'idempotency-key': `retry-${id}` };
    const [first, again] = [await retry(id, admin, headers), await retry(id, admin, headers)];
    expect(first.status).toBe(202);
    expect(first.headers.get('location')).toBe(`/api/report-jobs/${id}`);
    const queued = (await first.json()) as ReportJobView;
    expect(queued).toMatchObject({ id, status: 'queued', progress: 0, finishedAt: null });
    expect(await again.json()).toEqual(queued);
    const refused = await retry(id);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'report_not_retryable', jobId: id });
    stuck = false;
    await api.startWorker();
    await api.drain();
    expect(await read(id)).toMatchObject({ status: 'completed', progress: 100 });
    expect((await eventsOf(id)).filter((name) => name === 'job.completed')).toHaveLength(1);
    expect((await api.files()).filter((path) => path.includes(id))).toHaveLength(1);
    for (const answer of [await cancel(id), await retry(id)]) expect(answer.status).toBe(409);
    expect(await (await cancel(id)).json()).toMatchObject({ code: 'report_not_cancellable' });
  });

  it('a report that failed for good can be tried again with a fresh set of tries', async () => {
    failing = true;
    await api.stopWorker();
    const id = await ask();
    await api.sql(
      `update outbox_jobs set attempts = ${generateReport.attempts - 1} where payload->>'reportJobId' = '${id}'`,
    );
    await api.startWorker();
    await api.drain();
    expect(await read(id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('the disk is full'),
    });
    expect((await cancel(id)).status).toBe(409);
    failing = false;
    stuck = false;
    expect((await retry(id)).status).toBe(202);
    await api.drain();
    expect(await read(id)).toMatchObject({ status: 'completed', error: null });
    expect(
      (
        await api.sql<{ action: string }>(
          `select action from log_audit_trail where subject = '${id}' order by seq`,
        )
      ).map(({ action }) => action),
    ).toEqual(['REPORT_REQUESTED', 'REPORT_FAILED', 'REPORT_RETRIED', 'REPORT_GENERATED']);
  });

  it('is for who asked and for who sees all jobs', async () => {
    await api.stopWorker();
    const colleague = await createTestPrincipal(api.database, { role: 'administrator' });
    const employee = await createTestPrincipal(api.database, { role: 'employee' });
    const id = await ask('csv', colleague);
    for (const attempt of [cancel, retry]) expect((await attempt(id, employee)).status).toBe(404);
    expect((await cancel(id, admin)).status).toBe(200);
    // Who asked as an administrator and is none any more may call it off, but not have the figures made.
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${colleague.userId}`);
    expect((await cancel(id, colleague)).status).toBe(200);
    expect((await retry(id, colleague)).status).toBe(403);
    await api.startWorker();
    await api.drain();
  });
});
