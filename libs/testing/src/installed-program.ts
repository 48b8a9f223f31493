import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the first of these programs is that the PATH leads to; undefined when none is installed. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // not there, or not ours to run
  }
}

/** The browser that tests drive, if one is installed. */
export const findBrowser = (): string | undefined =>
  findProgram('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');

/** What some tests want beside npm's packages. They skip themselves without it, and the end of the run says so. */
const WANTED = [
  { tests: 'tests in a browser', found: findBrowser, package: 'chromium' },
  {
    tests: 'nginx.conf.example',
    found: () => findProgram('nginx') && findProgram('openssl'),
    package: 'nginx-light openssl',
  },
  {
    tests: 'faults of an installed Redis (the one from npm was used)',
    found: () => findProgram('redis-server', 'valkey-server'),
    package: 'redis-server',
  },
];

/** One line about what this machine lacks, and how to get it; undefined when it has all. */
export function describeMissingPrograms(): string | undefined {
  const missing = WANTED.filter(({ found }) => found() === undefined);
  if (missing.length === 0) return undefined;
  const tests = missing.map(({ tests }) => tests).join(', ');
  return `Skipped on this machine: ${tests}. To run them too: apt-get install ${missing.map((each) => each.package).join(' ')}`;
}
