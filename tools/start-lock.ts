import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeProcess, isAlive, readRecord } from '@antrean/embedded';
import { StartError } from './start-settings.ts';

/**
 * Makes this process the only one that runs a system on a data folder. The lock of a process that was killed does
 * not count.
 *
 * @returns a function that gives the folder free.
 * @throws StartError when another process runs a system on it, or when the folder cannot be used.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, 'start.lock');
  const me = await describeProcess(process.pid);
  if (me === undefined) throw new Error('This process does not find itself in the list of processes.');
  const text = `${me.pid}\n${me.startedAt}\n`;
  await mkdir(dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new StartError(`DATA_DIR cannot be used: ${String(cause)}`, { cause });
  });
  while (!(await createFile(file, text))) {
    const holder = await readRecord(file);
    if (holder !== undefined && (await isAlive(holder))) {
      throw new StartError(
        `The system already runs with the data in ${dataDir} (process ${holder.pid}). End it first, or set DATA_DIR ` +
          'to run a second one beside it.',
      );
    }
    await rm(file, { force: true });
  }
  return () => rm(file, { force: true });
}

async function createFile(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new StartError(`DATA_DIR cannot be used: ${String(error)}`, { cause: error });
  }
}
