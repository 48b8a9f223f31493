import { Writable } from 'node:stream';
import { inflateSync } from 'node:zlib';
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

/** What is drawn on the pages, as operators. */
function drawn(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/FlateDecode[^>]*>>\nstream\n([\s\S]*?)\nendstream/g)];
  return streams
    .map(([, stream = '']) => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1'))
    .filter((content) => content.includes(' Tf\n'))
    .join('\n');
}

/** How often a character was drawn that its font does not have: the box, `.notdef`. */
export function missingGlyphs(pdf: Buffer): number {
  const codes = [...drawn(pdf).matchAll(/<([0-9a-f]+)>/g)].flatMap(
    ([, hex = '']) => hex.match(/.{4}/g) ?? [],
  );
  if (codes.length === 0) throw new Error('Nothing is drawn.');
  return codes.filter((code) => code === '0000').length;
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The texts that stand for what is drawn. */
export function spanTexts(pdf: Buffer): string[] {
  return [...drawn(pdf).matchAll(/\/ActualText \(\xfe\xff((?:[^\\)]|\\[\s\S])*)\)/g)].map(([, text = '']) =>
    Buffer.from(
      text.replaceAll(/\\([\s\S])/g, (_, escaped: string) => ESCAPED[escaped] ?? escaped),
      'latin1',
    )
      .swap16()
      .toString('utf16le'),
  );
}
