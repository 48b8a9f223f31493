import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Runs a module as a Node process, to be a parent that can be killed.
 *
 * @param source may import this package's files by absolute path; it says that it is ready by printing JSON.
 * @returns that JSON in `said`.
 */
export async function runParent(
  source: string,
): Promise<{ pid: number; said: string; kill(): Promise<void> }> {
  const args = ['--conditions=@antrean/source', '--input-type=module-typescript', '--eval', source];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said = await new Promise<string | undefined>((resolve) => {
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => line.startsWith('{') && resolve(line));
    lines.on('close', () => resolve(undefined));
  });
  if (child.pid === undefined || said === undefined) {
    throw new Error('The parent ended without a word');
  }
  return {
    pid: child.pid,
    said,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
