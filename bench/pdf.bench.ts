import { once } from 'node:events';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { renderReport, type ReportRow, type ReportSpec } from '@antrean/platform/pdf';
import PDFDocument from 'pdfkit';
import { interleave, median, seconds, type Comparison } from './measure.ts';
import { benchMemory, tellPeak } from './memory.ts';

/** A report of a day, and the longest that is made. */
const PDF_ROWS = [500, 50_000];
/** Pages against the browser, and about as many rows as fill them. */
const BROWSER = [
  { rows: 20, goal: 3 },
  { rows: 16_000, goal: 10 },
];

const sink = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

const COLUMNS = [
  { key: 'code', header: 'Kode' },
  { key: 'name', header: 'Nama' },
  { key: 'quantity', header: 'Jumlah', format: 'integer' },
] as const;
function* pdfRows(count: number): Generator<ReportRow> {
  for (let i = 0; i < count; i += 1)
    yield {
      code: `PM-20261101-${String(i + 1).padStart(7, '0')}`,
      name: `Karyawan nomor ${i}`,
      quantity: (i * 7_919) % 1_003,
    };
}
const report = (count: number): ReportSpec => ({
  title: 'Laporan Konsumsi',
  organisation: 'PT Contoh Sejahtera',
  language: 'id',
  zone: 'Asia/Jakarta',
  generatedAt: new Date('2026-11-21T02:51:00Z'),
  generatedBy: 'Siti Aminah',
  filters: [],
  columns: COLUMNS,
  rows: pdfRows(count),
});

const FONT = fileURLToPath(
  new URL('../fonts/NotoSans-Regular.ttf', import.meta.resolve('@embedpdf/fonts-latin')),
);
const ROW_HEIGHT = 21.5;

/** The same rows, font, sizes and rules with pdfkit alone, which shapes and caches words itself. @returns pages */
async function barePdf(count: number): Promise<number> {
  const doc = new PDFDocument({ size: 'A4', margin: 44 });
  const out = sink();
  const done = once(out, 'finish');
  doc.pipe(out);
  doc.font(FONT).fontSize(8.5).fillColor('#1a2230').strokeColor('#e4e7ec').lineWidth(0.5);
  let pages = 1;
  let y = 90;
  for (const row of pdfRows(count)) {
    if (y + ROW_HEIGHT > 785) {
      doc.addPage();
      pages += 1;
      y = 90;
    }
    doc.text(String(row['code']), 49, y + 5, { lineBreak: false });
    doc.text(String(row['name']), 260, y + 5, { lineBreak: false });
    doc.text(String(row['quantity']), 490, y + 5, { lineBreak: false });
    y += ROW_HEIGHT;
    doc.moveTo(44, y).lineTo(551, y).stroke();
  }
  doc.end();
  await done;
  return pages;
}

const ourPages = async (count: number): Promise<number> => (await renderReport(report(count), sink())).pages;

async function pagesPerSecond(draw: () => Promise<number>): Promise<number> {
  let pages = 0;
  const took = await seconds(async () => {
    pages = await draw();
  });
  return pages / took;
}

/** renderReport against bare pdfkit and against a browser that prints an equal page; memory in child processes. */
export async function benchPdf(rounds: number): Promise<Comparison[]> {
  const memory = await benchMemory('pdf', import.meta.url, '', [10_000, 50_000], {
    limit: 80,
    unit: 'MB',
    growth: (few, many) => (many.kilobytes - few.kilobytes) / 1_024,
  });
  return [...(await againstPdfkit(rounds)), ...(await againstBrowser(rounds)), memory];
}

async function againstPdfkit(rounds: number): Promise<Comparison[]> {
  const results: Comparison[] = [];
  for (const rows of PDF_ROWS) {
    await ourPages(rows);
    await barePdf(rows);
    const drawn = await interleave(
      rounds,
      () => pagesPerSecond(() => ourPages(rows)),
      () => pagesPerSecond(() => barePdf(rows)),
    );
    results.push({
      name: `pdf: renderReport ÷ bare pdfkit, ${rows} rows`,
      ...drawn,
      unit: 'pages/s',
      goal: '≥ 0.7',
      met: median(drawn.ratios) >= 0.7,
    });
  }
  return results;
}

async function againstBrowser(rounds: number): Promise<Comparison[]> {
  // Not at the top: what these take would be in the memory measured below.
  const { findBrowser } = await import('@antrean/testing');
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    process.stdout.write(
      `pdf: no browser is installed (apt-get install chromium), so nothing is compared with a browser\n`,
    );
    return [];
  }
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const results: Comparison[] = [];
    for (const { rows, goal } of BROWSER) {
      const pages = await ourPages(rows);
      const html = htmlPage(rows);
      // The browser is already open: its start is not charged to it.
      const print = async (): Promise<number> => {
        const page = await browser.newPage();
        await page.setContent(html);
        await page.pdf({ format: 'A4' });
        await page.close();
        return pages;
      };
      await print();
      const result = await interleave(
        rounds,
        () => pagesPerSecond(() => ourPages(rows)),
        () => pagesPerSecond(print),
      );
      results.push({
        name: `pdf: renderReport ÷ Chromium, ${pages} pages`,
        ...result,
        unit: 'pages/s',
        goal: `≥ ${goal}`,
        met: median(result.ratios) >= goal,
        note: `${rows} rows, pages counted as ours`,
      });
    }
    return results;
  } finally {
    await browser.close();
  }
}

function htmlPage(count: number): string {
  const cells = [...pdfRows(count)].map(
    (row) => `<tr><td>${row['code']}<td>${row['name']}<td>${row['quantity']}`,
  );
  return `<style>body{font:8.5pt 'Noto Sans'}table{width:100%;border-collapse:collapse}
    td{height:21.5pt;padding:0 5pt;border-bottom:.5pt solid #e4e7ec}</style><h1>Laporan Konsumsi</h1>
    <table><thead><tr><th>Kode<th>Nama<th>Jumlah<tbody>${cells.join('')}</table>`;
}

// A child of benchMemory.
if (import.meta.main) await tellPeak(await ourPages(Number(process.argv[2])));
