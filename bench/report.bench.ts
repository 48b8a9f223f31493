import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { entities } from '@antrean/catalog';
import { mealOrderReports } from '@antrean/meal-orders/report';
import { csvStream } from '@antrean/platform/csv';
import { connectDatabase, type Database } from '@antrean/platform/database';
import { renderReport, type ReportRow, type ReportSpec } from '@antrean/platform/pdf';
import { streamRows, type ReportSource } from '@antrean/platform/report';
import PDFDocument from 'pdfkit';
import { Client, Pool, type Connection, type Submittable } from 'pg';
import { chromium } from 'playwright-core';
import { interleave, median, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const HISTORY = 1_000_000;
const CSV_ROWS = 1_000_000;
const MEMORY_ROWS = [10_000, 1_000_000] as const;
const PDF_ROWS = 5_000;
/** Pages against the browser, and about as many rows as fill them. */
const BROWSER = [
  { rows: 20, goal: 3 },
  { rows: 16_000, goal: 10 },
];
const CHROMIUM = '/usr/bin/chromium';
const FILE = '/dev/null';

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
};
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
  await ourPages(200);
  await barePdf(200);
  const drawn = await interleave(
    rounds,
    () => pagesPerSecond(() => ourPages(PDF_ROWS)),
    () => pagesPerSecond(() => barePdf(PDF_ROWS)),
  );
  const pdfkit: Comparison = {
    name: 'pdf: renderReport ÷ bare pdfkit',
    ...drawn,
    unit: 'pages/s',
    goal: '≥ 0.7',
    met: median(drawn.ratios) >= 0.7,
    note: `${PDF_ROWS} rows`,
  };
  return [pdfkit, ...(await againstBrowser(rounds)), await memory('pdf', '')];
}

