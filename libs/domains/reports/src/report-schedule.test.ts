import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@antrean/platform/outbox';
import { createTestActor } from '../../identity/src/identity.factory.ts';
import { startReportApi, type ReportApi } from './report-api.factory.ts';
import type { ReportScheduleView } from './report-schedule.contract.ts';
import { dailySchedule, reportSchedules, type ReportSchedules } from './report-schedule.factory.ts';

describe('report schedules', () => {
  let api: ReportApi;
  let admin: Actor;
  let schedules: ReportSchedules;
  beforeAll(async () => {
    api = await startReportApi();
  });
  beforeEach(async () => {
    admin = await createTestActor(api.database, { role: 'administrator' });
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

  it('needs the permission of the report, and is seen by its owner and by administrators', async () => {
    const employee = await createTestActor(api.database, { role: 'employee' });
    const colleague = await createTestActor(api.database, { role: 'administrator' });
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
});
