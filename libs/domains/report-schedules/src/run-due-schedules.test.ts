import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { defineReport } from '@antrean/platform/report';
import { z } from 'zod';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import type { ReportJobView } from '@antrean/report-jobs';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { dailySchedule, reportSchedules, type ReportSchedules } from './report-schedule.factory.ts';
import { reportScheduleWorker } from './worker.ts';

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

describe('a report schedule that is due', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  let schedules: ReportSchedules;
  beforeAll(async () => {
    api = await startReportApi({ reports: [heavy] });
  });
  beforeEach(async () => {
    admin = await createTestPrincipal(api.database, { role: 'administrator', fullName: 'Siti <b>Rahma</b>' });
    schedules = reportSchedules(api, admin);
    await api.mailbox.clear();
  });
  afterAll(() => api.close());

  it('a run that is due happens once with several workers, and every recipient gets one mail with the file', async () => {
    const schedule = await schedules.create();
    await schedules.makeDue(schedule.id, '5 days');
    await Promise.all([schedules.turn(), schedules.turn(), schedules.turn()]);
    await schedules.turn();
    await api.drain();
    const runs = await schedules.runsOf(schedule.id);
    expect(runs).toEqual([expect.objectContaining({ reportJobId: expect.any(String), skipped: null })]);
    const after = (await schedules.call('GET', `/${schedule.id}`)).body;
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

    const sent = await schedules.mails();
    expect(sent.map(({ to }) => to).sort()).toEqual(dailySchedule.recipients);
    const deliveries = await api.sql<{ recipient: string; message_id: string; status: string }>(
      `select recipient, message_id, status from deliveries
       where recipient in ('ani@example.test', 'budi@example.test') order by recipient`,
    );
    expect(deliveries.map(({ recipient, status }) => [recipient, status])).toEqual(
      dailySchedule.recipients.map((recipient) => [recipient, 'sent']),
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
    const large = await schedules.create({ report: 'heavy', recipients: ['large@example.test'] });
    const unwanted = await schedules.create({ attach: false, recipients: ['unwanted@example.test'] });
    for (const { id } of [large, unwanted]) await schedules.makeDue(id);
    await schedules.turn();
    await api.drain();
    const sent = await schedules.mails();
    expect(sent).toHaveLength(2);
    for (const [schedule, title, to] of [
      [large, 'Heavy', 'large@example.test'],
      [unwanted, 'Consumption Report', 'unwanted@example.test'],
    ] as const) {
      const [run] = await schedules.runsOf(schedule.id);
      const mail = sent.find((each) => each.to === to)!;
      expect(mail.subject).toBe(`${title}: Pagi`);
      expect(mail.text).toContain(`${api.config.publicUrl}/app/report-file#job=${run!.reportJobId!}`);
      expect(mail.attachments ?? []).toEqual([]);
    }
  });

  it('S3-RPT-08 writes CSV for spreadsheets as a download does, about the days of its period', async () => {
    const { id } = await schedules.create({
      report: 'audit-trail',
      params: {},
      period: 'today',
      bom: true,
      delimiter: 'semicolon',
      recipients: ['sheet@example.test'],
    });
    await schedules.makeDue(id);
    await schedules.turn();
    await api.drain();
    const [run] = await schedules.runsOf(id);
    const job = (await (
      await api.fetch(admin, `/api/report-jobs/${run!.reportJobId!}`)
    ).json()) as ReportJobView;
    expect(job).toMatchObject({ bom: true, delimiter: 'semicolon' });
    const { tanggalMulai, tanggalAkhir } = job.params;
    expect([tanggalMulai, tanggalAkhir]).toEqual([tanggalAkhir, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
    const bytes = await (await api.fetch(admin, job.downloadUrl!)).bytes();
    const text = Buffer.from(bytes).toString();
    expect(text.split('\r\n')[0]).toMatch(/^\ufeff\w+;\w+;/);
    const [mail] = await schedules.mails();
    expect(mail!.attachments).toMatchObject([{ size: bytes.length }]);
    const query = `?format=csv&bom=true&delimiter=semicolon&tanggalMulai=${String(tanggalMulai)}&tanggalAkhir=${String(tanggalAkhir)}`;
    const direct = Buffer.from(
      await (await api.fetch(admin, `/api/reports/audit-trail${query}`)).bytes(),
    ).toString();
    // The trail has grown since by the report itself.
    expect(direct.split('\r\n')[0]).toBe(text.split('\r\n')[0]);
    expect(direct).toContain(text.split('\r\n')[1]);
  });

  it('speaks to each reader in their language, to others in that of the owner', async () => {
    const reader = await createTestPrincipal(api.database, { email: 'reader@example.test' });
    await api.sql(`update users set language = 'en' where id = ${reader.userId}`);
    const { id } = await schedules.create({ recipients: ['Reader@example.test', 'stranger@example.test'] });
    await schedules.makeDue(id);
    await schedules.turn();
    await api.drain();
    const subjects = Object.fromEntries((await schedules.mails()).map(({ to, subject }) => [to, subject]));
    expect(subjects).toEqual({
      'Reader@example.test': 'Consumption Report: Pagi',
      'stranger@example.test': 'Laporan Konsumsi: Pagi',
    });
  });

  it('a run whose owner may not read the report any more, or is gone, is skipped and says why', async () => {
    const demoted = await createTestPrincipal(api.database, { role: 'administrator' });
    const gone = await createTestPrincipal(api.database, { role: 'administrator' });
    const [first, second] = [await schedules.create({}, demoted), await schedules.create({}, gone)];
    const broken = await schedules.create();
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${demoted.userId}`);
    await api.sql(`update users set is_active = false where id = ${gone.userId}`);
    await api.sql(`update report_schedules set parameters = '{"groupBy":"HOURLY"}' where id = ${broken.id}`);
    for (const { id } of [first, second, broken]) await schedules.makeDue(id);
    await schedules.turn();
    await api.drain();
    for (const [{ id }, reason] of [
      [first, 'may not read consumption'],
      [second, 'deactivated'],
      [broken, 'groupBy'],
    ] as const) {
      expect(await schedules.runsOf(id)).toEqual([
        expect.objectContaining({ reportJobId: null, skipped: expect.stringContaining(reason) }),
      ]);
    }
    expect(await schedules.mails()).toEqual([]);
  });

  it('a paused schedule does not run, and does not make up for it', async () => {
    const { id } = await schedules.create();
    await schedules.call('PATCH', `/${id}`, { isActive: false });
    await schedules.makeDue(id, '3 days');
    await schedules.turn();
    expect(await schedules.runsOf(id)).toEqual([]);
    const resumed = await schedules.call('PATCH', `/${id}`, { isActive: true });
    expect(new Date(String(resumed.body['nextRunAt'])).getTime()).toBeGreaterThan(Date.now());
  });

  /** Mails a report and runs the job of the mail once more, `from` what is on record then. */
  const mailTwice = async (recipient: string, from: 'sending' | 'sent'): Promise<unknown[]> => {
    const { id } = await schedules.create({ recipients: [recipient] });
    await schedules.makeDue(id);
    await schedules.turn();
    await api.drain();
    await api.sql(`update deliveries set status = '${from}' where recipient = '${recipient}'`);
    await api.sql(
      `update outbox_jobs set state = 'pending', lease_id = null, lease_until = null
       where name = 'notification.send-mail' and payload->>'deliveryId' = (
         select id::text from deliveries where recipient = '${recipient}')`,
    );
    await api.drain();
    return (await schedules.mails()).map(({ headers }) => headers['message-id']);
  };
  const deliveriesTo = (recipient: string) =>
    api.sql(`select status, message_id from deliveries where recipient = '${recipient}'`);

  it('a mail whose worker died after the server took it goes again under the same Message-ID', async () => {
    const [first, ...more] = await mailTwice('twice@example.test', 'sending');
    expect(more).toEqual([first]);
    expect(await deliveriesTo('twice@example.test')).toEqual([{ status: 'sent', message_id: first }]);
  });

  it('a mail that is on record as sent is not sent by another run of its job', async () => {
    const ids = await mailTwice('once@example.test', 'sent');
    expect(ids).toHaveLength(1);
    expect(await deliveriesTo('once@example.test')).toEqual([{ status: 'sent', message_id: ids[0] }]);
  });

  it('a mail that the server refuses for good is not tried again, and the delivery says why', async () => {
    const { id } = await schedules.create({ recipients: ['ani@example.test'] });
    // As when the address was fine once and its rules have changed since.
    await api.sql(`update report_schedules set recipients = '{"no address"}' where id = ${id}`);
    await schedules.makeDue(id);
    await schedules.turn();
    await api.drain();
    expect(
      await api.sql(`select status, error from deliveries where recipient = 'no address'`),
    ).toMatchObject([{ status: 'failed', error: expect.stringContaining('not an e-mail address') }]);
    expect(await api.sql(`select 1 from outbox_jobs where state = 'dead'`)).toEqual([]);
  });

  it('a schedule that has ended sends nothing more', async () => {
    const { id } = await schedules.create({ recipients: ['late@example.test'] });
    await schedules.makeDue(id);
    await api.stopWorker();
    await schedules.turn();
    await schedules.call('DELETE', `/${id}`);
    await api.startWorker();
    await api.drain();
    expect(await schedules.mails()).toEqual([]);
  });

  it('is on the list of what workers do by themselves', () => {
    expect(reportScheduleWorker(api).schedules.map(({ name }) => name)).toContain('reports.due-schedules');
  });
});
