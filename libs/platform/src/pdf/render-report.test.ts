import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createDiskStorage } from '../files/index.ts';
import { renderReport } from './index.ts';
import { readPdf } from '@antrean/testing';
import { makeReport, makeRows, renderToBuffer } from './report.factory.ts';

const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });

describe('renderReport', () => {
  it('CARD-JOB-04 the same specification gives the same bytes, also when rendered at the same time', async () => {
    const spec = () =>
      makeReport({
        rows: [...makeRows(120), { code: '订单', name: '김민수 Ж Ω', quantity: null }],
        chart: { kind: 'lines', title: 'A', labels: ['1', '2'], series: [{ name: 's', values: [1, 2] }] },
      });
    const [first, second] = await Promise.all([renderToBuffer(spec()), renderToBuffer(spec())]);
    const third = await renderToBuffer(spec());
    expect(first.pdf.equals(second.pdf)).toBe(true);
    expect(first.pdf.equals(third.pdf)).toBe(true);
    expect(first.pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(first.pdf.subarray(-6).toString()).toBe('%%EOF\n');
  });

  it('takes rows that arrive one by one, and tells how far it is', async () => {
    const told: number[] = [];
    const { pages } = await renderToBuffer(
      makeReport({
        rows: (async function* () {
          for (const row of makeRows(120)) {
            await nextTurn();
            yield row;
          }
        })(),
        onProgress: (rows) => told.push(rows),
      }),
    );
    expect(pages).toBeGreaterThan(2);
    expect(told).toEqual([50, 100, 120]);
  });

  it('holds the rows back while nobody takes the bytes', async () => {
    let produced = 0;
    let release: (() => void) | undefined;
    const { promise: blocked, resolve: onBlocked } = Promise.withResolvers<void>();
    let open = false;
    const out = new Writable({
      highWaterMark: 1_024,
      write(_chunk, _encoding, done) {
        if (open) done();
        else {
          release = done;
          onBlocked();
        }
      },
    });
    const rendering = renderReport(
      makeReport({
        rows: (function* () {
          for (const row of makeRows(5_000)) {
            produced += 1;
            yield row;
          }
        })(),
      }),
      out,
    );
    await blocked;
    for (let turn = 0; turn < 200; turn += 1) await nextTurn();
    expect(produced).toBeLessThan(500);
    open = true;
    release?.();
    await rendering;
    expect(produced).toBe(5_000);
    expect(out.writableFinished).toBe(true);
  });

  it.each([
    ['the reader goes away', (out: Writable) => out.destroy(), 'Premature close'],
    [
      'it is called off',
      (_: Writable, abort: AbortController) => abort.abort(new Error('too long')),
      'too long',
    ],
  ])('does not wait for a reader for ever when %s', async (_, end, message) => {
    const abort = new AbortController();
    const { promise: blocked, resolve: onBlocked } = Promise.withResolvers<void>();
    const out = new Writable({ highWaterMark: 1, write: () => onBlocked() });
    const rendering = renderReport(makeReport({ rows: makeRows(5_000), signal: abort.signal }), out);
    await blocked;
    for (let turn = 0; turn < 10; turn += 1) await nextTurn();
    expect(out.writableNeedDrain).toBe(true);
    end(out, abort);
    await expect(rendering).rejects.toThrow(message);
    expect(out.destroyed).toBe(true);
  });

  it('stops at the signal, with its reason', async () => {
    const abort = new AbortController();
    const out = sink();
    let produced = 0;
    const rendering = renderReport(
      makeReport({
        signal: abort.signal,
        rows: (function* () {
          for (;;) {
            produced += 1;
            if (produced === 200) abort.abort(new Error('the job took too long'));
            yield { code: 'x', name: 'y', quantity: produced };
          }
        })(),
      }),
      out,
    );
    await expect(rendering).rejects.toThrow('the job took too long');
    expect(out.destroyed).toBe(true);
    expect(produced).toBeLessThan(300);
  });

  it('fails when the reader goes away', async () => {
    const out = sink();
    const rendering = renderReport(
      makeReport({
        rows: (function* () {
          for (let i = 0; ; i += 1) {
            if (i === 100) out.destroy();
            yield { code: 'x', name: 'y', quantity: i };
          }
        })(),
      }),
      out,
    );
    await expect(rendering).rejects.toThrow('Premature close');
  });

  it('CARD-JOB-04 leaves nothing in the storage when the rows fail half-way', async () => {
    const root = await mkdtemp(join(tmpdir(), 'report-'));
    try {
      const storage = createDiskStorage({ root });
      const rows = (function* () {
        yield* makeRows(300);
        throw new Error('connection to the database lost');
      })();
      await expect(
        storage.write('reports/a.pdf', (out) => renderReport(makeReport({ rows }), out)),
      ).rejects.toThrow('connection to the database lost');
      const entries = await readdir(root, { recursive: true, withFileTypes: true });
      expect(entries.filter((entry) => entry.isFile())).toEqual([]);

      const written = await storage.write('reports/a.pdf', (out) => renderReport(makeReport(), out));
      expect(written.size).toBeGreaterThan(1_000);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  it('refuses a zone that does not exist', async () => {
    await expect(renderReport(makeReport({ zone: 'Mars/Olympus' }), sink())).rejects.toThrow(RangeError);
  });
});

describe('what a reader sees', () => {
  it('S3-RPT-12 CARD-USE-03 every figure of every row, as Indonesians write it', async () => {
    const rows = Array.from({ length: 90 }, (_, i) => ({
      name: `Baris ${i}`,
      count: i * 98_765 - 500_000,
      average: i * 1.37,
      rate: (i * 37) % 101,
      at: Date.UTC(2026, 10, 1 + (i % 28), i % 24, i % 60),
      day: `2026-11-${String((i % 28) + 1).padStart(2, '0')}`,
    }));
    const { pdf } = await renderToBuffer(
      makeReport({
        columns: [
          { key: 'name', header: 'Nama' },
          { key: 'count', header: 'Jumlah', format: 'integer' },
          { key: 'average', header: 'Rata-rata', format: 'decimal1' },
          { key: 'rate', header: 'Disetujui', format: 'percent' },
          { key: 'at', header: 'Waktu', format: 'instant' },
          { key: 'day', header: 'Tanggal', format: 'date' },
        ],
        rows,
        totals: { count: 351_076_575, average: 60.965 },
      }),
    );
    const lines = (await readPdf(pdf))
      .join('\n')
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/));
    const figure = (digits: number) =>
      new Intl.NumberFormat('id-ID', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    for (const row of rows) {
      const line = lines.find(([name]) => name === row.name);
      expect(line?.slice(1, 4)).toEqual([
        figure(0).format(row.count),
        figure(1).format(row.average),
        `${figure(1).format(row.rate)}%`,
      ]);
      const jakarta = new Date(row.at + 7 * 3_600_000);
      const day = new Intl.DateTimeFormat('id-ID', { dateStyle: 'medium', timeZone: 'UTC' });
      const time = jakarta.toISOString().slice(11, 16).replace(':', '.');
      expect(line?.slice(4)).toEqual([
        `${day.format(jakarta)}, ${time}`,
        day.format(new Date(`${row.day}T12:00Z`)),
      ]);
    }
    expect(lines).toContainEqual(['Total', '351.076.575', '61,0']);
  });

  it('CARD-USE-03 title, organisation, filters, period, zone, and who made it when', async () => {
    const { pdf } = await renderToBuffer(makeReport({ language: 'en', rows: makeRows(1) }));
    const [page = ''] = await readPdf(pdf);
    for (const text of [
      'Laporan Konsumsi',
      'PT Contoh Sejahtera',
      'Departemen',
      'Semua',
      '1 Nov 2026 – 7 Nov 2026',
      'Asia/Jakarta',
      'Generated 21 Nov 2026, 09:51 · Siti Aminah',
      'Page 1 of 1',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('the header and the number of pages on each of many pages, and each row whole', async () => {
    const rows = makeRows(500);
    const { pdf, pages } = await renderToBuffer(makeReport({ rows }));
    const texts = await readPdf(pdf);
    expect(texts).toHaveLength(pages);
    expect(pages).toBeGreaterThan(15);
    for (const [index, text] of texts.entries()) {
      expect(text).toMatch(/Kode +Nama +Jumlah/);
      expect(text).toContain(`Halaman ${index + 1} dari ${pages}`);
    }
    for (const { code, quantity } of rows) {
      const page = texts.find((text) => text.includes(String(code))) ?? '';
      const figures = new Intl.NumberFormat('id-ID').format(Number(quantity));
      expect(page).toMatch(new RegExp(`${code} .* ${figures.replaceAll('.', '\\.')}\n`));
    }
    const wrapped = texts.join('').match(/baris berikutnya/g) ?? [];
    expect(wrapped).toHaveLength(rows.filter(({ name }) => String(name).includes('catatan')).length);
  });

  it('every word of a note, however long, on the pages that follow', async () => {
    const note = Array.from({ length: 900 }, (_, i) => `kata${i}`).join(' ');
    const rows = [...makeRows(3), { code: 'panjang', name: note, quantity: 1 }, ...makeRows(1)];
    const { pdf, pages } = await renderToBuffer(makeReport({ rows }));
    expect(pages).toBeGreaterThan(2);
    const read = await readPdf(pdf);
    expect(read.join(' ').match(/kata\d+/g)).toEqual(note.split(' '));
    for (const page of read) expect(page).toMatch(/Kode +Nama +Jumlah/);
    expect(read.at(-1)).toMatch(/kata899(.|\n)*PM-20261101-0001/);
  });

  it('a row that fits on a page on one page', async () => {
    const note = Array.from({ length: 200 }, (_, i) => `kata${i}`).join(' ');
    const rows = Array.from({ length: 9 }, () => ({ code: 'panjang', name: note, quantity: 1 }));
    const { pdf } = await renderToBuffer(makeReport({ rows }));
    for (const page of await readPdf(pdf))
      expect(page.match(/kata0\b/g)?.length).toBe(page.match(/kata199\b/g)?.length);
  });

  it('figures too long for their column whole, on a wide page', async () => {
    const columns = Array.from({ length: 16 }, (_, i) => ({
      key: `c${i}`,
      header: `Kolom ${i}`,
      format: 'integer' as const,
    }));
    const row = Object.fromEntries(columns.map(({ key }, i) => [key, 900_000_000_000_000 + i]));
    const { pdf } = await renderToBuffer(makeReport({ columns, rows: [row] }));
    const [page = ''] = await readPdf(pdf);
    for (let i = 0; i < 16; i += 1) expect(page).toContain(`900.000.000.000.0${String(i).padStart(2, '0')}`);
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 841.89 595.28]');
  });

  it('a remark where there are no rows', async () => {
    const { pdf } = await renderToBuffer(makeReport());
    expect((await readPdf(pdf))[0]).toContain('Tidak ada data untuk pilihan ini.');
  });

  it.each(['bars', 'lines', 'shares'] as const)('the labels of a chart with %s', async (kind) => {
    const { pdf } = await renderToBuffer(
      makeReport({
        chart: {
          kind,
          title: 'Porsi per shift',
          labels: ['Siang', 'Sore', 'Malam'],
          series: [{ name: 'Dipesan', values: [750, 250, null] }],
          format: 'integer',
        },
      }),
    );
    const [page = ''] = await readPdf(pdf);
    for (const text of ['Porsi per shift', 'Siang', 'Sore', 'Malam']) expect(page).toContain(text);
    if (kind !== 'lines') expect(page).toMatch(/750(.|\n)*250/);
    if (kind === 'shares') expect(page).toContain('75,0%');
  });
});
