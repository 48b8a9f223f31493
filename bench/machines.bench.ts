import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import type { BenchSystem } from './bench-system.ts';
import { connected, latencyRound } from './latency.bench.ts';
import type { Fleet, Heard } from './machine-fleet.ts';
import { cpuSeconds, interleave, median, quantile, type Comparison } from './measure.ts';

const MACHINES = 10_000;
/** What is left of the processors at this rate is enough for whoever sends. */
const PER_SECOND = 300;
const REPORTS = 1_200;
/** Each machine every ten seconds. */
const ALL_PER_SECOND = MACHINES / 10;
const CPU_GOAL_MS = 0.8;
/** What a machine has counted when the bench begins. */
const PIECES = 120;

/** Machines that have been there for a while, each with a token of its own, as they are between two of their reports. */
async function registerFleet(pool: Pool): Promise<Fleet['machines']> {
  const tokens = Array.from({ length: MACHINES }, () => `antr_${randomBytes(32).toString('base64url')}`);
  const { rows } = await pool.query<{ id: number }>(
    `with owner as (select id from users where nik = 'ADM001'), added as (
       insert into rvms (code, name, address, capacity, created_by)
       select 'BENCH-' || n, 'Lobi', 'Jl. Sudirman ' || n, 500, owner.id from owner, generate_series(1, $1::int) n returning id
     ), heard as (
       insert into rvm_states (rvm_id, status, reported_status, beats, last_heard_at, silent_at, fill_percent, counters, collected)
       select id, 'ONLINE', 'ONLINE', 2, now(), now() + random() * interval '1 minute', 40,
         jsonb_build_object('PET', $2::int, 'CAN', 45), jsonb_build_object('PET', $2::int, 'CAN', 45) from added
     )
     select id from added order by id`,
    [MACHINES, PIECES],
  );
  const machines = rows.map(({ id }, n) => ({ id, token: tokens[n] ?? '' }));
  await pool.query(
    `insert into api_tokens (token_hash, name, abilities, subject_kind, subject_id, created_by, expires_at, last_used_at)
     select decode(hash, 'hex'), 'Bench', '{rvms.report}', 'rvm', m.id, m.created_by, now() + interval '1 day',
       now() - random() * interval '1 minute'
     from unnest($1::text[], $2::int[]) as t (hash, id) join rvms m using (id)`,
    [
      machines.map(({ token }) => createHash('sha256').update(token).digest('hex')),
      machines.map(({ id }) => id),
    ],
  );
  await pool.query(
    `create table bare_machines (id int primary key, status text, last_heard_at timestamptz, said jsonb) with (fillfactor = 50)`,
  );
  await pool.query(`insert into bare_machines select id, 'ONLINE' from rvms`);
  await pool.query('vacuum (analyze) rvms, rvm_states, api_tokens, bare_machines');
  return machines;
}

const startProcess = (file: string, env: Record<string, string> = {}): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...process.env, ...env } });

/** Milliseconds of processor that a report took, by whose they are. */
type Cost = Readonly<Record<string, number>>;
interface Round extends Heard {
  readonly cost: Cost;
}
const total = (cost: Cost): number => Object.values(cost).reduce((sum, each) => sum + each, 0);
const p99 = ({ lags }: Heard): number => quantile(lags, 0.99);

/**
 * Ten thousand machines that report to one api, against bare express and pg with one update, in turns: what a report costs all
 * processes, and how late it is answered; and what it does to orders. Needs a worker and a realtime process.
 */
