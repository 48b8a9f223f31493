import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { defineReport, streamRows } from '@antrean/platform/report';
import { readPdf } from '@antrean/testing';
import { z } from 'zod';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { maskIdentifier } from '@antrean/sign-in/testing';
import { insertOrders } from '@antrean/meal-orders/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { parseCsv } from './csv-text.factory.ts';
import { startReportApi, type ReportApi } from './testing.ts';

const EVERY_REPORT = [
  '/api/reports/consumption',
  '/api/reports/department',
  '/api/reports/performance',
  '/api/reports/rejections',
  '/api/reports/audit-trail',
  '/api/reports/audit-trail/order/PM-20251001-001',
  '/api/reports/audit-trail/action-types',
];

const permission = definePermissions('reports', ['test']).test;
/** A statement that never ends, and one that fails after its first rows. */
const endless = defineReport({
  name: 'endless',
  path: '/api/reports/endless',
  title: { id: 'Tanpa akhir', en: 'Endless' },
  summary: 'For tests',
  permission,
  parameters: z.object({ first: z.coerce.number().int().default(0) }),
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' }, format: 'integer' }],
  rows: ({ database, signal }, { first }) =>
    streamRows<{ n: number }>(
      database,
      `select n, case when n > ? then pg_sleep(600) end from generate_series(1, 100000000) n /* endless */`,
      [first],
      signal,
    ),
});
const broken = defineReport({
  name: 'broken',
  path: '/api/reports/broken',
  title: { id: 'Rusak', en: 'Broken' },
  summary: 'For tests',
  permission,
  parameters: z.object({}),
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' }, format: 'integer' }],
  rows: ({ database, signal }) => streamRows<{ n: number }>(database, `select 1 / 0 as n`, [], signal),
});

