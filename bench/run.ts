/**
 * `npm run bench [-- intake login growth clinics slots pdf queries csv pos pipeline replay latency rest machines proxy mail reminders uploads]`: ours against a baseline, side by side in one run.
 * Prints a table and keeps it in bench/results.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { Pool } from 'pg';
import { benchSlots } from './slots.bench.ts';
import { startBenchSystem } from './bench-system.ts';
import { benchClinics } from './clinics.bench.ts';
import { benchCsv } from './csv.bench.ts';
import { benchGrowth } from './growth.bench.ts';
import { benchIntake } from './intake.bench.ts';
import { benchLatency } from './latency.bench.ts';
import { CORRELATION } from './load.ts';
import { benchLogin } from './login.bench.ts';
import { median, table, type Comparison } from './measure.ts';
import { benchMachines } from './machines.bench.ts';
import { benchMail } from './mail.bench.ts';
import { benchPdf } from './pdf.bench.ts';
import { benchPipeline } from './pipeline.bench.ts';
import { benchPos } from './pos.bench.ts';
import { benchProxy } from './proxy.bench.ts';
import { benchQueries } from './query.bench.ts';
import { benchReminders } from './reminder.bench.ts';
import { benchReplay } from './replay.bench.ts';
import { benchRest } from './rest.bench.ts';
import { benchUploads } from './upload.bench.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const wanted = process.argv.slice(2);
const runs = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

const system = await startBenchSystem();
const results: Comparison[] = [];
const add = (comparisons: readonly Comparison[]): void => {
  results.push(...comparisons);
  process.stdout.write(`${table(comparisons)}\n\n`);
};
try {
  if (runs('intake')) add(await benchIntake(system, ROUNDS));
  if (runs('growth')) add(await benchGrowth(system));
  if (runs('clinics')) add(await benchClinics(system));
  if (runs('slots')) add(await benchSlots(system));
  if (runs('pdf')) add(await benchPdf(ROUNDS));
  if (runs('queries')) add(await benchQueries(system, ROUNDS));
  if (runs('csv')) add(await benchCsv(system, ROUNDS));
  if (runs('uploads')) add(await benchUploads(system, ROUNDS));
  if (runs('pos')) add(await benchPos(system, ROUNDS));
  if (runs('mail')) add(await benchMail(system, ROUNDS));
  if (runs('reminders')) add(await benchReminders(system, ROUNDS));
  // Behind those that send mails: it has many people told that their sessions ended.
  if (runs('login')) add(await benchLogin(system, ROUNDS));
  if (['pipeline', 'replay', 'latency', 'rest', 'machines', 'proxy'].some(runs)) {
    await forgetDriverEvents(system.databaseUrl);
    await system.start('worker');
  }
  if (runs('pipeline')) add(await benchPipeline(system, ROUNDS));
  if (runs('replay')) add(await benchReplay(system, ROUNDS));
  if (['latency', 'rest', 'machines', 'proxy'].some(runs)) await system.start('realtime');
  if (runs('latency')) {
    const intake = results.find(({ name }) => name.startsWith('intake'));
    add(await benchLatency(system, ROUNDS, intake ? median(intake.ours) : 300));
  }
  if (runs('rest')) add(await benchRest(system, ROUNDS));
  if (runs('machines')) add(await benchMachines(system, ROUNDS));
  if (runs('proxy')) add(await benchProxy(system, ROUNDS));
} finally {
  await system.stop();
}

/** What the driver loops wrote is about one order again and again: nobody is to make anything of it. */
async function forgetDriverEvents(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl });
  await pool.query(`delete from outbox_events where correlation_id = $1`, [CORRELATION]);
  await pool.end();
}

const [cpu] = cpus();
const name = `${new Date().toISOString().slice(0, 10)}${wanted.length > 0 ? `-${wanted.join('-')}` : ''}`;
await writeFile(
  new URL(`results/${name}.md`, import.meta.url),
  `# ${name}\n\nNode ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, embedded PostgreSQL 18 with fsync, ` +
    `${system.redisKind}, ${ROUNDS} rounds in turns. Median of the rounds; spread is the lowest and highest round.\n\n${table(results)}\n`,
);
process.stdout.write(`kept in bench/results/${name}.md\n`);
