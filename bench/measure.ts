import { readFileSync, readdirSync } from 'node:fs';

/** A comparison of ours with a baseline, measured in turns within one run. */
export interface Comparison {
  name: string;
  /** Ratios ours ÷ baseline, one per round. */
  ratios: number[];
  ours: number[];
  baseline: number[];
  unit: string;
  goal: string;
  met: boolean;
  note?: string;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
};

/** What a piece of work takes, in ms: the median of so many times. */
export async function medianMs(samples: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < samples; i += 1) times.push((await seconds(work)) * 1_000);
  return median(times);
}

/** log(cost at the largest ÷ cost at the smallest) ÷ log(sizes' ratio): 0 is flat, 1 is linear. */
export const growthExponent = (costs: readonly number[], sizes: readonly number[]): number =>
  Math.log((costs.at(-1) ?? 1) / (costs[0] ?? 1)) / Math.log((sizes.at(-1) ?? 1) / (sizes[0] ?? 1));

/**
 * Runs ours and the baseline in turns, swapping who goes first, so that whatever else the machine does hits both.
 * Each function returns a rate or a duration; the ratio is taken per round.
 */
export async function interleave(
  rounds: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ours: number[]; baseline: number[]; ratios: number[] }> {
  const result = { ours: [] as number[], baseline: [] as number[], ratios: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    let mine: number;
    let theirs: number;
    if (round % 2 === 0) {
      mine = await ours();
      theirs = await baseline();
    } else {
      theirs = await baseline();
      mine = await ours();
    }
    result.ours.push(mine);
    result.baseline.push(theirs);
    result.ratios.push(mine / theirs);
  }
  return result;
}

/** CPU seconds that a process and its children have used so far. */
export function cpuSeconds(pid: number): number {
  const children = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => parentOf(Number(entry)) === pid)
    .map(Number);
  return [pid, ...children].reduce((sum, each) => sum + ownCpuSeconds(each), 0);
}

const TICKS_PER_SECOND = 100;

/** The fields of /proc/<pid>/stat after the command name, which may hold spaces. */
function stat(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // the process ended meanwhile
  }
}

const parentOf = (pid: number): number => Number(stat(pid)[1] ?? -1);
const ownCpuSeconds = (pid: number): number => {
  const fields = stat(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
};

const show = (value: number): string =>
  value >= 1_000 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);

/** One row per comparison: median, spread (lowest to highest round), goal, and whether it was met. */
export function table(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((c) => [
    c.name,
    `${show(median(c.ours))} ${c.unit}`,
    `${show(median(c.baseline))} ${c.unit}`,
    show(median(c.ratios)),
    `${show(Math.min(...c.ratios))}–${show(Math.max(...c.ratios))}`,
    c.goal,
    c.met ? 'yes' : 'NO',
    c.note ?? '',
  ]);
  const header = ['measure', 'ours', 'baseline', 'ratio', 'spread', 'goal', 'met', 'note'];
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
