import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';
import { commandLine, describeProcess, hasEnded } from './process-record.ts';
import { textOf } from './text-file.ts';

const END_MS = 30_000;
const POLL_MS = 20;

/** What a server says about itself in its data folder. */
type Postmaster = { pid: number; status: string; lines: string[] };

async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const lines = ((await textOf(path.join(folder, 'postmaster.pid'))) ?? '').split('\n');
  const pid = Math.abs(Number(lines[0]));
  return pid > 0 ? { pid, status: lines[7]?.trim() ?? '', lines } : undefined;
}

/**
 * Ends the server that still runs on a data folder because its parent was killed: PostgreSQL outlives its parent.
 * Only a process whose command line names this very folder is touched.
 */
export async function endSurvivor(folder: string, log: (line: string) => void): Promise<void> {
  const postmaster = await readPostmaster(folder);
  if (postmaster === undefined) return;
  const { pid, lines } = postmaster;
  const survivor = await describeProcess(pid);
  if (survivor !== undefined && (await commandLine(pid)).includes(`-D ${folder} `)) {
    log(`ending the server that an earlier, killed start left behind (process ${pid})`);
    process.kill(pid, 'SIGINT');
    if (await hasEnded(survivor, END_MS)) return;
    process.kill(pid, 'SIGQUIT');
    if (await hasEnded(survivor, END_MS)) return;
    throw new Error(
      `PostgreSQL (process ${pid}) still runs on ${folder} and does not end. End it and start again.`,
    );
  }
  // The server is dead, but its pid may be another process's now, or a dead process that nobody collected, and
  // PostgreSQL would take either for a living server. It never does so with its own parent's pid. The file stays:
  // the rest of it lets PostgreSQL find out whether orphans of the dead server still use the shared memory.
  await writeFile(path.join(folder, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'));
}

/**
 * Resolves when a server that was just started accepts connections.
 *
 * @throws with the server's own words when it ends instead.
 */
export async function waitUntilAccepting(folder: string, server: Child): Promise<void> {
  for (;;) {
    const postmaster = await readPostmaster(folder);
    if (postmaster?.pid === server.pid && postmaster.status === 'ready') return;
    if (server.hasExited()) {
      const how = await server.exited;
      throw new Error(`PostgreSQL did not start (${how}). It said:\n${server.tail()}`);
    }
    await sleep(POLL_MS);
  }
}
