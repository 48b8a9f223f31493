import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { query, type SqlValue } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { testLog } from '@antrean/testing';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import { reportScheduleData } from './personal-data.ts';
import type { ReportScheduleView } from './report-schedule.contract.ts';
import { listScheduleRuns } from './report-schedule.queries.ts';
import { OUTSIDE_RECIPIENTS_PER_OWNER, SCHEDULES_PER_OWNER } from './report-schedule.quota.ts';
import { dailySchedule, reportSchedules, type ReportSchedules } from './report-schedule.factory.ts';

describe('report schedules', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  let schedules: ReportSchedules;
  beforeAll(async () => {
    api = await startReportApi();
  });
  beforeEach(async () => {
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
    schedules = reportSchedules(api, admin);
  });
  afterAll(() => api.close());

  it('is made, read, changed and ended, and the audit trail tells so', async () => {
    const schedule = await schedules.create();
    expect(schedule).toMatchObject({
      ...dailySchedule,
      params: { groupBy: 'DAILY' },
      attach: true,
      isActive: true,
      ownerId: admin.userId,
      version: 1,
    });
    expect(schedule.nextRunAt).toMatch(/T00:00:00.000Z$/);
    expect(new Date(schedule.nextRunAt!).getTime()).toBeGreaterThan(Date.now());
    const path = `/${schedule.id}`;
    expect((await schedules.call('GET', path)).body).toEqual(schedule);
    const list = (await schedules.call('GET', '')).body as { data: ReportScheduleView[] };
    expect(list.data[0]).toEqual(schedule);

    const paused = await schedules.call('PATCH', path, { isActive: false }, admin, { 'if-match': '"1"' });
    expect([paused.status, paused.body]).toMatchObject([
      200,
      { isActive: false, nextRunAt: null, version: 2 },
    ]);
    const stale = await schedules.call('PATCH', path, { cron: '0 8 * * *' }, admin, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    const changed = await schedules.call('PATCH', path, {
      isActive: true,
      cron: '30 8 * * *',
      params: { groupBy: 'MONTHLY' },
    });
    expect(changed.body).toMatchObject({ cron: '30 8 * * *', params: { groupBy: 'MONTHLY' }, name: 'Pagi' });
    expect(changed.body['nextRunAt']).toMatch(/T01:30:00.000Z$/);
    expect((await schedules.call('DELETE', path)).status).toBe(204);
    expect((await schedules.call('GET', path)).status).toBe(404);
    expect(await schedules.trail(schedule.id)).toEqual([
      'REPORT_SCHEDULE_CREATED',
      'REPORT_SCHEDULE_UPDATED',
      'REPORT_SCHEDULE_UPDATED',
      'REPORT_SCHEDULE_DELETED',
    ]);
  });

  it('a repeated request with the same key makes one schedule, which is named after its report', async () => {
    const { name: _, timezone: __, ...short } = dailySchedule;
    const headers = { 'idempotency-key': `schedule-${admin.userId}` };
    const first = await schedules.call('POST', '', short, admin, headers);
    const second = await schedules.call('POST', '', short, admin, headers);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ name: 'Laporan Konsumsi', timezone: api.config.businessZone });
    expect(first.headers.get('location')).toBe(`/api/report-schedules/${String(first.body['id'])}`);
  });

  it('what cannot be scheduled is refused by the name of the field, when made and when changed', async () => {
    const { id } = await schedules.create();
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
      [{ params: { tanggalAkhir: '2025-10-01' } }, 'body.params.tanggalMulai'],
      [{ period: 'last-7-days', params: { tanggalMulai: '2025-10-01' } }, 'body.period'],
      [{ period: 'last-5-days' }, 'body.period'],
      [{ delimiter: ';' }, 'body.delimiter'],
      // These can be read, and are never due.
      [{ cron: '0 0 31 2,4 *' }, 'body.cron'],
      [{ recipients: ['sité@example.test'] }, 'body.recipients[0]'],
    ] as const) {
      for (const answer of [
        await schedules.call('POST', '', { ...dailySchedule, ...change }),
        await schedules.call('PATCH', `/${id}`, change),
      ]) {
        expect([answer.status, change]).toEqual([400, change]);
        expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
      }
    }
    expect((await schedules.call('PATCH', `/${id}`, { report: 'performance' })).status).toBe(400);
    expect((await schedules.call('GET', `/${id}`)).body).toMatchObject({ version: 1 });
  });

  it('is about days that are reckoned at each run: the given period, dates, or one that fits the cron', async () => {
    const daily = await schedules.create();
    expect(daily.period).toBe('yesterday');
    expect((await schedules.create({ cron: '0 7 1 * *', params: {} })).period).toBe('last-month');
    expect((await schedules.create({ report: 'action-types', params: {} })).period).toBe(null);
    const path = `/${daily.id}`;
    const changed = async (change: Record<string, unknown>) => {
      const { body } = await schedules.call('PATCH', path, change);
      return [body['period'], body['params']];
    };
    expect(await changed({ period: 'this-week' })).toEqual(['this-week', { groupBy: 'DAILY' }]);
    expect(await changed({ cron: '0 8 * * *' })).toEqual(['this-week', { groupBy: 'DAILY' }]);
    const dates = { groupBy: 'DAILY', tanggalMulai: '2025-10-01', tanggalAkhir: '2025-10-02' };
    expect(await changed({ params: dates })).toEqual([null, dates]);
    expect(await changed({ period: 'today' })).toEqual(['today', { groupBy: 'DAILY' }]);
    expect(await changed({ period: null })).toEqual(['yesterday', { groupBy: 'DAILY' }]);
  });

  it('mails to domains in any script, as DNS knows them', async () => {
    const { recipients } = await schedules.create({ recipients: ['ani@bücher.example', 'budi@例え.jp'] });
    expect(recipients).toEqual(['ani@xn--bcher-kva.example', 'budi@xn--r8jz45g.jp']);
    const twice = { ...dailySchedule, recipients: ['ani@bücher.example', 'ANI@xn--bcher-kva.example'] };
    expect((await schedules.call('POST', '', twice)).body).toMatchObject({
      errors: [{ field: 'body.recipients' }],
    });
    const refused = await schedules.call('POST', '', { ...dailySchedule, recipients: ['sité@example.test'] });
    expect(JSON.stringify(refused.body['errors'])).toContain('in front of the @');
  });

  it('are limited by owner, and so are addresses that are no users, also when two are made at once', async () => {
    const insert = (count: number, recipients: string) =>
      api.sql(`insert into report_schedules (name, report, parameters, format, cron, timezone, recipients, owner_id, next_run_at)
        select 'n', 'consumption', '{}', 'csv', '0 7 * * *', 'Asia/Jakarta', ${recipients}, ${admin.userId}, now() + interval '1 day'
        from generate_series(1, ${count}) n`);
    const outside = (from: number, to: number) =>
      `array(select 'outside' || a || '@example.test' from generate_series(${from}, ${to}) a)`;
    await insert(1, outside(1, OUTSIDE_RECIPIENTS_PER_OWNER - 1));
    await createTestPrincipal(api.database, { email: `inside${admin.userId}@example.test` });
    await schedules.create({
      recipients: ['OUTSIDE1@example.test', `Inside${admin.userId}@example.test`, 'last@example.test'],
    });
    const { id } = await schedules.create({ recipients: ['last@example.test'] });
    for (const answer of [
      await schedules.call('POST', '', { ...dailySchedule, recipients: ['more@example.test'] }),
      await schedules.call('PATCH', `/${id}`, { recipients: ['more@example.test'] }),
    ]) {
      expect([answer.status, answer.body]).toMatchObject([
        409,
        { code: 'too_many_outside_recipients', limit: OUTSIDE_RECIPIENTS_PER_OWNER },
      ]);
    }
    await insert(SCHEDULES_PER_OWNER - 4, `'{last@example.test}'`);
    const both = { ...dailySchedule, recipients: ['last@example.test'] };
    const answers = await Promise.all([1, 2, 3].map(() => schedules.call('POST', '', both)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'too_many_schedules' });
  });

  /** The rows of a list as a reader sees them who goes on and on, and meanwhile something comes in. */
  const readOn = async <T>(
    path: string,
    actor: UserPrincipal,
    meanwhile: () => Promise<unknown>,
  ): Promise<T[]> => {
    const seen: T[] = [];
    for (let after: string | null = ''; after !== null;) {
      const search = `?limit=2${after && `&after=${after}`}`;
      const { status, body } = await schedules.call('GET', `${path}${search}`, undefined, actor);
      expect(status).toBe(200);
      seen.push(...(body['data'] as T[]));
      after = body['next'] as string | null;
      await meanwhile();
    }
    return seen;
  };

  it('is listed behind what was seen, while others are made', async () => {
    for (let n = 0; n < 5; n += 1) await schedules.create();
    const { body } = await schedules.call('GET', '?limit=200');
    const before = (body['data'] as { id: number }[]).map(({ id }) => id);
    let others = await createTestPrincipal(api.database, { role: 'administrator' });
    let made = 0;
    const seen = await readOn<{ id: number }>('', admin, async () => {
      made += 1;
      if (made % 40 === 0) others = await createTestPrincipal(api.database, { role: 'administrator' });
      await schedules.create({}, others);
    });
    expect([seen.map(({ id }) => id), body['next']]).toEqual([before, null]);
  });

  it('has runs that are listed behind what was seen, while others come in', async () => {
    const { id } = await schedules.create();
    const run = (after: string) =>
      api.sql(
        `insert into report_schedule_runs (schedule_id, due_at, skipped)
         values (${id}, timestamptz '2025-10-01Z' + interval '${after}', 'owner_gone')`,
      );
    // Within one millisecond too.
    for (const each of ['0', '1 microsecond', '2 microseconds', '1 day', '2 days']) await run(each);
    let day = 3;
    const seen = await readOn<{ dueAt: string }>(`/${id}/runs`, admin, () => run(`${day++} days`));
    const days = seen.map(({ dueAt }) => dueAt.slice(0, 10));
    expect(days).toEqual(['2025-10-03', '2025-10-02', '2025-10-01', '2025-10-01', '2025-10-01']);
  });

  it('has runs that are found behind a cursor by an index, however many there are', async () => {
    const { id } = await schedules.create();
    await api.sql(
      `insert into report_schedule_runs (schedule_id, due_at, skipped)
       select ${id}, timestamptz '2024-01-01Z' + n * interval '1 hour', 'owner_gone' from generate_series(1, 5000) n`,
    );
    await api.sql('analyze report_schedule_runs');
    const { body } = await schedules.call('GET', `/${id}/runs?page=200`);
    const spy = jest.spyOn(api.database.fork().getConnection(), 'execute');
    await listScheduleRuns(api.database, admin, id, { page: 1, limit: 20, after: String(body['next']) });
    const [sql, parameters] = spy.mock.calls.find(([each]) => String(each).includes('order by due_at'))!;
    spy.mockRestore();
    const em = api.database.fork();
    const lines = await query<{ 'QUERY PLAN': string }>(
      em,
      `explain ${String(sql)}`,
      parameters as SqlValue[],
    );
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/report_schedule_runs_schedule_id_due_at[\s\S]*Index Cond: .*due_at </);
    expect(plan).not.toMatch(/Sort|Filter|Seq Scan/);
  });

  it('needs the permission of the report, and is seen by its owner and by administrators', async () => {
    const employee = await createTestPrincipal(api.database, { role: 'employee' });
    const colleague = await createTestPrincipal(api.database, { role: 'administrator' });
    expect((await schedules.call('POST', '', dailySchedule, null)).status).toBe(401);
    expect((await schedules.call('POST', '', dailySchedule, employee)).status).toBe(403);
    const { id } = await schedules.create({}, colleague);
    expect((await schedules.call('GET', `/${id}`, undefined, admin)).status).toBe(200);
    for (const [method, path] of [
      ['GET', `/${id}`],
      ['GET', `/${id}/runs`],
      ['PATCH', `/${id}`],
      ['DELETE', `/${id}`],
    ] as const) {
      const body = method === 'PATCH' ? { name: 'x' } : undefined;
      expect([path, (await schedules.call(method, path, body, employee)).status]).toEqual([path, 404]);
    }
    // Who lost the permission sees their schedule and may end it, but not change it.
    await api.sql(`update user_roles set role_key = 'employee' where user_id = ${colleague.userId}`);
    expect((await schedules.call('PATCH', `/${id}`, { name: 'x' }, colleague)).status).toBe(403);
    expect((await schedules.call('DELETE', `/${id}`, undefined, colleague)).status).toBe(204);
  });

  it('ends with its owner’s account, and forgets a reader who leaves: without any reader it pauses', async () => {
    const email = 'Pergi@example.test';
    const leaver = await createTestPrincipal(api.database, { role: 'administrator', email });
    const own = await schedules.create({}, leaver);
    const shared = await schedules.create({ recipients: ['ani@example.test', 'pergi@EXAMPLE.test'] });
    const alone = await schedules.create({ recipients: [email] });
    const other = await schedules.create();
    const erase = () =>
      transaction(api.unitOfWork, backgroundContext(testLog, 'test', leaver.userId), (tx) =>
        reportScheduleData.erase(tx, leaver.userId),
      );
    await erase();
    // As the account does it, last.
    await api.sql(`update users set email = null where id = ${leaver.userId}`);
    await erase();
    const read = async ({ id }: { id: number }) => (await schedules.call('GET', `/${id}`)).body;
    expect(await read(own)).toMatchObject({ code: 'not_found' });
    expect(await read(shared)).toMatchObject({
      recipients: ['ani@example.test'],
      isActive: true,
      version: 2,
    });
    expect(await read(alone)).toMatchObject({ recipients: [], isActive: false, version: 2, nextRunAt: null });
    expect(await read(other)).toEqual(other);
    expect(await schedules.trail(own.id)).toEqual(['REPORT_SCHEDULE_CREATED', 'REPORT_SCHEDULE_DELETED']);
    expect(await schedules.trail(alone.id)).toEqual(['REPORT_SCHEDULE_CREATED', 'REPORT_SCHEDULE_UPDATED']);
    expect(
      await api.sql(`select detail from log_audit_trail where position('@example' in detail) > 0`),
    ).toEqual([]);
    const resume = (change: object) => schedules.call('PATCH', `/${alone.id}`, { isActive: true, ...change });
    expect((await resume({})).status).toBe(400);
    expect((await resume({ recipients: ['ani@example.test'] })).body).toMatchObject({ isActive: true });
  });
});
