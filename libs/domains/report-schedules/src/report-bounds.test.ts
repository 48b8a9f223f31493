import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import { reportSchedules } from './report-schedule.factory.ts';

const ALL_TIME = 'tanggalMulai=0001-01-01&tanggalAkhir=9999-12-31';
const HUGE_ID = Number.MAX_SAFE_INTEGER;

/** What is asked, and the field that the refusal names; none where it is answered. */
const REPORTS: [query: string, field?: string][] = [
  ...['DAILY', 'WEEKLY', 'MONTHLY'].map((groupBy): [string] => [
    `consumption?${ALL_TIME}&groupBy=${groupBy}`,
  ]),
  [`department?${ALL_TIME}`],
  [`performance?${ALL_TIME}`],
  [`rejections?${ALL_TIME}`],
  [`audit-trail?${ALL_TIME}`],
  ['consumption?tanggalMulai=0000-01-01', 'query.tanggalMulai'],
  ['consumption?tanggalAkhir=10000-01-01', 'query.tanggalAkhir'],
  ['consumption?tanggalMulai=2025-02-30', 'query.tanggalMulai'],
  [`consumption?shiftId=${HUGE_ID}`],
  [`department?departmentId=${HUGE_ID}`],
  [`consumption?shiftId=${HUGE_ID}0`, 'query.shiftId'],
  [`audit-trail?userId=${HUGE_ID}`],
  [`audit-trail?search=${'%25_'.repeat(100)}`],
  [`audit-trail?search=${'x'.repeat(201)}`, 'query.search'],
  ['audit-trail?limit=201', 'query.limit'],
  ['audit-trail?page=1000001', 'query.page'],
  ['rejections?limit=1000000', 'query.limit'],
];

const SCHEDULES: [body: Record<string, string>, field: string][] = [
  [{ cron: '0 0 31 4 *' }, 'body.cron'],
  [{ cron: '0 0 30 2 *' }, 'body.cron'],
  [{ cron: '* * * * * *' }, 'body.cron'],
  [{ cron: '1-99999999 * * * *' }, 'body.cron'],
  [{ cron: `${'1,'.repeat(60)}1 * * * *` }, 'body.cron'],
  [{ timezone: 'Asia/Atlantis' }, 'body.timezone'],
  [{ timezone: '+07:00' }, 'body.timezone'],
  [{ timezone: 'A'.repeat(65) }, 'body.timezone'],
];

describe('what is reckoned with from outside is bounded', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  beforeAll(async () => {
    api = await startReportApi();
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
  });
  afterAll(() => api.close());

  it.each(REPORTS.map(([query, field]) => ({ query, field })))(
    'a report: $query',
    async ({ query, field }) => {
      const answer = await api.fetch(admin, `/api/reports/${query}`);
      const body: unknown = await answer.json();
      expect([answer.status, body]).toMatchObject(
        field === undefined
          ? [200, {}]
          : [
              400,
              {
                code: 'invalid_request',
                errors: expect.arrayContaining([expect.objectContaining({ field })]),
              },
            ],
      );
    },
  );

  it('a page behind what is counted', async () => {
    const answer = await api.fetch(admin, '/api/reports/audit-trail?page=1000000&limit=200');
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'page_not_counted' }]);
  });

  it.each(SCHEDULES)('a schedule: %j', async (changes, field) => {
    const wanted = {
      report: 'consumption',
      format: 'csv',
      cron: '0 7 * * *',
      recipients: ['a@example.test'],
    };
    const schedules = reportSchedules(api, admin);
    const { status, body } = await schedules.call('POST', '', { ...wanted, ...changes });
    expect([status, body]).toMatchObject([
      400,
      { code: 'invalid_request', errors: expect.arrayContaining([expect.objectContaining({ field })]) },
    ]);
  });
});