export async function benchMachines(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 2 });
  const machines = await registerFleet(pool);
  const fleet = startProcess('machine-fleet.ts');
  await once(fleet, 'message');
  const bare = startProcess('bare-machines.ts', { DATABASE_URL: system.databaseUrl });
  const [bareUrl]: string[] = await once(bare, 'message');

  const cpu = (): Map<string, number> => {
    const used = new Map([['bare', cpuSeconds(bare.pid ?? -1)]]);
    for (const { name, pid } of system.processes()) used.set(name, (used.get(name) ?? 0) + cpuSeconds(pid));
    return used;
  };
  let turn = 0;
  const report = async (
    url: string,
    pieces: number,
    perSecond = PER_SECOND,
    reports = REPORTS,
  ): Promise<Round> => {
    const from = (turn += 1) * REPORTS;
    // Each time others of them, so that all have reported after a while.
    const those = machines.map((_, n) => machines[(n + from) % MACHINES] ?? { id: 0, token: '' });
    const before = cpu();
    fleet.send({ url, machines: those, perSecond, reports, pieces } satisfies Fleet);
    const [heard]: Heard[] = await once(fleet, 'message');
    if (!heard) throw new Error('the fleet said nothing');
    const cost = Object.fromEntries(
      [...cpu()].map(([name, seconds]) => [
        name,
        ((seconds - (before.get(name) ?? 0)) * 1_000) / heard.answered,
      ]),
    );
    return { ...heard, cost };
  };

  let pieces = PIECES;
  const compare = async (isNews: boolean) => {
    const all = { ours: [] as Round[], bare: [] as Round[] };
    const one = async (whose: keyof typeof all): Promise<number> => {
      const round = await report(
        whose === 'ours' ? system.apiUrl : (bareUrl ?? ''),
        isNews ? (pieces += 1) : pieces,
      );
      all[whose].push(round);
      return total(round.cost);
    };
    await one('ours');
    await one('bare');
    all.ours.pop();
    all.bare.pop();
    const result = await interleave(
      rounds,
      () => one('ours'),
      () => one('bare'),
    );
    return { result, ...all };
  };
  const costs = (of: readonly Round[]): string =>
    Object.keys(of[0]?.cost ?? {})
      .map((name) => `${name} ${median(of.map(({ cost }) => cost[name] ?? 0)).toFixed(2)}`)
      .join(', ');

  const refusals = (of: readonly Round[]): number =>
    of.flatMap(({ refused }) => Object.values(refused)).reduce((sum, each) => sum + each, 0);

  const same = await compare(false);
  // All of them, each every ten seconds; nobody has anything new to say.
  const every = await report(system.apiUrl, pieces, ALL_PER_SECOND, MACHINES);
  const reached = every.answered / every.seconds;
  const news = await compare(true);
  const row = (what: string, { result, ours }: typeof same): Comparison => ({
    name: `machines: processor for a report ${what} ÷ bare express and pg with one update`,
    ...result,
    unit: 'ms',
    goal: `≤ ${CPU_GOAL_MS} ms`,
    met: median(result.ours) <= CPU_GOAL_MS,
    note: `${PER_SECOND} a second, ${refusals(ours)} refused; by process: ${costs(ours)}`,
  });
  const lags = { ours: same.ours.map(p99), baseline: same.bare.map(p99) };

  const kitchen = await connected(`${system.realtimeUrl}/notifications`, {
    token: await system.login('KIT001', 'kitchen123'),
  });
  const employee = await system.login('EMP001', 'emp123');
  const heardAfter = async (): Promise<number> =>
    median((await latencyRound(system.apiUrl, kitchen, employee, 30)).map(({ heard }) => heard));
  await heardAfter();
  const orders = await interleave(
    rounds,
    async () =>
      (
        await Promise.all([heardAfter(), report(system.apiUrl, (pieces += 1), PER_SECOND, 6 * PER_SECOND)])
      )[0],
    heardAfter,
  );
  kitchen.close();

  for (const process of [fleet, bare]) process.kill();
  await pool.query('drop table bare_machines');
  await pool.end();
  return [
    row('that says what is known', same),
    row('with other figures', news),
    {
      name: 'machines: p99 of the answer, from when the report is due ÷ the same',
      ...lags,
      ratios: lags.ours.map((value, i) => value / (lags.baseline[i] ?? Number.NaN)),
      unit: 'ms',
      goal: '≤ 250 ms',
      met: median(lags.ours) <= 250,
      note: `p50 ${median(same.ours.map((each) => quantile(each.lags, 0.5))).toFixed(1)} ms`,
    },
    {
      name: `machines: POST of an order → socket beside ${PER_SECOND} reports a second with other figures ÷ without`,
      ...orders,
      unit: 'ms',
      goal: '≤ 2',
      met: median(orders.ratios) <= 2,
    },
    {
      name: `machines: ${MACHINES} that say what is known every ten seconds, heard in a second ÷ said`,
      ours: [reached],
      baseline: [ALL_PER_SECOND],
      ratios: [reached / ALL_PER_SECOND],
      unit: 'reports/s',
      goal: '≥ 0.99',
      met: reached / ALL_PER_SECOND >= 0.99,
      note:
        `one api, one worker, and whoever sends, on the same cores; p50 ${quantile(every.lags, 0.5).toFixed(0)} ms, ` +
        `p99 ${p99(every).toFixed(0)} ms; ${refusals([every])} refused; ms of processor: ${costs([every])}`,
    },
  ];
}
