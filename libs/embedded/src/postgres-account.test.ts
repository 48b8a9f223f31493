import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchAs, postgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binary.ts';

let closed: string;

beforeAll(async () => {
  // Only its owner may enter what mkdtemp makes, like /root.
  closed = await mkdtemp(path.join(tmpdir(), 'antrean-closed-'));
});

afterAll(() => rm(closed, { recursive: true, force: true }));

describe('the account that runs PostgreSQL', () => {
  it('reaches programs and data in folders that only root may enter', async () => {
    execFileSync('cp', ['-a', path.dirname(postgresBinaries()), closed]);
    const initdb = path.join(closed, 'native', 'bin', 'initdb');
    const cluster = path.join(closed, 'data');
    const account = await postgresAccount(cluster);

    const { command, args, ...identity } = await launchAs(account, initdb, ['--version'], [closed]);
    const said = await promisify(execFile)(command, args, { cwd: '/', ...identity });

    expect(said).toEqual({ stdout: expect.stringMatching(/PostgreSQL\) 18/), stderr: '' });
  });

  it('is never root', async () => {
    const account = await postgresAccount(path.join(closed, 'data'));

    const { command, args, ...identity } = await launchAs(account, '/usr/bin/id', ['-u'], [closed]);
    const { stdout } = await promisify(execFile)(command, args, { cwd: '/', ...identity });

    expect(Number(stdout)).toBeGreaterThan(0);
  });
});
