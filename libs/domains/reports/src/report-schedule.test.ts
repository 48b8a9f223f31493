import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { definePermissions } from '@antrean/platform/auth';
import { backgroundContext, transaction, type Actor } from '@antrean/platform/outbox';
import { defineReport } from '@antrean/platform/report';
import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { createTestActor } from '../../identity/src/identity.factory.ts';
import { startReportApi, type ReportApi } from './report-api.factory.ts';
import { reportScheduleView, type ReportScheduleView } from './report-schedule.contract.ts';
import { runDueSchedules } from './run-due-schedules.ts';
import { reportWorker } from './worker.ts';

/** Six megabytes. */
const heavy = defineReport({
  name: 'heavy',
  path: '/api/reports/heavy',
  title: { id: 'Berat', en: 'Heavy' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({}),
  response: z.array(z.unknown()),
  columns: [{ key: 'text', header: { id: 'Teks', en: 'Text' } }],
  rows: async function* () {
    for (let n = 0; n < 600; n += 1) yield { text: 'x'.repeat(10_000) };
  },
});

interface Run {
  dueAt: string;
  reportJobId: string | null;
  skipped: string | null;
}

describe('report schedules', () => {
  let api: ReportApi;
  let admin: Actor;
  beforeAll(async () => {
    api = await startReportApi({ reports: [heavy] });
  });
  beforeEach(async () => {
    admin = await createTestActor(api.database, { role: 'administrator', fullName: 'Siti <b>Rahma</b>' });
    await api.mailbox.clear();
  });
  afterAll(() => api.close());

  const daily = {
    name: 'Pagi',
    report: 'consumption',
    format: 'csv',
    cron: '0 7 * * *',
    timezone: 'Asia/Jakarta',
    recipients: ['ani@example.test', 'budi@example.test'],
  };
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    actor: Actor | null = admin,
    headers: Record<string, string> = {},
  ) => {
    const answer = await api.fetch(actor, `/api/report-schedules${path}`, { method, body, headers });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  };
  const create = async (
    changes: Record<string, unknown> = {},
    actor = admin,
  ): Promise<ReportScheduleView> => {
    const answer = await call('POST', '', { ...daily, ...changes }, actor);
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return reportScheduleView.parse(answer.body);
  };
  const makeDue = (id: number, ago = '1 second') =>
    api.sql(`update report_schedules set next_run_at = now() - interval '${ago}' where id = ${id}`);
  const turn = () =>
    transaction(api.host, backgroundContext(testLog, 'test'), (tx) => runDueSchedules(api).run(tx));
  const runsOf = async (id: number): Promise<Run[]> =>
    (await call('GET', `/${id}/runs`)).body['data'] as Run[];
  const trail = async (id: number): Promise<string[]> => {
    await api.drain();
    const rows = await api.sql<{ action: string }>(
      `select action from log_audit_trail where subject = 'report-schedule:${id}' order by seq`,
    );
    return rows.map(({ action }) => action);
  };
  const mails = async () =>
    (await api.mailbox.emails()).map((mail) => ({
      ...mail,
      to: mail.to.map(({ address }) => address).join(),
    }));

  it('is made, read, changed and ended, and the audit trail tells so', async () => {
    const schedule = await create();
    expect(schedule).toMatchObject({
      ...daily,
      params: { groupBy: 'DAILY' },
      attach: true,
      isActive: true,
      ownerId: admin.userId,
      version: 1,
    });
    expect(schedule.nextRunAt).toMatch(/T00:00:00.000Z$/);
    expect(new Date(schedule.nextRunAt!).getTime()).toBeGreaterThan(Date.now());
    const path = `/${schedule.id}`;
    expect((await call('GET', path)).body).toEqual(schedule);
    const list = (await call('GET', '')).body as { data: ReportScheduleView[] };
    expect(list.data[0]).toEqual(schedule);

    const paused = await call('PATCH', path, { isActive: false }, admin, { 'if-match': '"1"' });
    expect([paused.status, paused.body]).toMatchObject([
      200,
      { isActive: false, nextRunAt: null, version: 2 },
    ]);
    const stale = await call('PATCH', path, { cron: '0 8 * * *' }, admin, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    const changed = await call('PATCH', path, {
      isActive: true,
      cron: '30 8 * * *',
      params: { groupBy: 'MONTHLY' },
    });
    expect(changed.body).toMatchObject({ cron: '30 8 * * *', params: { groupBy: 'MONTHLY' }, name: 'Pagi' });
    expect(changed.body['nextRunAt']).toMatch(/T01:30:00.000Z$/);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
    expect(await trail(schedule.id)).toEqual([
      'REPORT_SCHEDULE_CREATED',
      'REPORT_SCHEDULE_UPDATED',
      'REPORT_SCHEDULE_UPDATED',
      'REPORT_SCHEDULE_DELETED',
    ]);
  });

  it('a repeated request with the same key makes one schedule, which is named after its report', async () => {
    const { name: _, timezone: __, ...short } = daily;
    const headers = { 'idempotency-key': `schedule-${admin.userId}` };
    const first = await call('POST', '', short, admin, headers);
    const second = await call('POST', '', short, admin, headers);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ name: 'Laporan Konsumsi', timezone: api.config.businessZone });
    expect(first.headers.get('location')).toBe(`/api/report-schedules/${String(first.body['id'])}`);
  });

  it('what cannot be scheduled is refused by the name of the field, when made and when changed', async () => {
    const { id } = await create();
    for (const [change, field] of [
      [{ cron: '0 0 31 2 *' }, 'body.cron'],
      [{ timezone: 'Mars/Base' }, 'body.timezone'],
      [{ recipients: [] }, 'body.recipients'],
      [{ recipients: ['ani@example.test', 'ANI@example.test'] }, 'body.recipients'],
      [{ recipients: ['nobody'] }, 'body.recipients[0]'],
      [{ format: 'xlsx' }, 'body.format'],
      [{ name: 'a\nb' }, 'body.name'],
      [{ params: { shift: 1 } }, 'body.params.shift'],
      [{ params: { groupBy: 'YEARLY' } }, 'body.params.groupBy'],
      [{ params: { tanggalMulai: '2025-10-02', tanggalAkhir: '2025-10-01' } }, 'body.params.tanggalAkhir'],
    ] as const) {
      for (const answer of [
        await call('POST', '', { ...daily, ...change }),
        await call('PATCH', `/${id}`, change),
      ]) {
        expect([answer.status, change]).toEqual([400, change]);
        expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
      }
    }
    expect((await call('PATCH', `/${id}`, { report: 'performance' })).status).toBe(400);
    expect((await call('GET', `/${id}`)).body).toMatchObject({ version: 1 });
  });

  it('needs the permission of the report, and is seen by its owner and by administrators', async () => {
    const employee = await createTestActor(api.database, { role: 'employee' });
    const colleague = await createTestActor(api.database, { role: 'administrator' });
    expect((await call('POST', '', daily, null)).status).toBe(401);
    expect((await call('POST', '', daily, employee)).status).toBe(403);
    const { id } = await create({}, colleague);
    expect((await call('GET', `/${id}`, undefined, admin)).status).toBe(200);
    for (const [method, path] of [
      ['GET', `/${id}`],
      ['GET', `/${id}/runs`],
      ['PATCH', `/${id}`],
      ['DELETE', `/${id}`],
    ] as const) {
      const body = method === 'PATCH' ? { name: 'x' } : undefined;
      expect([path, (await call(method, path, body, employee)).status]).toEqual([path, 404]);
    }
    // Who lost the permission sees their schedule and may end it, but not change it.
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${colleague.userId}`);
    expect((await call('PATCH', `/${id}`, { name: 'x' }, colleague)).status).toBe(403);
    expect((await call('DELETE', `/${id}`, undefined, colleague)).status).toBe(204);
  });

  it('a run that is due happens once with several workers, and every recipient gets one mail with the file', async () => {
    const schedule = await create();
    await makeDue(schedule.id, '5 days');
    await Promise.all([turn(), turn(), turn()]);
    await turn();
    await api.drain();
    const runs = await runsOf(schedule.id);
    expect(runs).toEqual([expect.objectContaining({ reportJobId: expect.any(String), skipped: null })]);
    const after = (await call('GET', `/${schedule.id}`)).body;
    expect(after['nextRunAt']).toBe(schedule.nextRunAt);
    const jobId = runs[0]!.reportJobId!;
    const job = (await (await api.fetch(admin, `/api/report-jobs/${jobId}`)).json()) as Record<
      string,
      unknown
    >;
    // The default range of the report, as it is on the day of the run.
    expect(job).toMatchObject({
      status: 'completed',
      requestedBy: admin.userId,
      params: { tanggalAkhir: expect.any(String) },
    });
    const file = await (await api.fetch(admin, `/api/report-jobs/${jobId}/download`)).text();

    const sent = await mails();
    expect(sent.map(({ to }) => to).sort()).toEqual(daily.recipients);
    const deliveries = await api.sql<{ recipient: string; message_id: string; status: string }>(
      `select recipient, message_id, status from deliveries
       where recipient in ('ani@example.test', 'budi@example.test') order by recipient`,
    );
    expect(deliveries.map(({ recipient, status }) => [recipient, status])).toEqual(
      daily.recipients.map((recipient) => [recipient, 'sent']),
    );
    for (const mail of sent) {
      expect(mail.subject).toBe('Laporan Konsumsi: Pagi');
      expect(mail.text).toContain('terlampir');
      expect(mail.text).toContain('Siti <b>Rahma</b>');
      expect(mail.html).not.toContain('<b>Rahma');
      expect(mail.headers['message-id']).toBe(
        deliveries.find(({ recipient }) => recipient === mail.to)?.message_id,
      );
      expect(mail.attachments).toMatchObject([
        { filename: job['fileName'], contentType: 'text/csv', size: Buffer.byteLength(file) },
      ]);
    }
  });

  it('a file that is large, or not wanted in the mail, is linked, in the language of the owner', async () => {
    await api.sql(`update users set language = 'en' where id = ${admin.userId}`);
    const large = await create({ report: 'heavy', recipients: ['large@example.test'] });
    const unwanted = await create({ attach: false, recipients: ['unwanted@example.test'] });
    for (const { id } of [large, unwanted]) await makeDue(id);
    await turn();
    await api.drain();
    const sent = await mails();
    expect(sent).toHaveLength(2);
    for (const [schedule, title, to] of [
      [large, 'Heavy', 'large@example.test'],
      [unwanted, 'Consumption Report', 'unwanted@example.test'],
    ] as const) {
      const [run] = await runsOf(schedule.id);
      const mail = sent.find((each) => each.to === to)!;
      expect(mail.subject).toBe(`${title}: Pagi`);
      expect(mail.text).toContain(`${api.config.publicUrl}/api/report-jobs/${run!.reportJobId!}/download`);
      expect(mail.attachments ?? []).toEqual([]);
    }
  });

  it('a run whose owner may not read the report any more, or is gone, is skipped and says why', async () => {
    const demoted = await createTestActor(api.database, { role: 'administrator' });
    const gone = await createTestActor(api.database, { role: 'administrator' });
    const [first, second] = [await create({}, demoted), await create({}, gone)];
    const broken = await create();
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${demoted.userId}`);
    await api.sql(`update users set is_active = false where id = ${gone.userId}`);
    await api.sql(`update report_schedules set parameters = '{"groupBy":"HOURLY"}' where id = ${broken.id}`);
    for (const { id } of [first, second, broken]) await makeDue(id);
    await turn();
    await api.drain();
    for (const [{ id }, reason] of [
      [first, 'may not read consumption'],
      [second, 'deactivated'],
      [broken, 'groupBy'],
    ] as const) {
      expect(await runsOf(id)).toEqual([
        expect.objectContaining({ reportJobId: null, skipped: expect.stringContaining(reason) }),
      ]);
    }
    expect(await mails()).toEqual([]);
  });

  it('a paused schedule does not run, and does not make up for it', async () => {
    const { id } = await create();
    await call('PATCH', `/${id}`, { isActive: false });
    await makeDue(id, '3 days');
    await turn();
    expect(await runsOf(id)).toEqual([]);
    const resumed = await call('PATCH', `/${id}`, { isActive: true });
    expect(new Date(String(resumed.body['nextRunAt'])).getTime()).toBeGreaterThan(Date.now());
  });

  it('a mail whose worker died after the server took it goes again under the same Message-ID', async () => {
    const { id } = await create({ recipients: ['twice@example.test'] });
    await makeDue(id);
    await turn();
    await api.drain();
    await api.sql(
      `update outbox_jobs set state = 'pending', lease_id = null, lease_until = null
       where name = 'report.send' and payload->>'recipient' = 'twice@example.test'`,
    );
    await api.drain();
    const ids = (await mails()).map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(
      await api.sql(`select status, message_id from deliveries where recipient = 'twice@example.test'`),
    ).toEqual([{ status: 'sent', message_id: ids[0] }]);
  });

  it('a mail that the server refuses for good is not tried again, and the delivery says why', async () => {
    const { id } = await create({ recipients: ['ani@example.test'] });
    // As when the address was fine once and its rules have changed since.
    await api.sql(`update report_schedules set recipients = '{"no address"}' where id = ${id}`);
    await makeDue(id);
    await turn();
    await api.drain();
    expect(
      await api.sql(`select status, error from deliveries where recipient = 'no address'`),
    ).toMatchObject([{ status: 'failed', error: expect.stringContaining('not an e-mail address') }]);
    expect(await api.sql(`select 1 from outbox_jobs where state = 'dead'`)).toEqual([]);
  });

  it('a schedule that has ended sends nothing more', async () => {
    const { id } = await create({ recipients: ['late@example.test'] });
    await makeDue(id);
    await api.stopWorker();
    await turn();
    await call('DELETE', `/${id}`);
    await api.startWorker();
    await api.drain();
    expect(await mails()).toEqual([]);
  });

  it('is on the list of what workers do by themselves', () => {
    const { mailer } = api;
    expect(reportWorker({ ...api, mailer }).schedules.map(({ name }) => name)).toContain(
      'reports.due-schedules',
    );
  });
});
