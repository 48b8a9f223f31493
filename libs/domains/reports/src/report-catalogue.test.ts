import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { insertOrders } from '@antrean/meal-orders/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { TABLE_ROWS } from './read-table.ts';
import { startReportApi, type ReportApi } from './testing.ts';

interface Card {
  name: string;
  title: string;
  takesDates: boolean;
  columns: string[];
  inputs: {
    name: string;
    kind: string;
    required: boolean;
    choices: { value: string; label: string }[] | null;
  }[];
}
interface Table {
  rows: unknown[][];
  columns: { key: string; header: string; format: string }[];
  totals: unknown[] | null;
  chart: { labels: string[]; series: { values: number[] }[] } | null;
  isCut: boolean;
  params: Record<string, unknown>;
}

describe('the catalogue of reports', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  let employee: UserPrincipal;

  beforeAll(async () => {
    api = await startReportApi();
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
    employee = await createTestPrincipal(api.database, { role: 'employee' });
    const department = await createDepartment(api.database, { name: 'IT Department' });
    const shift = await createShift(api.database, { name: 'Shift 1' });
    await insertOrders(api.database, admin.userId, admin.karyawanId!, [
      { createdAt: '2025-10-01T03:00:00Z', departmentId: department.id, shiftId: shift.id, quantity: 7 },
      { createdAt: '2025-10-03T03:00:00Z', departmentId: department.id, shiftId: shift.id, quantity: 5 },
    ]);
  });
  afterAll(() => api.close());

  const cards = async (actor: UserPrincipal, language: string): Promise<Card[]> => {
    const answer = await api.fetch(actor, '/api/reports', { headers: { 'accept-language': language } });
    return ((await answer.json()) as { data: Card[] }).data;
  };
  const ask = (body: unknown, actor = admin, language = 'en') =>
    api.fetch(actor, '/api/report-tables', {
      method: 'POST',
      body,
      headers: { 'accept-language': language },
    });
  const table = async (body: unknown, language?: string): Promise<Table> => {
    const answer = await ask(body, admin, language);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Table;
  };

  it('tells the reports that one may read, and what each takes, in the language of the reader', async () => {
    const offered = await cards(admin, 'id');
    expect(offered.map(({ name }) => name)).toEqual(api.reports.map(({ name }) => name));
    expect(offered.find(({ name }) => name === 'consumption')).toMatchObject({
      title: 'Laporan Konsumsi',
      takesDates: true,
      columns: ['Periode', 'Jumlah Pesanan', 'Jumlah Porsi'],
      inputs: [
        { name: 'tanggalMulai', label: 'Mulai tanggal', kind: 'date', required: false },
        { name: 'tanggalAkhir', kind: 'date' },
        {
          name: 'groupBy',
          kind: 'choice',
          required: false,
          default: 'DAILY',
          choices: [
            { value: 'DAILY', label: 'Harian' },
            { value: 'WEEKLY', label: 'Mingguan' },
            { value: 'MONTHLY', label: 'Bulanan' },
          ],
        },
        { name: 'shiftId', kind: 'integer', of: 'shift' },
      ],
    });
    const history = (await cards(admin, 'en')).find(({ name }) => name === 'order-history');
    expect(history?.inputs).toMatchObject([
      { name: 'kodePesanan', label: 'Order code', kind: 'text', required: true, maxLength: 40 },
    ]);
    expect(await cards(employee, 'id')).toEqual([]);
  });

  it('a table has words, totals and a chart, which has the days without orders too', async () => {
    const october = { tanggalMulai: '2025-10-01', tanggalAkhir: '2025-10-03' };
    const read = await table({ report: 'consumption', params: october });
    expect(read).toMatchObject({
      title: 'Consumption Report',
      params: { ...october, groupBy: 'DAILY' },
      columns: [
        { key: 'period', header: 'Period', format: 'date' },
        { key: 'totalOrders', format: 'integer' },
        { key: 'totalMeals', format: 'integer' },
      ],
      rows: [
        ['2025-10-01', 1, 7],
        ['2025-10-03', 1, 5],
      ],
      totals: [null, 2, 12],
      isCut: false,
    });
    expect(read.chart?.labels).toHaveLength(3);
    expect(read.chart?.series[0]?.values).toEqual([7, 0, 5]);
    const performance = await table({ report: 'performance' }, 'id');
    expect(performance.rows[0]?.[0]).toBe('Keseluruhan');
  });

  it('a table is cut where a screen has had enough, and reads no more of what is long', async () => {
    await api.sql(
      `select append_audit_lines(jsonb_agg(jsonb_build_object(
         'at', '2025-10-01', 'event_id', gen_random_uuid(), 'seq', -n, 'action', 'BULK', 'detail', 'x')))
       from generate_series(1, 600) n`,
    );
    const read = await table({ report: 'audit-trail', params: { aksi: 'BULK' } });
    expect([read.rows.length, read.isCut, read.chart, read.totals]).toEqual([TABLE_ROWS, true, null, null]);
  });

  it('refuses who may not read the report, and what it does not take', async () => {
    expect((await ask({ report: 'consumption' }, employee)).status).toBe(403);
    const wrong = await ask({
      report: 'consumption',
      params: { tanggalMulai: '2025-10-02', tanggalAkhir: '2025-10-01' },
    });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ errors: [{ field: 'body.params.tanggalAkhir' }] });
    expect((await ask({ report: 'consumption', params: { nonsense: 1 } })).status).toBe(400);
    expect((await ask({ report: 'nonsense' })).status).toBe(400);
  });

  it('lists the jobs of all, or only those that one asked for', async () => {
    const other = await createTestPrincipal(api.database, { role: 'administrator' });
    const wish = { report: 'consumption', format: 'csv' };
    for (const actor of [admin, other])
      await api.fetch(actor, '/api/report-jobs', { method: 'POST', body: wish });
    const whose = async (search: string) => {
      const answer = await api.fetch(admin, `/api/report-jobs${search}`);
      const { data, total } = (await answer.json()) as { data: { requestedBy: number }[]; total: number };
      return [data.map(({ requestedBy }) => requestedBy), total];
    };
    expect(await whose('')).toEqual([[other.userId, admin.userId], 2]);
    expect(await whose('?mine=true')).toEqual([[admin.userId], 1]);
  });
});
