import { Writable } from 'node:stream';
import { renderReport } from './render-report.ts';
import type { ReportRow, ReportSpec } from './report-spec.ts';

/** A small report; what a test is about goes into `changes`. */
export function makeReport(changes: Partial<ReportSpec> = {}): ReportSpec {
  return {
    title: 'Laporan Konsumsi',
    organisation: 'PT Contoh Sejahtera',
    language: 'id',
    zone: 'Asia/Jakarta',
    generatedAt: new Date('2026-11-21T02:51:00Z'),
    generatedBy: 'Siti Aminah',
    period: { from: '2026-11-01', to: '2026-11-07' },
    filters: [{ label: 'Departemen', value: 'Semua' }],
    columns: [
      { key: 'code', header: 'Kode' },
      { key: 'name', header: 'Nama' },
      { key: 'quantity', header: 'Jumlah', format: 'integer' },
    ],
    rows: [],
    ...changes,
  };
}

export function makeRows(count: number): ReportRow[] {
  return Array.from({ length: count }, (_, i) => ({
    code: `PM-20261101-${String(i + 1).padStart(4, '0')}`,
    name: `Karyawan nomor ${i}${i % 7 === 3 ? ', dengan catatan panjang yang pasti turun ke baris berikutnya' : ''}`,
    quantity: (i * 7_919) % 1_000_003,
  }));
}

/** The whole PDF in memory, and its number of pages. */
export async function renderToBuffer(spec: ReportSpec): Promise<{ pdf: Buffer; pages: number }> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const { pages } = await renderReport(spec, out);
  return { pdf: Buffer.concat(chunks), pages };
}

/** The fonts of a PDF: whether each is embedded, as a subset, and addressed by glyph. */
export function listFonts(pdf: Buffer): { name: string; embedded: boolean; encoding: string }[] {
  const text = pdf.toString('latin1');
  const embedded = new Set(
    [...text.matchAll(/\/FontName \/(\S+)(?:(?!endobj)[\s\S])*?\/FontFile[23]/g)].map(([, name]) => name),
  );
  return [...text.matchAll(/\/Subtype \/Type0\s+\/BaseFont \/(\S+)\s+\/Encoding \/(\S+)/g)].map(
    ([, name = '', encoding = '']) => ({ name, embedded: embedded.has(name), encoding }),
  );
}
