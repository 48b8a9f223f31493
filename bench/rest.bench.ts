import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchSystem } from './bench-system.ts';
import { cpuSeconds, median, quantile, type Comparison } from './measure.ts';

const REST_MS = 20_000;
/** Longer than a connection pool's usual ten seconds. */
const PAUSE_MS = 12_000;
const AT_ONCE = 24;

/** What the running system takes when nothing happens, and how fast it answers after that. Needs all three processes. */
export async function benchRest(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const token = await system.login('EMP001', 'emp123');
  const { apps, services } = system.pids();
  const pids = [...apps, ...services];

  /** Median milliseconds of requests that come at once. */
  const burst = async (): Promise<number> => {
    const times = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const begun = performance.now();
        const answer = await fetch(`${system.apiUrl}/api/orders?limit=1`, {
          headers: { authorization: `Bearer ${token}` },
        });
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${answer.status} instead of a page of orders`);
        return performance.now() - begun;
      }),
    );
    return quantile(times, 0.5);
  };
  for (let i = 0; i < 20; i += 1) await burst();
  const rested: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < Math.min(rounds, 5); round += 1) {
    await pause(PAUSE_MS);
    rested.push(await burst());
    for (let i = 0; i < 3; i += 1) await burst();
    warm.push(await burst());
  }

  const cpu = (): number => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const before = cpu();
  await pause(REST_MS);
  const share = ((cpu() - before) / (REST_MS / 1_000)) * 100;
  const memory = (await Promise.all(apps.map(megabytesOf))).reduce((sum, each) => sum + each, 0);
  const ratios = rested.map((value, i) => value / (warm[i] ?? Number.NaN));
  return [
    {
      name: `rest: ${AT_ONCE} requests at once after ${PAUSE_MS / 1_000} s ÷ the same when warm`,
      ours: rested,
      baseline: warm,
      ratios,
      unit: 'ms',
      goal: '≤ 1.5',
      met: median(ratios) <= 1.5,
      note: 'median of the requests of a burst',
    },
    figure(
      'rest: CPU of one core',
      share,
      1,
      '%',
      'all processes with PostgreSQL and Redis; column "ratio" is the share',
    ),
    figure('rest: memory of api, worker and realtime', memory, 400, 'MB', 'PSS, from the sources'),
  ];
}

const figure = (name: string, value: number, limit: number, unit: string, note: string): Comparison => ({
  name,
  ours: [value],
  baseline: [limit],
  ratios: [value],
  unit,
  goal: `≤ ${limit} ${unit}`,
  met: value <= limit,
  note,
});

/** Memory that a process has to itself, and its share of what several have (PSS). */
async function megabytesOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? Number.NaN) / 1_024;
}
