import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { textOf } from './text-file.ts';

const run = promisify(execFile);
const POLL_MS = 25;

/** Names one process for good: a pid alone may be somebody else's by now, a pid with its start time is not. */
export type ProcessRecord = { readonly pid: number; readonly startedAt: string };

/**
 * When a process started, in a form that only serves comparison (clock ticks since boot on Linux, a date
 * elsewhere).
 *
 * @returns undefined when there is no such process, or when it is dead and merely not collected by its parent yet.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return psColumn(pid, 'lstart');
  const stat = await textOf(`/proc/${pid}/stat`);
  // The program's name stands in parentheses and may hold anything, so fields are counted from the last one.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** A process's command line, arguments separated by blanks; empty when there is no such living process. */
export async function commandLine(pid: number): Promise<string> {
  if (process.platform !== 'linux') return (await psColumn(pid, 'command')) ?? '';
  return ((await textOf(`/proc/${pid}/cmdline`)) ?? '').split('\0').join(' ');
}

/** Describes a living process; undefined when it has ended already. */
export async function describeProcess(pid: number): Promise<ProcessRecord | undefined> {
  const startedAt = await processStart(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Reads a record that `writeRecord` wrote; undefined when there is none or a crash left half of one. */
export async function readRecord(file: string): Promise<ProcessRecord | undefined> {
  const [pid, startedAt] = ((await textOf(file)) ?? '').split('\n');
  return Number(pid) > 0 && startedAt ? { pid: Number(pid), startedAt } : undefined;
}

export async function writeRecord(file: string, record: ProcessRecord): Promise<void> {
  await writeFile(file, `${record.pid}\n${record.startedAt}\n`);
}

/** Whether exactly the recorded process, not a later one with its pid, still lives. */
export async function isAlive(record: ProcessRecord): Promise<boolean> {
  return (await processStart(record.pid)) === record.startedAt;
}

/**
 * Ends the process that an earlier, killed parent recorded in `file`, if it still lives: SIGTERM, and SIGKILL for
 * its whole process group after `graceMs`. Another process that got its pid since is left alone.
 *
 * @returns whether there was one to end.
 */
export async function endLeftover(file: string, graceMs: number): Promise<boolean> {
  const record = await readRecord(file);
  const found = record !== undefined && (await isAlive(record));
  if (found) {
    process.kill(record.pid, 'SIGTERM');
    if (!(await hasEnded(record, graceMs))) {
      process.kill(-record.pid, 'SIGKILL');
      await hasEnded(record, graceMs);
    }
  }
  await rm(file, { force: true });
  return found;
}

/** Waits at most `withinMs` for a recorded process to end, and tells whether it did. */
export async function hasEnded(record: ProcessRecord, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (await isAlive(record)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

async function psColumn(pid: number, column: string): Promise<string | undefined> {
  try {
    return (await run('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)])).stdout.trim() || undefined;
  } catch (error) {
    // ps ends with 1, and prints nothing, when there is no such process.
    if (error instanceof Error && 'code' in error && error.code === 1) return undefined;
    throw error;
  }
}
