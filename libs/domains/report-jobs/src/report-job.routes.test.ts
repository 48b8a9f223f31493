import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMessageRegistry, type JsonObject } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { audienceOf } from '@antrean/platform/realtime';
import { readPdf, testLog } from '@antrean/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { insertOrders } from '@antrean/meal-orders/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { messages, startReportApi, type ReportApi } from '@antrean/reports/testing';
import type { ReportJobView } from './report-job.contract.ts';
import { reportFileRetention } from './report-file.retention.ts';

describe('report jobs', () => {
  let api: ReportApi;
  let admin: UserPrincipal;

  beforeAll(async () => {
    api = await startReportApi({ variables: { REPORT_WAIT_MS: '50' } });
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
    const department = await createDepartment(api.database, { name: 'IT Department' });
    const shift = await createShift(api.database, { name: 'Shift 1' });
    await insertOrders(api.database, admin.userId, admin.karyawanId!, [
      { createdAt: '2025-10-01T03:00:00Z', departmentId: department.id, shiftId: shift.id, quantity: 4_321 },
    ]);
  });
  afterAll(() => api.close());

  const october = {
    report: 'consumption',
    params: { tanggalMulai: '2025-10-01', tanggalAkhir: '2025-10-31' },
  };
  const ask = (body: unknown, actor: UserPrincipal | null = admin, headers: Record<string, string> = {}) =>
    api.fetch(actor, '/api/report-jobs', { method: 'POST', body, headers });
  const asked = async (body: unknown, actor = admin): Promise<ReportJobView> => {
    const answer = await ask(body, actor);
    expect(answer.status).toBe(202);
    return (await answer.json()) as ReportJobView;
  };
  const read = async (id: string, actor = admin): Promise<ReportJobView> =>
    (await (await api.fetch(actor, `/api/report-jobs/${id}`)).json()) as ReportJobView;
  const download = (id: string, actor = admin) => api.fetch(actor, `/api/report-jobs/${id}/download`);
  const eventsOf = (jobId: string) =>
    api.sql<{ name: string; payload: JsonObject; seq: string; uid: string; at: string; version: number }>(
      `select name, payload, seq, uid, at, version from outbox_events where payload->>'jobId' = '${jobId}' order by seq`,
    );

  it('CARD-USE-03 CARD-JOB-03 a report is asked for, made by a worker and downloaded', async () => {
    const answer = await ask({ ...october, format: 'pdf' });
    expect(answer.status).toBe(202);
    const queued = (await answer.json()) as ReportJobView;
    expect(answer.headers.get('location')).toBe(`/api/report-jobs/${queued.id}`);
    expect(queued).toMatchObject({
      report: 'consumption',
      params: { ...october.params, groupBy: 'DAILY' },
      format: 'pdf',
      status: 'queued',
      progress: 0,
      requestedBy: admin.userId,
      downloadUrl: null,
    });
    await api.drain();
    const done = await read(queued.id);
    expect(done).toMatchObject({
      status: 'completed',
      progress: 100,
      fileName: 'consumption-2025-10-01_2025-10-31.pdf',
      downloadUrl: `/api/report-jobs/${queued.id}/download`,
    });
    const file = await download(queued.id);
    const bytes = Buffer.from(await file.arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest();
    expect(file.status).toBe(200);
    expect(done.sha256).toBe(sha256.toString('hex'));
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': 'attachment; filename=consumption-2025-10-01_2025-10-31.pdf',
      etag: `"${sha256.toString('hex')}"`,
      'repr-digest': `sha-256=:${sha256.toString('base64')}:`,
    });
    expect(done.size).toBe(bytes.length);
    expect((await readPdf(bytes)).join('\n')).toContain('4.321');
  });

  it('CARD-RT-01 queued, progress and completed go to who asked and to administrators, in order', async () => {
    const { id } = await asked({ ...october, format: 'csv' });
    await api.drain();
    const events = await eventsOf(id);
    expect(events.map(({ name }) => name)).toEqual(['job.queued', 'job.completed']);
    const signals = api.signals.emitted.filter(({ payload }) => payload['jobId'] === id);
    expect(signals.map(({ name }) => name)).toEqual(['job.progress']);
    const registry = createMessageRegistry(messages);
    for (const { name, payload } of [...events, ...signals]) {
      const declared = registry.events.get(name) ?? registry.signals.get(name)!;
      expect(
        audienceOf(declared, { payload, seq: 1, id: 'e', at: '2025-10-01T07:30:00.000Z' }),
      ).toMatchObject({
        namespace: '/notifications',
        rooms: ['reports.see-all-jobs', `user:${admin.userId}`],
        name,
        payload: {
          jobId: id,
          kind: 'report',
          report: 'consumption',
          format: 'csv',
          requestedBy: admin.userId,
        },
      });
    }
    expect([...events, ...signals].map(({ payload }) => payload['progress'])).toEqual([0, 100, 10]);
    const trail = await api.sql<{ action: string; user_id: number }>(
      `select action, user_id from log_audit_trail where subject = '${id}' order by seq`,
    );
    expect(trail).toEqual([
      { action: 'REPORT_REQUESTED', user_id: admin.userId },
      { action: 'REPORT_GENERATED', user_id: admin.userId },
    ]);
  });

  it('makes the same file as the synchronous answer, in CSV and in JSON', async () => {
    for (const format of ['csv', 'json']) {
      const { id } = await asked({ ...october, format });
      await api.drain();
      const made = await (await download(id)).text();
      const query = new URLSearchParams({ ...october.params, format }).toString();
      expect(made).toBe(await (await api.fetch(admin, `/api/reports/consumption?${query}`)).text());
      expect(made).toContain('4321');
    }
  });

  it('a PDF that is not made in time, or not to be waited for, is a job (decision 17)', async () => {
    const query = new URLSearchParams({ ...october.params, format: 'pdf' }).toString();
    await api.stopWorker();
    const late = await api.fetch(admin, `/api/reports/consumption?${query}`);
    const preferred = await api.fetch(admin, `/api/reports/consumption?${query}`, {
      headers: { prefer: 'handling=lenient, respond-async' },
    });
    for (const answer of [late, preferred]) {
      expect(answer.status).toBe(202);
      const job = (await answer.json()) as ReportJobView;
      expect(answer.headers.get('location')).toBe(`/api/report-jobs/${job.id}`);
      const early = await download(job.id);
      expect(early.status).toBe(409);
      expect(await early.json()).toMatchObject({ code: 'report_not_ready', status: 409, jobId: job.id });
    }
    await api.startWorker();
    await api.drain();
    const location = late.headers.get('location')!;
    expect((await api.fetch(admin, `${location}/download`)).status).toBe(200);
  });

  it('asks once for one Idempotency-Key, and by name about what is wrong', async () => {
    const headers = { 'idempotency-key': 'report-1' };
    const [first, second] = [
      await ask({ ...october, format: 'csv' }, admin, headers),
      await ask({ ...october, format: 'csv' }, admin, headers),
    ];
    expect(await second.json()).toEqual(await first.json());
    const refused = await ask({ report: 'consumption', params: { shift: 1 }, format: 'pdf' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'body.params.shift' }] });
    const reversed = { tanggalMulai: '2025-10-02', tanggalAkhir: '2025-10-01' };
    const backwards = await ask({ report: 'consumption', params: reversed, format: 'csv' });
    expect(backwards.status).toBe(400);
    expect(await backwards.json()).toMatchObject({ errors: [{ field: 'body.params.tanggalAkhir' }] });
    expect((await ask({ report: 'nonsense', format: 'pdf' })).status).toBe(400);
    expect((await ask({ report: 'order-history', format: 'pdf' })).status).toBe(400);
    await api.drain();
  });

  it('refuses a PDF that nobody could read, and offers CSV', async () => {
    await api.sql(
      `select append_audit_lines(jsonb_agg(jsonb_build_object(
         'at', '2025-10-01', 'event_id', gen_random_uuid(), 'seq', -n, 'action', 'BULK', 'detail', 'x')))
       from generate_series(1, 50001) n`,
    );
    const bulk = { report: 'audit-trail', params: { aksi: 'BULK' } };
    for (const refused of [
      await ask({ ...bulk, format: 'pdf' }),
      await api.fetch(admin, '/api/reports/audit-trail?aksi=BULK&format=pdf'),
    ]) {
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({ code: 'report_too_long', rows: 50_001, limit: 50_000 });
    }
    const { id } = await asked({ ...bulk, format: 'csv' });
    await api.drain();
    expect((await (await download(id)).text()).split('\r\n')).toHaveLength(50_003);
    expect((await ask({ ...bulk, params: { aksi: 'BULK', limit: 50 }, format: 'pdf' })).status).toBe(202);
    await api.drain();
  });

  it('needs the permission of the report, and shows jobs to who asked and to administrators', async () => {
    const employee = await createTestPrincipal(api.database, { role: 'employee' });
    expect((await ask({ ...october, format: 'csv' }, null)).status).toBe(401);
    expect((await ask({ ...october, format: 'csv' }, employee)).status).toBe(403);

    const colleague = await createTestPrincipal(api.database, { role: 'administrator' });
    const job = await asked({ ...october, format: 'csv' }, colleague);
    await api.drain();
    expect((await download(job.id, admin)).status).toBe(200);
    expect((await api.fetch(employee, `/api/report-jobs/${job.id}`)).status).toBe(404);
    expect((await download(job.id, employee)).status).toBe(404);
    const list = async (actor: UserPrincipal) =>
      ((await (await api.fetch(actor, '/api/report-jobs')).json()) as { data: ReportJobView[] }).data;
    expect((await list(admin))[0]?.id).toBe(job.id);
    expect(await list(employee)).toEqual([]);

    // Who asked as an administrator and is none any more still sees that, but not the figures.
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${colleague.userId}`);
    expect((await list(colleague)).map(({ id }) => id)).toEqual([job.id]);
    expect((await download(job.id, colleague)).status).toBe(403);
  });

  it('are listed behind what was seen, while others are asked for', async () => {
    const part = async (search: string) => {
      const answer = await api.fetch(admin, `/api/report-jobs?${search}`);
      return (await answer.json()) as { data: ReportJobView[]; next: string | null };
    };
    for (let n = 0; n < 5; n += 1) await asked({ ...october, format: 'csv' });
    const before = await part('limit=200');
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { data, next } = await part(`limit=2${after && `&after=${after}`}`);
      seen.push(...data.map(({ id }) => id));
      after = next;
      await asked({ ...october, format: 'csv' });
    }
    expect([seen, before.next]).toEqual([before.data.map(({ id }) => id), null]);
  });

  it('removes files when their time is over and keeps what is known about them', async () => {
    const { id } = await asked({ ...october, format: 'csv' });
    await api.drain();
    const before = await api.files();
    await api.sql(`update report_jobs set expires_at = now() where id = '${id}'`);
    const turn = () =>
      transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) => reportFileRetention().run(tx));
    await turn();
    await turn();
    await api.drain();
    expect(await api.files()).toHaveLength(before.length - 1);
    const gone = await download(id);
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({ code: 'report_file_removed' });
    expect(await read(id)).toMatchObject({
      status: 'completed',
      downloadUrl: null,
      size: expect.any(Number),
    });
    expect(await api.sql(`select 1 from unkept_files where key like '%/${id}/%'`)).toEqual([]);
  });
});