async function againstBrowser(rounds: number): Promise<Comparison[]> {
  if (!existsSync(CHROMIUM)) {
    process.stdout.write(`pdf: no ${CHROMIUM}, so nothing is compared with a browser\n`);
    return [];
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
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

/** A history of meal orders; what the growth benchmark left is kept. One in fifty was asked to be edited. */
export async function fillHistory(pool: Pool): Promise<void> {
  await pool.query(
    `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date,
       quantity, original_quantity, status, created_at, accepted_at, ready_at, picked_up_at, completed_at)
     select 'OLD-' || n, 1 + n % 5, (select min(id) from departments) + n % (select count(*) from departments)::int,
       1 + n % 3, 2, t::date, t::date, 10, 10, 'COMPLETE', t, t, t, t, t
     from (select n, now() - n % 730 * interval '1 day' - interval '1 day' as t
           from generate_series((select count(*) from meal_orders where code like 'OLD-%') + 1, $1::bigint) n) as history`,
    [HISTORY],
  );
  await pool.query(
    `update meal_orders set request_type = 'EDIT', approval_status = 'APPROVED', kitchen_note = 'stok', requested_by = 3
     where id % 50 = 0 and approval_status is null and code like 'OLD-%'`,
  );
  await pool.query('vacuum (analyze) meal_orders');
}

const connect = (url: string): Promise<Database> =>
  connectDatabase({ url, poolSize: 4, applicationName: 'bench', entities });

/** The statements that `work` sends, with their parameters written into them. */
async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const platform = database.orm.em.getPlatform();
  const statements: string[] = [];
  const format = platform.formatQuery.bind(platform);
  platform.formatQuery = (sql, parameters) => {
    const text = format(sql, parameters);
    statements.push(text);
    return text;
  };
  const logger = database.orm.config.getLogger();
  logger.setDebugMode(['query']);
  const logQuery = logger.logQuery.bind(logger);
  logger.logQuery = ({ query, params }) => {
    if (query !== undefined) statements.push(params ? format(query, params) : query);
  };
  await work();
  logger.logQuery = logQuery;
  logger.setDebugMode(false);
  platform.formatQuery = format;
  return [...new Set(statements)].filter(
    (text) => /^\s*select/i.test(text) && !text.includes('pg_backend_pid'),
  );
}

/** Each report's answer against its own SQL through a bare driver. */
export async function benchQueries(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const pool = new Pool({
    connectionString: system.databaseUrl,
    max: 4,
    options: '-c timezone=UTC',
  });
  await fillHistory(pool);
  const database = await connect(system.databaseUrl);
  const source: ReportSource = { database, zone: 'Asia/Jakarta', signal: new AbortController().signal };
  const results: Comparison[] = [];
  for (const { name, ...each } of mealOrderReports) {
    const asked = await each.resolve(source, { tanggalMulai: '2024-01-01' });
    const statements = await statementsOf(database, () => each.json(source, asked));
    if (statements.length === 0) throw new Error(`no statement of the report ${name} was seen`);
    const ours = (): Promise<unknown> => each.json(source, asked);
    const bare = (): Promise<unknown> => Promise.all(statements.map((text) => pool.query(text)));
    await ours();
    await bare();
    const result = await interleave(
      rounds,
      async () => (await seconds(ours)) * 1_000,
      async () => (await seconds(bare)) * 1_000,
    );
    results.push({
      name: `queries: ${name} report ÷ its SQL in pg`,
      ...result,
      unit: 'ms',
      goal: '≤ 1.15',
      met: median(result.ratios) <= 1.15,
      note: `${HISTORY} orders; ${statements.length} statement(s)`,
    });
  }
  await database.close();
  await pool.end();
  return results;
}

const CSV_COLUMNS = ['id', 'code', 'status', 'quantity', 'created'].map((key) => ({ key, header: key }));
const CSV_SQL = `select id, code, status, quantity, created_at::text as created from meal_orders order by id limit`;

async function writeCsv(url: string, rows: number): Promise<void> {
  const database = await connect(url);
  await pipeline(
    streamRows(database, `${CSV_SQL} ?`, [rows], new AbortController().signal),
    csvStream({ columns: CSV_COLUMNS }),
    createWriteStream(FILE),
  );
  await database.close();
}

/** COPY TO STDOUT, which pg itself reads past. */
class CopyOut implements Submittable {
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #out: Writable;
  readonly #settled = Promise.withResolvers<void>();
  constructor(text: string, out: Writable) {
    this.#text = text;
    this.#out = out;
    this.done = this.#settled.promise;
  }
  submit(connection: Connection): void {
    connection.query(this.#text);
  }
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#out.write(chunk);
  }
  handleCommandComplete(): void {
    this.#out.end();
  }
  handleError(error: Error): void {
    this.#settled.reject(error);
  }
  handleReadyForQuery(): void {
    this.#settled.resolve();
  }
}

async function copyCsv(url: string, rows: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const out = createWriteStream(FILE);
  const written = once(out, 'finish');
  await client.query(new CopyOut(`copy (${CSV_SQL} ${rows}) to stdout (format csv, header)`, out)).done;
  await written;
  await client.end();
}

/** A million rows as CSV against COPY; memory in child processes. */
export async function benchCsv(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl });
  await fillHistory(pool);
  await pool.end();
  const rate = (write: typeof writeCsv) => async (): Promise<number> =>
    CSV_ROWS / (await seconds(() => write(system.databaseUrl, CSV_ROWS)));
  const result = await interleave(rounds, rate(writeCsv), rate(copyCsv));
  return [
    {
      name: 'csv: streamRows + csvStream ÷ COPY TO STDOUT',
      ...result,
      unit: 'rows/s',
      goal: '≥ 0.8',
      met: median(result.ratios) >= 0.8,
      note: `${CSV_ROWS} rows`,
    },
    await memory('csv', system.databaseUrl),
  ];
}

/** How much the peak of a process that writes many rows lies above that of one that writes few. */
async function memory(kind: 'csv' | 'pdf', url: string): Promise<Comparison> {
  const peaks: { kilobytes: number; pages: number }[] = [];
  for (const rows of MEMORY_ROWS) {
    const child = await promisify(execFile)(process.execPath, [
      '--conditions=@antrean/source',
      fileURLToPath(import.meta.url),
      kind,
      String(rows),
      url,
    ]);
    peaks.push(JSON.parse(child.stdout));
  }
  const [few, many] = peaks;
  if (!few || !many) throw new Error('a child process did not answer');
  const growth = many.kilobytes - few.kilobytes;
  const [value, limit, unit] =
    kind === 'csv' ? [growth / 1_024, 30, 'MB'] : [growth / (many.pages - few.pages), 2, 'KB per page'];
  return {
    name: `${kind}: growth of the peak RSS, ${MEMORY_ROWS.join(' → ')} rows`,
    ours: [many.kilobytes / 1_024],
    baseline: [few.kilobytes / 1_024],
    ratios: [value],
    unit: 'MB',
    goal: `≤ ${limit} ${unit}`,
    met: value <= limit,
    note: `column "ratio" is the growth in ${unit}`,
  };
}

// Called by memory() above.
const [, file, kind, rows, url = ''] = process.argv;
if (file === fileURLToPath(import.meta.url)) {
  let pages = 0;
  if (kind === 'csv') await writeCsv(url, Number(rows));
  else pages = await ourPages(Number(rows));
  process.stdout.write(JSON.stringify({ kilobytes: process.resourceUsage().maxRSS, pages }));
}
