import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { dailySchedule, reportSchedules, type ReportSchedules } from './report-schedule.factory.ts';

describe('a report schedule, looked at and run by hand', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  let schedules: ReportSchedules;
  beforeAll(async () => {
    api = await startReportApi();
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
    schedules = reportSchedules(api, admin);
  });
  afterAll(() => api.close());

  const nextRuns = (search: string) => schedules.call('GET', `/next-runs?${search}`);

  it('the next five runs are told on the clocks of the zone, with the days that each is about', async () => {
    const { status, body } = await nextRuns('cron=0+7+*+*+1-5&timezone=Europe/Berlin&period=yesterday');
    expect(status).toBe(200);
    const runs = body['data'] as {
      at: string;
      local: string;
      utcOffsetMinutes: number;
      tanggalMulai: string;
      tanggalAkhir: string;
    }[];
    expect(runs).toHaveLength(5);
    for (const { at, local, utcOffsetMinutes, tanggalMulai, tanggalAkhir } of runs) {
      expect(local).toMatch(/T07:00$/);
      expect(new Date(`${local}:00Z`).getTime() - utcOffsetMinutes * 60_000).toBe(Date.parse(at));
      expect([60, 120]).toContain(utcOffsetMinutes);
      expect([6, 0]).not.toContain(new Date(local.slice(0, 10)).getUTCDay());
      const before = new Date(Date.parse(local.slice(0, 10)) - 86_400_000).toISOString().slice(0, 10);
      expect([tanggalMulai, tanggalAkhir]).toEqual([before, before]);
    }
    expect(runs.map(({ at }) => at)).toEqual(runs.map(({ at }) => at).sort());
    expect((await nextRuns('cron=0+7+*+*+*')).body).toMatchObject({
      timezone: 'Asia/Jakarta',
      data: expect.arrayContaining([expect.objectContaining({ tanggalMulai: null })]),
    });
  });

  it('a cron or a zone that is none is named as it was asked', async () => {
    const cron = await nextRuns('cron=often');
    expect([cron.status, cron.body]).toMatchObject([400, { errors: [{ field: 'query.cron' }] }]);
    const zone = await nextRuns('cron=0+7+*+*+*&timezone=Mars');
    expect([zone.status, zone.body]).toMatchObject([400, { errors: [{ field: 'query.timezone' }] }]);
  });

  it('a run by hand makes and mails one report, also while the schedule is paused, and leaves when it is due', async () => {
    const schedule = await schedules.create({ isActive: false });
    const asked = await schedules.call('POST', `/${schedule.id}/run`, undefined, admin, {
      'idempotency-key': 'once',
    });
    const again = await schedules.call('POST', `/${schedule.id}/run`, undefined, admin, {
      'idempotency-key': 'once',
    });
    expect([asked.status, again.status, again.body['id']]).toEqual([202, 202, asked.body['id']]);
    await api.drain();
    expect(await schedules.runsOf(schedule.id)).toEqual([
      expect.objectContaining({ id: asked.body['id'], reportJobId: expect.any(String), skipped: null }),
    ]);
    expect((await schedules.mails()).map(({ to }) => to).sort()).toEqual(dailySchedule.recipients);
    const after = (await schedules.call('GET', `/${schedule.id}`)).body;
    expect(after).toMatchObject({ isActive: false, nextRunAt: null, lastRunAt: expect.any(String) });
    expect(await schedules.trail(schedule.id)).toContain('REPORT_SCHEDULE_RUN_ASKED');
  });

  it('is for who sees the schedule and may read its report', async () => {
    const { id } = await schedules.create();
    const employee = await createTestPrincipal(api.database, { role: 'employee' });
    expect((await schedules.call('POST', `/${id}/run`, undefined, employee)).status).toBe(404);
    await api.sql(`update report_schedules set owner_id = ${employee.userId} where id = ${id}`);
    expect((await schedules.call('POST', `/${id}/run`, undefined, employee)).status).toBe(403);
    await api.drain();
    expect(await schedules.runsOf(id)).toEqual([]);
  });
});
