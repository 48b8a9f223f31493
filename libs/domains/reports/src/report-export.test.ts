import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import type { CsvDelimiter } from '@antrean/platform/csv';
import { csvRecords, defineReport, streamRows } from '@antrean/platform/report';
import { readPdf } from '@antrean/testing';
import { z } from 'zod';
import { insertOrders } from '@antrean/meal-orders/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { parseCsv } from './csv-text.factory.ts';
import { hostileTexts } from './hostile-text.factory.ts';
import { startReportApi, type ReportApi } from './testing.ts';
import type { ReportJobView } from '@antrean/report-jobs';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';

const ROWS = 300_000;
const MEGABYTE = 1_048_576;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** What is still needed; when the collector would have come by itself is chance. */
function bytesHeld(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** How many rows have been taken from the database. */
let taken = 0;

const long = defineReport({
  name: 'long',
  path: '/api/reports/long',
  title: { id: 'Panjang', en: 'Long' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({}),
  response: z.array(z.unknown()),
  columns: [
    { key: 'n', header: { id: 'n', en: 'n' } },
    { key: 'text', header: { id: 'Teks', en: 'Text' } },
  ],
  rows: ({ database, signal }) => {
    const sql = `select n, repeat('x', 1000) as text from generate_series(1, ?) n`;
    const rows = streamRows<{ n: number; text: string }>(database, sql, [ROWS], signal);
    return {
      ...rows,
      csvRecords: async function* (keys: readonly string[], delimiter: CsvDelimiter) {
        for await (const records of rows.csvRecords(keys, delimiter)) {
          taken += records.length;
          yield records;
        }
      },
    };
  },
});
/** A statement that fails after 50,000 rows. */
const breaking = defineReport({
  name: 'breaking',
  path: '/api/reports/breaking',
  title: { id: 'Putus', en: 'Breaking' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({}),
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' } }],
  rows: ({ database, signal }) =>
    streamRows<{ n: number }>(
      database,
      `select n + 1 / (50000 - n) as n from generate_series(1, 100000) n`,
      [],
      signal,
    ),
});

describe('exports', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  beforeAll(async () => {
    api = await startReportApi({ reports: [long, breaking] });
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
  });
  afterAll(() => api.close());

  it('CSV flows only as fast as it is read: 300,000 rows take no memory, however slow the reader', async () => {
    const headers = { authorization: `Bearer ${accessTokenOf(admin, api.config)}` };
    const request = get(`${api.url}/api/reports/long?format=csv`, { headers });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const heldBefore = bytesHeld();
    // Nobody reads: the database is asked for no more than the buffers on the way hold.
    let last = -1;
    for (let unchanged = 0; unchanged < 200; unchanged = taken === last ? unchanged + 1 : 0) {
      last = taken;
      await api.sql('select 1');
    }
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(ROWS / 10);
    let [lines, bytes, peak, looked] = [0, 0, 0, 0];
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines += 1;
      if (bytes - looked < 20 * MEGABYTE) continue;
      looked = bytes;
      peak = Math.max(peak, bytesHeld() - heldBefore);
    }
    expect(lines).toBe(ROWS + 1);
    expect(bytes).toBeGreaterThan(ROWS * 1_000);
    // A tenth of the file.
    expect(peak).toBeLessThan(30 * MEGABYTE);
  }, 120_000);

  it('a file that breaks in the middle is a download that fails, not a shorter file', async () => {
    const answer = await api.fetch(admin, '/api/reports/breaking?format=csv');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it('CARD-JOB-04 what people typed, however hostile, arrives in CSV and PDF', async () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(60);
    const department = await createDepartment(api.database);
    const shift = await createShift(api.database);
    await insertOrders(
      api.database,
      admin.userId,
      admin.karyawanId!,
      hostileTexts.map((kitchenNote, n) => ({
        code: `HOST${String(n).padStart(3, '0')}`,
        createdAt: '2025-10-04T03:00:00Z',
        departmentId: department.id,
        shiftId: shift.id,
        status: 'MENUNGGU_PERSETUJUAN',
        requestType: 'REJECT' as const,
        approvalStatus: 'PENDING' as const,
        kitchenNote,
      })),
    );
    const jobs = await Promise.all(
      ['csv', 'pdf'].map(async (format) => {
        const body = { report: 'rejections', params: { limit: 200 }, format };
        const answer = await api.fetch(admin, '/api/report-jobs', { method: 'POST', body });
        return ((await answer.json()) as ReportJobView).id;
      }),
    );
    await api.drain();
    const [csv, pdf] = await Promise.all(
      jobs.map(async (id) => {
        const file = await api.fetch(admin, `/api/report-jobs/${id}/download`);
        expect(file.status).toBe(200);
        return Buffer.from(await file.arrayBuffer());
      }),
    );

    const rows = parseCsv(csv!.toString());
    expect(rows).toHaveLength(hostileTexts.length);
    const notes = new Map(rows.map((row) => [row['kodePesanan'], row['catatanDapur']]));
    hostileTexts.forEach((text, n) => {
      const written = notes.get(`HOST${String(n).padStart(3, '0')}`)!;
      // Nothing is lost, only apostrophes are added, and no cell begins like a formula.
      expect(written.replaceAll(`'`, '')).toBe(text.replaceAll(`'`, ''));
      expect(written).not.toMatch(/^[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠]/u);
    });

    const inDatabase = streamRows<{ text: string }>(
      api.database,
      `select value as text from jsonb_array_elements_text(?::jsonb)`,
      [JSON.stringify(hostileTexts)],
      new AbortController().signal,
    );
    const bytesOf = async (rows: Parameters<typeof csvRecords>[0]): Promise<string> =>
      Buffer.concat((await Array.fromAsync(csvRecords(rows, ['text']))).map(({ bytes }) => bytes)).toString();
    expect(await bytesOf(inDatabase)).toBe(await bytesOf(hostileTexts.map((each) => ({ text: each }))));

    const text = (await readPdf(pdf!)).join('\n');
    for (let n = 0; n < hostileTexts.length; n += 1)
      expect(text).toContain(`HOST${String(n).padStart(3, '0')}`);
    expect(text).toContain('stok habis');
    expect(text).toContain('Κουζίνα');
    // Line and page ends are the reader's; nothing that reorders or hides what stands beside it is left.
    expect(text).not.toMatch(/[\u0001-\u0009\u000b\u000e-\u001f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
  });
});
