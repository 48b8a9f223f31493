import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Comparison } from './measure.ts';

/** What a child process tells of itself: its peak RSS in KB, and the pages that it wrote. */
interface Peak {
  kilobytes: number;
  pages: number;
}

/**
 * How production bounds V8's nursery, if it does. Unbounded it grows with the garbage, whatever is kept, to an eighth
 * of a gigabyte and more on a machine with much memory.
 */
async function nurseryOption(): Promise<string[]> {
  const production = await readFile(new URL('../ecosystem.config.js', import.meta.url), 'utf8');
  return production.match(/--max-semi-space-size=\d+/) ?? [];
}

/**
 * How far the peak RSS of a process that writes many rows lies above that of one that writes few.
 *
 * @param module a file that, as the main module, takes the number of rows and `argument`, and calls `tellPeak` at last
 * @param growth of the two peaks, in `unit`
 */
export async function benchMemory(
  name: string,
  module: string,
  argument: string,
  rows: readonly [few: number, many: number],
  goal: { limit: number; unit: string; growth: (few: Peak, many: Peak) => number },
): Promise<Comparison> {
  const nursery = await nurseryOption();
  const peakOf = async (count: number): Promise<Peak> => {
    const child = await promisify(execFile)(process.execPath, [
      ...nursery,
      '--conditions=@antrean/source',
      fileURLToPath(module),
      String(count),
      argument,
    ]);
    return JSON.parse(child.stdout);
  };
  const few = await peakOf(rows[0]);
  const many = await peakOf(rows[1]);
  const value = goal.growth(few, many);
  return {
    name: `${name}: growth of the peak RSS, ${rows.join(' → ')} rows`,
    ours: [many.kilobytes / 1_024],
    baseline: [few.kilobytes / 1_024],
    ratios: [value],
    unit: 'MB',
    goal: `≤ ${goal.limit} ${goal.unit}`,
    met: value <= goal.limit,
    note: `column "ratio" is the growth in ${goal.unit}; ${nursery[0] ?? 'nursery of V8 unbounded'}`,
  };
}

/** The child's side. Not `resourceUsage().maxRSS`: that starts at what the parent had when it forked. */
export async function tellPeak(pages = 0): Promise<void> {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
  process.stdout.write(JSON.stringify({ kilobytes: Number(peak), pages }));
}