describe('reports over HTTP', () => {
  let api: ReportApi;
  let admin: UserPrincipal;

  beforeAll(async () => {
    api = await startReportApi({ reports: [endless, broken] });
    const { database } = api;
    admin = await createTestPrincipal(database, { role: 'administrator', fullName: 'Ana Μαρία Жданова' });
    const it = await createDepartment(database, { name: 'IT "Core", Department' });
    const formula = await createDepartment(database, { name: '=HYPERLINK("http://evil.test")' });
    const foreign = await createDepartment(database, { name: 'Κουζίνα и Кухня' });
    const morning = await createShift(database, { name: 'Shift 1' });
    const night = await createShift(database, { name: 'Shift 2' });
    const { id: departmentId } = it;
    const completed = (day: number, departmentId: number, shiftId: number, quantity: number) => ({
      createdAt: `2025-10-0${day}T01:00:00Z`,
      acceptedAt: `2025-10-0${day}T01:11:00Z`,
      readyAt: `2025-10-0${day}T01:42:30Z`,
      pickedUpAt: `2025-10-0${day}T01:50:00Z`,
      completedAt: `2025-10-0${day}T02:03:00Z`,
      status: 'COMPLETE',
      departmentId,
      shiftId,
      quantity,
    });
    await insertOrders(database, admin.userId, admin.karyawanId!, [
      completed(1, departmentId, morning.id, 120),
      completed(1, departmentId, night.id, 33),
      completed(2, formula.id, night.id, 2_417),
      completed(3, foreign.id, morning.id, 9),
      ...[1, 2, 3].map((n) => ({
        code: `PM-20251004-00${n}`,
        createdAt: '2025-10-04T03:00:00Z',
        departmentId,
        shiftId: morning.id,
        quantity: 10 + n,
        originalQuantity: 20 + n,
        status: 'MENUNGGU_PERSETUJUAN',
        requestType: 'EDIT' as const,
        approvalStatus: 'PENDING' as const,
        kitchenNote: n === 1 ? '+6281 "stok", habis\nbesok lagi' : 'stok',
      })),
    ]);
  });
  afterAll(() => api.close());

  const get = (path: string, headers: Record<string, string> = {}) => api.fetch(admin, path, { headers });
  /** Numbers below a value, of whatever depth, without ids. */
  const figures = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, below]) => (/^(id|.*Id)$/.test(key) ? [] : figures(below)))
        : [];

  it('S3-RPT-01 reports are for administrators; JSON is what they get when they name no format', async () => {
    const others = await Promise.all(
      ['employee', 'dapur', 'delivery', 'production_manager', 'customer'].map((role) =>
        createTestPrincipal(api.database, { role }),
      ),
    );
    for (const path of EVERY_REPORT) {
      expect((await api.fetch(null, path)).status).toBe(401);
      for (const other of others) expect((await api.fetch(other, path)).status).toBe(403);
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    }
    const superAdmin = await createTestPrincipal(api.database, { role: 'super_admin' });
    expect((await api.fetch(superAdmin, '/api/reports/consumption')).status).toBe(200);
  });

  it('S3-RPT-08 S3-RPT-09 S3-RPT-11 CSV holds the same figures as JSON, as a file to save', async () => {
    const range = 'tanggalMulai=2025-10-01&tanggalAkhir=2025-10-07';
    for (const name of ['consumption', 'department', 'performance']) {
      const json: unknown = await (await get(`/api/reports/${name}?${range}`)).json();
      const answer = await get(`/api/reports/${name}?${range}&format=csv`);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename=${name}-2025-10-01_2025-10-07\\.csv$`),
      );
      const rows = parseCsv(await answer.text());
      const inCsv = rows.flatMap((row) =>
        Object.entries(row).flatMap(([key, text]) =>
          /Id$/.test(key) || !/^-?[\d.]+$/.test(text) ? [] : [Number(text)],
        ),
      );
      expect(inCsv).toEqual(figures(json));
      expect(inCsv.length).toBeGreaterThan(5);
    }
    const consumption = parseCsv(await (await get(`/api/reports/consumption?${range}&format=csv`)).text());
    expect(consumption[0]).toEqual({ period: '2025-10-01', totalOrders: '2', totalMeals: '153' });
    const performance = parseCsv(await (await get(`/api/reports/performance?${range}&format=csv`)).text());
    expect(performance.map(({ scope }) => scope)).toEqual([
      'overall',
      'department',
      'department',
      'department',
      'shift',
      'shift',
    ]);
  });

  it('S3-RPT-08 CSV quotes as RFC 4180 says, takes formulas their power, and begins with a BOM when asked', async () => {
    const departments = await get('/api/reports/department?format=csv');
    const rows = parseCsv(await departments.text());
    expect(rows.map(({ departmentName }) => departmentName)).toEqual([
      'IT "Core", Department',
      `'=HYPERLINK("http://evil.test")`,
      'Κουζίνα и Кухня',
    ]);
    const rejections = parseCsv(await (await get('/api/reports/rejections?format=csv')).text());
    expect(rejections.at(-1)).toMatchObject({
      catatanDapur: `'+6281 "stok", habis\nbesok lagi`,
      catatanAdmin: '',
      requiresApproval: 'true',
      waktuDibuat: '2025-10-04T03:00:00.000Z',
    });
    const bytes = async (path: string) =>
      [...new Uint8Array(await (await get(path)).arrayBuffer())].slice(0, 3);
    expect(await bytes('/api/reports/department?format=csv&bom=true')).toEqual([0xef, 0xbb, 0xbf]);
    expect(await bytes('/api/reports/department?format=csv')).not.toEqual([0xef, 0xbb, 0xbf]);
  });

  it('S3-RPT-10 rejections in CSV are the page that was asked for', async () => {
    const codes = async (query: string) =>
      parseCsv(await (await get(`/api/reports/rejections?format=csv&${query}`)).text()).map(
        ({ kodePesanan }) => kodePesanan,
      );
    expect(await codes('page=1&limit=2')).toEqual(['PM-20251004-003', 'PM-20251004-002']);
    expect(await codes('page=2&limit=2')).toEqual(['PM-20251004-001']);
  });

  it('S3-RPT-08 the audit trail in CSV is flat, with the columns of the viewer', async () => {
    await api.drain();
    await api.fetch(null, '/api/auth/login', { method: 'POST', body: { nik: '=cmd()', password: 'x' } });
    await api.drain();
    // People type passwords there: the trail has the mask of what nobody is called.
    const mask = maskIdentifier('=cmd()', api.config);
    const search = encodeURIComponent(mask);
    const lines = parseCsv(
      await (await get(`/api/reports/audit-trail?aksi=LOGIN_FAILURE&search=${search}&format=csv`)).text(),
    );
    expect(lines).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        aksi: 'LOGIN_FAILURE',
        detail: expect.stringContaining(mask),
        userId: '',
        nomorIndukKaryawan: '',
        namaLengkap: '',
        roleAccess: '',
        departmentId: '',
        jabatanId: '',
      },
    ]);
  });

  it('S3-RPT-12 S3-RPT-11 CARD-JOB-04 every report is a real PDF, in which every figure of the JSON can be found', async () => {
    const range = 'tanggalMulai=2025-10-01&tanggalAkhir=2025-10-07';
    // Something for the trail, whatever was done before.
    await api.fetch(null, '/api/auth/login', { method: 'POST', body: { nik: 'NOBODY', password: 'x' } });
    await api.drain();
    for (const path of EVERY_REPORT) {
      const query = /consumption|department|performance|rejections/.test(path) ? `?${range}` : '';
      const json: unknown = await (await get(`${path}${query}`)).json();
      const answer = await get(`${path}${query}${query ? '&' : '?'}format=pdf`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=[\w-]+\.pdf$/);
      const pdf = new Uint8Array(await answer.arrayBuffer());
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
      expect(answer.headers.get('content-length')).toBe(String(pdf.length));
      const text = (await readPdf(pdf)).join('\n');
      expect(text).toContain('Ana Μαρία Жданова');
      // Numbers are written as Indonesians read them: 2.417 and 33,4.
      const written = new Set(
        text.match(/\d[\d.,]*/g)?.map((number) => Number(number.replaceAll('.', '').replace(',', '.'))),
      );
      const paging = /rejections|audit-trail$/.test(path);
      const wanted = figures(paging ? (json as { data: unknown }).data : json);
      for (const figure of wanted) expect(written).toContain(figure);
      if (!path.includes('audit')) expect(wanted.length).toBeGreaterThan(5);
      if (path.endsWith('audit-trail')) expect(text).toContain('LOGIN_FAILURE');
      if (path.endsWith('action-types'))
        for (const action of json as string[]) expect(text).toContain(action);
    }
  });

  it('S3-RPT-12 PDF shows texts in other scripts, and those who read English get English', async () => {
    await api.sql(`update users set language = 'en' where id = ${admin.userId}`);
    try {
      const answer = await get('/api/reports/department?format=pdf');
      const text = (await readPdf(new Uint8Array(await answer.arrayBuffer()))).join('\n');
      expect(text).toContain('Κουζίνα и Кухня');
      expect(text).toContain('Department Report');
      expect(text).toContain('2,417');
    } finally {
      await api.sql(`update users set language = 'id' where id = ${admin.userId}`);
    }
  });

  it("S3-RPT-12 PDF says enumerated values in words of the reader's language, and days without orders in the chart", async () => {
    const range = 'tanggalMulai=2025-10-01&tanggalAkhir=2025-10-07';
    const textOf = async (query: string): Promise<string> => {
      const answer = await get(`/api/reports/${query}&format=pdf`);
      return (await readPdf(new Uint8Array(await answer.arrayBuffer()))).join('\n');
    };
    const words = {
      id: {
        grouping: 'Harian',
        status: 'Menunggu',
        rest: 'persetujuan',
        request: 'Perubahan',
        scope: 'Keseluruhan',
      },
      en: { grouping: 'Daily', status: 'Awaiting', rest: 'approval', request: 'Edit', scope: 'Overall' },
    };
    for (const language of ['id', 'en'] as const) {
      await api.sql(`update users set language = '${language}' where id = ${admin.userId}`);
      const { grouping, status, rest, request, scope } = words[language];
      const consumption = await textOf(`consumption?${range}`);
      expect(consumption).toContain(grouping);
      // 5 October had no orders: it is in no row, and has a place in the chart.
      expect(consumption).toContain('2025-10-05');
      const rejections = await textOf(`rejections?${range}`);
      for (const word of [status, rest, request]) expect(rejections).toContain(word);
      const performance = await textOf(`performance?${range}`);
      expect(performance).toContain(scope);
      for (const text of [consumption, rejections, performance])
        expect(text).not.toMatch(/DAILY|MENUNGGU_|PENDING|EDIT|\boverall\b/);
    }
    await api.sql(`update users set language = 'id' where id = ${admin.userId}`);
  });

  it('refuses parameters that it does not know or cannot read, by name', async () => {
    for (const [query, field] of [
      ['shift=1', 'query.shift'],
      ['groupBy=YEARLY', 'query.groupBy'],
      ['tanggalMulai=2025-13-01', 'query.tanggalMulai'],
      ['tanggalMulai=2025-10-02&tanggalAkhir=2025-10-01', 'query.tanggalAkhir'],
      ['format=xlsx', 'query.format'],
      ['groupBy=DAILY&groupBy=WEEKLY', 'query.groupBy'],
    ]) {
      const answer = await get(`/api/reports/consumption?${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
    }
  });

  it('a statement that fails is told as a problem, not as half a file', async () => {
    const answer = await get('/api/reports/broken?format=csv');
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'internal_error' });
  });

  it('who leaves stops the statement, before the first row and in the middle of the file', async () => {
    const active = async (): Promise<number> => {
      const [row] = await api.sql<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
         where datname = current_database() and state = 'active' and query like '%/* endless */%' and pid <> pg_backend_pid()`,
      );
      return row?.n ?? 0;
    };
    const until = async (condition: () => Promise<boolean>): Promise<void> => {
      while (!(await condition())) await api.sql('select 1');
    };
    const token = accessTokenOf(admin, api.config);
    for (const first of [0, 20_000]) {
      const leaving = new AbortController();
      const download = fetch(`${api.url}/api/reports/endless?format=csv&first=${first}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: leaving.signal,
      }).then((answer) => answer.text());
      const ended = download.then(
        () => 'read to its end',
        () => 'left',
      );
      await until(async () => (await active()) === 1);
      leaving.abort();
      expect(await ended).toBe('left');
      await until(async () => (await active()) === 0);
    }
  });
});
