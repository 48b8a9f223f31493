import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { system } from '@antrean/domains';
import type { Database } from '@antrean/platform/database';
import type { Report, ReportSource } from '@antrean/platform/report';
import { Client, Pool, type Connection, type Submittable } from 'pg';
import { csvKeys } from '../libs/domains/reports/src/report-file.ts';
import { writeReport } from '../libs/domains/reports/src/write-report.ts';
import { connectBench } from './bench-database.ts';
import { fillTrail, TRAIL } from './history.ts';
import { interleave, median, seconds, type Comparison } from './measure.ts';
import { benchMemory, tellPeak } from './memory.ts';
import { statementsOf } from './statement.ts';
import type { BenchSystem } from './bench-system.ts';

/** A long report of a month, as people ask for it. */
const LINES = 50_000;

/** The report of which there are most rows: one line for everything that ever happened. */
const report = reportNamed('audit-trail');

function reportNamed(wanted: string): Report {
  const found = system.reports.find(({ name }) => name === wanted);
  if (!found) throw new Error(`the catalogue has no report ${wanted}`);
  return found;
}

const sourceOf = (database: Database): ReportSource => ({
  database,
  zone: 'UTC',
  signal: new AbortController().signal,
});

/** The days from the first one on that hold so many lines. */
const days = (lines: number): { tanggalMulai: string; tanggalAkhir: string } => ({
  tanggalMulai: TRAIL.from,
  tanggalAkhir: new Date(Date.parse(TRAIL.from) + (lines / TRAIL.linesPerDay - 1) * 86_400_000)
    .toISOString()
    .slice(0, 10),
});

/** The function by which a worker writes a report's file. */
async function writeCsv(database: Database, lines: number, file: string): Promise<void> {
  const work = {
    id: 'bench',
    round: 1,
    report: report.name,
    format: 'csv',
    bom: false,
    delimiter: 'comma',
    parameters: days(lines),
    language: 'id',
    requestedBy: 1,
    requestedByName: 'bench',
    createdAt: new Date().toISOString(),
  } as const;
  await writeReport(
    { report, work, source: sourceOf(database), organisation: '', observe: (batches) => batches },
    createWriteStream(file),
  );
}

const CHUNK = 65_536;

/** COPY TO STDOUT, which pg itself reads past; written in as large pieces as ours. */
class CopyOut implements Submittable {
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #out: WriteStream;
  readonly #settled = Promise.withResolvers<void>();
  #rows: Buffer[] = [];
  #length = 0;
  constructor(text: string, out: WriteStream) {
    this.#text = text;
    this.#out = out;
    this.done = this.#settled.promise;
  }
  submit(connection: Connection): void {
    connection.query(this.#text);
  }
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#rows.push(Buffer.from(chunk)); // pg uses its memory again
    this.#length += chunk.length;
    if (this.#length >= CHUNK) this.#write();
  }
  #write(): void {
    this.#out.write(Buffer.concat(this.#rows));
    this.#rows = [];
    this.#length = 0;
  }
  handleCommandComplete(): void {
    this.#write();
    this.#out.end();
  }
  handleError(error: Error): void {
    this.#settled.reject(error);
  }
  handleReadyForQuery(): void {
    this.#settled.resolve();
  }
}

async function copyCsv(client: Client, statement: string, file: string): Promise<void> {
  const out = createWriteStream(file);
  await client.query(new CopyOut(`copy (${statement}) to stdout (format csv, header)`, out)).done;
  await finished(out);
}

/** The trail as CSV, to a file: the worker's way against COPY of the report's own statement. Memory in child processes. */
export async function benchCsv(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl });
  await fillTrail(pool);
  await pool.end();
  const directory = await mkdtemp(join(tmpdir(), 'antrean-csv-'));
  const database = await connectBench(system.databaseUrl, 4);
  const client = new Client({ connectionString: system.databaseUrl, options: '-c timezone=UTC' });
  await client.connect();
  try {
    const [statement = ''] = await statementsOf(database, async () => {
      for await (const _ of report.rows(sourceOf(database), days(LINES))) break;
    });
    const [ours, copied] = [join(directory, 'ours.csv'), join(directory, 'copied.csv')];
    const rate = (write: () => Promise<void>) => async (): Promise<number> => LINES / (await seconds(write));
    const write = rate(() => writeCsv(database, LINES, ours));
    const columns = csvKeys(report).map((key) => client.escapeIdentifier(key));
    const wanted = `select ${columns.join(', ')} from (${statement}) as report`;
    const copy = rate(() => copyCsv(client, wanted, copied));
    for (let i = 0; i < 3; i += 1) await Promise.all([write(), copy()]); // warm-up
    const result = await interleave(rounds, write, copy);
    const [{ size }, { size: theirs }] = [await stat(ours), await stat(copied)];
    // The same rows: ours end in CRLF.
    if (size !== theirs + LINES + 1) throw new Error(`ours has ${size} bytes, COPY's ${theirs}`);
    return [
      {
        name: 'csv: the audit trail by writeReport ÷ COPY TO STDOUT of its statement',
        ...result,
        unit: 'rows/s',
        goal: '≥ 0.8',
        met: median(result.ratios) >= 0.8,
        note: `${LINES} rows, ${(size / 1e6).toFixed(1)} MB, each to a file`,
      },
      await benchMemory('csv', import.meta.url, system.databaseUrl, [10_000, 1_000_000], {
        limit: 30,
        unit: 'MB',
        growth: (few, many) => (many.kilobytes - few.kilobytes) / 1_024,
      }),
    ];
  } finally {
    await Promise.all([client.end(), database.close()]);
    await rm(directory, { recursive: true });
  }
}

// A child of benchMemory.
if (import.meta.main) {
  const [, , lines, url = ''] = process.argv;
  const directory = await mkdtemp(join(tmpdir(), 'antrean-csv-'));
  const database = await connectBench(url, 4);
  await writeCsv(database, Number(lines), join(directory, 'memory.csv'));
  await database.close();
  await rm(directory, { recursive: true });
  await tellPeak();
}
