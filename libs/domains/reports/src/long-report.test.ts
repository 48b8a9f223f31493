import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { defineReport, streamRows } from '@antrean/platform/report';
import type { ReportJobView } from '@antrean/report-jobs';
import { z } from 'zod';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { parseCsv } from './csv-text.factory.ts';
import { startReportApi, type ReportApi } from './testing.ts';

const LIMIT = 100;
/** How far was counted for a request; the worker counts all. */
const counted: number[] = [];

/** As many rows as are asked for; JSON is the list of them. */
const many = defineReport({
  name: 'many',
  path: '/api/reports/many',
  title: { id: 'Banyak', en: 'Many' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({ rows: z.coerce.number().int() }),
  response: z.array(z.object({ n: z.number(), text: z.string() })),
  columns: [
    { key: 'n', header: { id: 'n', en: 'n' } },
    { key: 'text', header: { id: 'Teks', en: 'Text' } },
  ],
  rows: ({ database, signal }, { rows }) =>
    streamRows<{ n: number; text: string }>(
      database,
      `select n + 0.5::float8 as n, '=' || n as text from generate_series(1, ?) n`,
      [rows],
      signal,
    ),
  size: async (_source, { rows }, upTo) => {
    if (upTo !== null) counted.push(upTo);
    return Math.min(rows, upTo ?? rows);
  },
  directRows: LIMIT,
});

describe('reports that are long', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  beforeAll(async () => {
    api = await startReportApi({ reports: [many] });
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
  });
  afterAll(() => api.close());

  const get = (query: string, actor = admin) => api.fetch(actor, `/api/reports/many?${query}`);
  const jobOf = async (query: string, actor = admin): Promise<ReportJobView> => {
    const answer = await get(query, actor);
    expect(answer.status).toBe(202);
    const job = (await answer.json()) as ReportJobView;
    expect(answer.headers.get('location')).toBe(`/api/report-jobs/${job.id}`);
    expect(answer.headers.get('preference-applied')).toBeNull();
    return job;
  };

  it.each(['json', 'csv'])(
    '%s is answered at once up to a number of rows, which is counted no further',
    async (format) => {
      counted.length = 0;
      const answer = await get(`rows=${LIMIT}&format=${format}`);
      expect(answer.status).toBe(200);
      const text = await answer.text();
      const rows: unknown = format === 'json' ? JSON.parse(text) : parseCsv(text);
      expect(rows).toHaveLength(LIMIT);
      expect((await jobOf(`rows=${LIMIT + 1}&format=${format}`)).format).toBe(format);
      expect(counted).toEqual([LIMIT + 1, LIMIT + 1]);
    },
  );

  it('S3-RPT-08 a longer one is a report job, whose file is what the answer would have been', async () => {
    await api.stopWorker();
    const format = 'format=csv&delimiter=semicolon&bom=true';
    const short = Buffer.from(await (await get(`rows=${LIMIT}&${format}`)).arrayBuffer());
    const job = await jobOf(`rows=${LIMIT + 1}&${format}`);
    expect(job).toMatchObject({
      report: 'many',
      params: { rows: LIMIT + 1 },
      format: 'csv',
      delimiter: 'semicolon',
      bom: true,
      status: 'queued',
      requestedBy: admin.userId,
    });
    await api.startWorker();
    await api.drain();
    const file = await api.fetch(admin, `/api/report-jobs/${job.id}/download`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(Buffer.from(await file.arrayBuffer()).toString()).toBe(
      `${short.toString()}${LIMIT + 1},5;'=${LIMIT + 1}\r\n`,
    );
  });

  it.each(['csv', 'pdf'])(
    'repeated while its %s is made, a request is answered with the same job',
    async (format) => {
      await api.stopWorker();
      const other = await createTestPrincipal(api.database, { role: 'administrator' });
      const rows = LIMIT + 2;
      const prefer = { headers: { prefer: 'respond-async' } };
      const ask = async (query: string, actor = admin): Promise<string> => {
        const answer = await api.fetch(actor, `/api/reports/many?format=${format}&${query}`, prefer);
        expect(answer.status).toBe(202);
        return ((await answer.json()) as ReportJobView).id;
      };
      const [id, ...again] = await Promise.all(Array.from({ length: 10 }, () => ask(`rows=${rows}`)));
      expect(new Set(again)).toEqual(new Set([id]));
      const different = await Promise.all([
        ask(`rows=${rows}`, other),
        ask(`rows=${rows + 1}`),
        ask(`rows=${rows}&delimiter=semicolon`),
        ask(`rows=${rows}&bom=true`),
      ]);
      expect(new Set([id, ...different]).size).toBe(5);
      const [jobs] = await api.sql<{ n: number }>(
        `select count(*)::int as n from report_jobs where format = '${format}' and (parameters ->> 'rows')::int >= ${rows}`,
      );
      expect(jobs?.n).toBe(5);

      await api.startWorker();
      await api.drain();
      expect(await ask(`rows=${rows}`)).not.toBe(id);
      await api.drain();
    },
  );

  it('S3-RPT-08 the audit trail has a line too many for an answer, and a page that is none', async () => {
    await api.sql(
      `select append_audit_lines(jsonb_agg(jsonb_build_object('at', now(), 'event_id', gen_random_uuid(),
         'seq', 1000000 + n, 'action', 'COUNTED', 'detail', 'x'))) from generate_series(1, 20001) n`,
    );
    const trail = (query: string) => api.fetch(admin, `/api/reports/audit-trail?aksi=COUNTED&${query}`);
    const [long, page, json] = await Promise.all([
      trail('format=csv'),
      trail('format=csv&page=1&limit=2'),
      trail('format=json'),
    ]);
    expect([long.status, page.status, json.status]).toEqual([202, 200, 200]);
    expect(parseCsv(await page.text())).toHaveLength(2);
  });
});
