import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { enqueue } from '@antrean/platform/outbox';
import { announceFile } from '@antrean/platform/files';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { defineReport } from '@antrean/platform/report';
import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { generateReport } from '@antrean/report-jobs/messages';
import { startReportApi, type ReportApi } from './testing.ts';
import { type ReportJobView, requestReport } from '@antrean/report-jobs';
import { reportFileRetention } from '@antrean/report-jobs/worker';
import { createTestPrincipal } from '@antrean/sessions/testing';

/** Called by each try at the report below before it gives its second row. */
let duringTry: (attempt: number) => Promise<void> = async () => undefined;
let tries = 0;

const watched = defineReport({
  name: 'watched',
  path: '/api/reports/watched',
  title: { id: 'Diawasi', en: 'Watched' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({ rows: z.coerce.number().int().default(2) }),
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' }, format: 'integer' }],
  size: async (_source, { rows }) => rows,
  rows: async function* (_source, { rows }) {
    tries += 1;
    const attempt = tries;
    yield { n: 1 };
    await duringTry(attempt);
    for (let n = 2; n <= rows; n += 1) yield { n };
  },
});

describe('making a report', () => {
  let api: ReportApi;
  let admin: UserPrincipal;

  beforeAll(async () => {
    api = await startReportApi({ reports: [watched] });
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
  });
  afterEach(() => {
    duringTry = async () => undefined;
    tries = 0;
  });
  afterAll(() => api.close());

  const context = () => backgroundContext(testLog, 'test', admin.userId);
  const request = (format: 'csv' | 'pdf' = 'csv'): Promise<ReportJobView> =>
    requestReport(api.unitOfWork, context(), {
      report: 'watched',
      parameters: {},
      format,
      language: 'en',
      requestedBy: admin.userId,
    });
  const row = async (id: string) => {
    const [job] = await api.sql<{ status: string; file_key: string; sha256: string; error: string | null }>(
      `select status, file_key, sha256, error from report_jobs where id = '${id}'`,
    );
    return job!;
  };
  const unkept = (id: string) => api.sql(`select 1 from unkept_files where key like '%/${id}/%'`);
  const filesOf = async (id: string) => (await api.files()).filter((path) => path.includes(id));
  const completions = async (id: string) =>
    (await api.events('job.completed')).filter(({ payload }) => payload['jobId'] === id).length;
  /** The one file of the job is the one that its row describes. */
  const expectOneFile = async (id: string): Promise<void> => {
    const files = await filesOf(id);
    expect(files).toHaveLength(1);
    const { status, file_key, sha256 } = await row(id);
    expect(status).toBe('completed');
    expect(files[0]).toContain(file_key);
    expect(
      createHash('sha256')
        .update(await readFile(files[0]!))
        .digest('hex'),
    ).toBe(sha256);
    expect(await completions(id)).toBe(1);
  };

  it('run twice, one after the other, makes one file and completes once', async () => {
    const { id } = await request();
    await api.drain();
    tries = 0;
    await transaction(api.unitOfWork, context(), async (tx) =>
      enqueue(tx, generateReport, { reportJobId: id, round: 1 }),
    );
    await api.drain();
    expect(tries).toBe(0);
    await expectOneFile(id);
  });

  it('run twice at once makes one file and completes once', async () => {
    const both = Promise.withResolvers<void>();
    duringTry = async () => {
      if (tries === 2) both.resolve();
      await both.promise;
    };
    const { id } = await request();
    await transaction(api.unitOfWork, context(), async (tx) =>
      enqueue(tx, generateReport, { reportJobId: id, round: 1 }),
    );
    await api.drain();
    expect(tries).toBe(2);
    await expectOneFile(id);
  });

  it('a try that was overtaken changes nothing and leaves nothing', async () => {
    const begun = Promise.withResolvers<void>();
    const overtaken = Promise.withResolvers<void>();
    duringTry = async (attempt) => {
      if (attempt > 1) return;
      begun.resolve();
      await overtaken.promise;
    };
    const { id } = await request();
    await begun.promise;
    // As when its process was frozen until its lease ended: the job is handed out again while the first try still runs.
    await api.sql(
      `update outbox_jobs set state = 'pending', lease_id = null, lease_until = null
       where payload->>'reportJobId' = '${id}'`,
    );
    await api.drain();
    await expectOneFile(id);
    const { sha256 } = await row(id);
    overtaken.resolve();
    while ((await filesOf(id)).length > 1 || (await unkept(id)).length > 0) {
      await api.sql('select 1');
    }
    await expectOneFile(id);
    expect((await row(id)).sha256).toBe(sha256);
  });

  it('tells how far a long report is', async () => {
    duringTry = async () => void (await api.sql('select pg_sleep(1.1)'));
    const { id } = await request();
    await api.drain();
    const told = api.signals.emitted.filter(({ payload }) => payload['jobId'] === id);
    expect(await api.events('job.progress')).toEqual([]);
    expect(told.map(({ payload }) => payload['progress'])).toEqual([10, 90]);
  });

  it('the same request and the same data make the same bytes, whenever the try', async () => {
    await api.stopWorker();
    const jobs = [await request('pdf'), await request('pdf')];
    await api.sql(`update report_jobs set created_at = '2025-10-01T00:00:00Z' where status = 'queued'`);
    await api.startWorker();
    await api.drain();
    const [first, second] = [await row(jobs[0]!.id), await row(jobs[1]!.id)];
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(second.sha256).toBe(first.sha256);
  });

  it('fails for good after its last try, says why, and can be sent again', async () => {
    duringTry = async () => {
      throw new Error('the disk is full');
    };
    await api.stopWorker();
    const { id } = await request();
    await api.sql(
      `update outbox_jobs set attempts = ${generateReport.attempts - 1} where payload->>'reportJobId' = '${id}'`,
    );
    await api.startWorker();
    await api.drain();
    expect(await row(id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('the disk is full'),
    });
    expect(await filesOf(id)).toEqual([]);
    const failed = (await api.events('job.failed')).filter(({ payload }) => payload['jobId'] === id);
    expect(failed).toHaveLength(1);
    expect(failed[0]?.payload).toMatchObject({
      kind: 'report',
      error: expect.stringContaining('the disk is full'),
    });
    await api.drain();
    expect(await api.sql(`select action from log_audit_trail where subject = '${id}' order by seq`)).toEqual([
      { action: 'REPORT_REQUESTED' },
      { action: 'REPORT_FAILED' },
    ]);

    duringTry = async () => undefined;
    await api.sql(
      `update outbox_jobs set state = 'pending', attempts = 0 where payload->>'reportJobId' = '${id}'`,
    );
    await api.drain();
    await expectOneFile(id);
    expect((await row(id)).error).toBeNull();
  });

  it('what a worker of before noted is forgotten after an hour, and removed if it is no report', async () => {
    const { id } = await request();
    await api.drain();
    const { file_key: kept } = await row(id);
    const [abandoned, young] = [`reports/2025/10/${id}/abandoned.csv`, `reports/2025/10/${id}/young.csv`];
    for (const key of [abandoned, young]) await api.storage.write(key, (out) => void out.end('half'));
    await api.sql(
      `insert into report_files (key, report_job_id, created_at) values ('${kept}', '${id}', now() - interval '2 hours'),
         ('${abandoned}', '${id}', now() - interval '2 hours'), ('${young}', '${id}', now())`,
    );
    await transaction(api.unitOfWork, context(), (tx) => reportFileRetention().run(tx));
    await api.drain();
    expect(await api.sql(`select key from report_files`)).toEqual([{ key: young }]);
    const left = [kept, abandoned, young].map(async (key) => (await api.storage.stat(key)) !== null);
    expect(await Promise.all(left)).toEqual([true, false, true]);
  });

  it('what a killed try left behind is removed, what is still being made is not', async () => {
    const { id } = await request();
    await api.drain();
    const [abandoned, young] = [`reports/2025/10/${id}/abandoned.csv`, `reports/2025/10/${id}/young.csv`];
    for (const key of [abandoned, young]) {
      await api.storage.write(key, (out) => void out.end('half'));
      await transaction(api.unitOfWork, context(), (tx) => announceFile(tx, key));
    }
    await api.sql(
      `update outbox_jobs set run_at = now() where payload ->> 'key' in ('${abandoned}', '${(await row(id)).file_key}')`,
    );
    await api.drain();
    const files = await filesOf(id);
    expect(files.some((path) => path.endsWith('abandoned.csv'))).toBe(false);
    expect(files.some((path) => path.endsWith('young.csv'))).toBe(true);
    const { file_key } = await row(id);
    expect(await api.storage.stat(file_key)).not.toBeNull();
  });
});
