import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Runs a module as a Node process, to be a parent that can be killed.
 *
 * @param source may import this package's files by absolute path; its first line of output says that it is ready.
 */
export async function runParent(
  source: string,
): Promise<{ pid: number; firstLine: string; kill(): Promise<void> }> {
  const args = ['--conditions=@antrean/source', '--input-type=module-typescript', '--eval', source];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (child.pid === undefined || typeof value !== 'string')
    throw new Error('The parent ended without a word');
  return {
    pid: child.pid,
    firstLine: value,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
