import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startChild, type Child } from './child.ts';
import {
  commandLine,
  describeProcess,
  endLeftover,
  isAlive,
  readRecord,
  writeRecord,
} from './process-record.ts';

let folder: string;
let file: string;
let child: Child;

async function run(script: string): Promise<Child> {
  const ready = Promise.withResolvers<void>();
  child = await startChild({
    command: process.execPath,
    args: ['--eval', `${script}; setInterval(() => {}, 1000); console.log('ready')`],
    onLine: () => ready.resolve(),
    recordFile: file,
    graceMs: 5000,
  });
  await ready.promise;
  return child;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'antrean-record-'));
  file = path.join(folder, 'some.process');
});

afterEach(async () => {
  child.kill();
  await child.exited;
  await rm(folder, { recursive: true });
});

describe('a recorded process', () => {
  it('is found and ended, and its record goes', async () => {
    await run('0');

    expect(await endLeftover(file, 5000)).toBe(true);

    expect(await child.exited).toBe('signal SIGTERM');
    expect(await readRecord(file)).toBeUndefined();
    expect(await endLeftover(file, 5000)).toBe(false);
  });

  it('is ended by force when it does not listen', async () => {
    await run("process.on('SIGTERM', () => {})");

    await endLeftover(file, 100);

    expect(await child.exited).toBe('signal SIGKILL');
  });

  it('is left alone when it only has the pid of the one that was recorded', async () => {
    const { pid } = await run('0');
    await writeRecord(file, { pid, startedAt: '1' });

    expect(await endLeftover(file, 5000)).toBe(false);

    expect(child.hasExited()).toBe(false);
  });

  it('is not alive once it has ended', async () => {
    const { pid } = await run('0');
    const record = await describeProcess(pid);
    expect(await commandLine(pid)).toContain('--eval');
    expect(record && (await isAlive(record))).toBe(true);

    await child.stop();

    expect(record && (await isAlive(record))).toBe(false);
    expect(await commandLine(pid)).toBe('');
  });
});
