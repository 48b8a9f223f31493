import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { defineReport } from '@antrean/platform/report';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import { reportSchedules, type ReportSchedules } from './report-schedule.factory.ts';
import { recordFailedRun } from './skip-run.ts';

let failing: 'resolve' | 'rows' | 'nothing' = 'nothing';
const moody = defineReport({
  name: 'moody',
  path: '/api/reports/moody',
  title: { id: 'Labil', en: 'Moody' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({}),
  resolve: (asked) => {
    if (failing === 'resolve') throw new TypeError('this report has a bug');
    return asked;
  },
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' } }],
  rows: async function* () {
    if (failing === 'rows') throw new Error('the disk is full');
    yield { n: 1 };
  },
});

describe('a report schedule that makes no report', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  let owner: UserPrincipal;
  let schedules: ReportSchedules;
  let count = 0;
  beforeAll(async () => {
    api = await startReportApi({ reports: [moody] });
  });
  beforeEach(async () => {
    failing = 'nothing';
    count += 1;
    await api.sql(`update users set email = null`);
    admin = await createTestPrincipal(api.database, {
      role: 'administrator',
      email: `admin${count}@example.test`,
    });
    owner = await createTestPrincipal(api.database, {
      role: 'administrator',
      email: `owner${count}@example.test`,
    });
    schedules = reportSchedules(api, owner);
    await api.mailbox.clear();
  });
  afterAll(() => api.close());

  /** Every try is the last one. */
  const withoutRetries = () =>
    api.sql(
      `update outbox_jobs set attempts = 100 where state in ('pending', 'enqueued') and attempts < 100`,
    );
  const run = async (id: number): Promise<void> => {
    await schedules.makeDue(id);
    await schedules.turn();
    await api.drain();
  };
  const read = async (id: number) => (await schedules.call('GET', `/${id}`, undefined, admin)).body;
  const warnings = async () =>
    (await schedules.mails()).filter(({ subject }) => /tidak menghasilkan|makes no reports/.test(subject));
  const stalled = async (id: number) =>
    (await api.events('report-schedule.stalled')).filter(({ payload }) => payload['scheduleId'] === id);

  it('because of a bug holds up no other one', async () => {
    const broken = await schedules.create({
      report: 'moody',
      params: {},
      recipients: ['broken@example.test'],
    });
    const good = await schedules.create({ recipients: ['good@example.test'] });
    failing = 'resolve';
    for (const { id } of [broken, good])
      await schedules.makeDue(id, id === broken.id ? '1 hour' : '1 minute');
    await api.stopWorker();
    await schedules.turn();
    await withoutRetries();
    await api.startWorker();
    await api.drain();
    expect((await schedules.mails()).map(({ to }) => to)).toEqual(['good@example.test']);
    expect(await schedules.runsOf(broken.id)).toMatchObject([
      { reportJobId: null, skipped: 'this report has a bug' },
    ]);
    expect(await read(broken.id)).toMatchObject({
      consecutiveSkips: 1,
      lastSkipReason: 'this report has a bug',
      lastSkippedAt: expect.any(String),
      lastRunAt: null,
    });
    expect(await read(good.id)).toMatchObject({
      consecutiveSkips: 0,
      lastRunAt: expect.any(String),
      lastSkippedAt: null,
    });
  });

  it('three times in a row is told once, to administrators when its owner is gone, and one can take it over', async () => {
    const { id } = await schedules.create({ recipients: ['reader@example.test'] });
    await api.sql(`update users set is_active = false where id = ${owner.userId}`);
    for (const times of [1, 2, 3, 4]) {
      await run(id);
      expect([times, (await stalled(id)).length]).toEqual([times, times < 3 ? 0 : 1]);
    }
    expect((await stalled(id))[0]!.payload).toMatchObject({
      reason: 'owner-inactive',
      ownerId: owner.userId,
      consecutiveSkips: 3,
    });
    const [mail, ...more] = await warnings();
    expect([mail!.to, more]).toEqual([`admin${count}@example.test`, []]);
    expect(mail!.text).toContain('Pemilik jadwal telah dinonaktifkan');
    expect(mail!.text).toContain(`/api/report-schedules/${id}/take-over`);

    const employee = await createTestPrincipal(api.database, { role: 'employee' });
    expect((await schedules.call('POST', `/${id}/take-over`, undefined, employee)).status).toBe(404);
    const taken = await schedules.call('POST', `/${id}/take-over`, undefined, admin);
    expect([taken.status, taken.body]).toMatchObject([200, { ownerId: admin.userId, consecutiveSkips: 0 }]);
    await run(id);
    expect(await read(id)).toMatchObject({ consecutiveSkips: 0, lastRunAt: expect.any(String) });
    expect((await schedules.mails()).filter(({ to }) => to === 'reader@example.test')).toHaveLength(1);
    expect(await schedules.trail(id)).toEqual([
      'REPORT_SCHEDULE_CREATED',
      'REPORT_SCHEDULE_STALLED',
      'REPORT_SCHEDULE_TAKEN_OVER',
    ]);
  });

  it('is told to its owner, in their language, when they may not read the report any more', async () => {
    const { id } = await schedules.create();
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${owner.userId}`);
    await api.sql(`update users set language = 'en' where id = ${owner.userId}`);
    for (let n = 0; n < 3; n += 1) await run(id);
    const sent = await warnings();
    expect(sent.map(({ to }) => to)).toEqual([`owner${count}@example.test`]);
    expect(sent[0]!.text).toContain('may not read this report any more');
  });

  it('is told to the recipients who are users, without what only those need who can mend it', async () => {
    const reader = await createTestPrincipal(api.database, {
      role: 'employee',
      email: `Reader${count}@example.test`,
    });
    const { id } = await schedules.create({
      recipients: [`reader${count}@example.test`, 'outside@example.test'],
    });
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${owner.userId}`);
    await api.sql(`update users set language = 'en' where id = ${reader.userId}`);
    for (let n = 0; n < 4; n += 1) await run(id);
    const sent = await warnings();
    expect(sent.map(({ to }) => to).sort()).toEqual([
      `Reader${count}@example.test`,
      `owner${count}@example.test`,
    ]);
    const told = sent.find(({ to }) => to.startsWith('Reader'))!;
    expect(told.text).toContain('You are one of its recipients');
    expect(told.text).not.toContain('/api/report-schedules');
  });

  it('because each one fails while it is made counts too; one that succeeds ends the row', async () => {
    const { id } = await schedules.create({ report: 'moody', params: {} });
    const fail = async () => {
      failing = 'rows';
      await api.stopWorker();
      await schedules.makeDue(id);
      await schedules.turn();
      await api.startWorker();
      // The run is begun; its report fails, and fails for good at once.
      while (
        (
          await api.sql(`select 1 from outbox_jobs where name = 'report.generate' and state <> 'done'
        and state <> 'dead' and attempts < 100 and last_error is not null`)
        ).length === 0
      )
        await new Promise((resolve) => setTimeout(resolve, 20));
      await withoutRetries();
      await api.drain();
    };
    await fail();
    await fail();
    expect(await read(id)).toMatchObject({
      consecutiveSkips: 2,
      lastSkipReason: expect.stringContaining('disk is full'),
    });
    // As after an upgrade: a worker of an older version has counted this failure already.
    const [failed] = await api.sql<{ id: string }>(
      `select j.id from report_jobs j join report_schedule_runs r on r.report_job_id = j.id
       where r.schedule_id = ${id} order by j.finished_at desc limit 1`,
    );
    await transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
      recordFailedRun(tx, failed!.id, 'again'),
    );
    expect(await read(id)).toMatchObject({ consecutiveSkips: 2 });
    failing = 'nothing';
    await run(id);
    expect(await read(id)).toMatchObject({ consecutiveSkips: 0 });
    expect(await stalled(id)).toEqual([]);
  });

  it('is tried less and less often, by the clock of the database', async () => {
    const { id } = await schedules.create({ cron: '* * * * *' });
    await api.sql(`update users set is_active = false where id = ${owner.userId}`);
    const pauses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      await run(id);
      const [row] = await api.sql<{ seconds: number }>(
        `select extract(epoch from next_run_at - now())::int as seconds from report_schedules where id = ${id}`,
      );
      pauses.push(row!.seconds);
    }
    for (const [n, least] of [240, 540, 1_140, 2_340].entries())
      expect(pauses[n]).toBeGreaterThanOrEqual(least);
    expect(pauses[0]).toBeLessThanOrEqual(361);
  });
});
