import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}
interface Project {
  compilerOptions?: { outDir?: string };
  references?: { path: string }[];
  exclude?: string[];
}

const read = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const manifests = ['apps/*/package.json', 'libs/*/package.json', 'libs/domains/*/package.json'];
/** The console is built by vite and only checked by the compiler. */
const folders = globSync(manifests, { cwd: ROOT })
  .map(dirname)
  .filter((folder) => folder !== 'apps/console')
  .sort();
const folderOf = new Map(
  folders.map((folder) => [read<Manifest>(join(folder, 'package.json')).name, folder]),
);

/** Where a project's references point, relative to the root. */
const referenced = (folder: string) =>
  (read<Project>(join(folder, 'tsconfig.json')).references ?? [])
    .map(({ path }) => relative(ROOT, join(ROOT, folder, path)))
    .sort();

describe('npm run lint', () => {
  it('S3-QLT-01 checks code, boundaries and format, and warnings fail it', () => {
    const { scripts } = read<{ scripts: Record<string, string> }>('package.json');
    expect(scripts['lint']).toMatch(/eslint [.] --max-warnings 0/);
    expect(scripts['lint']).toMatch(/depcruise .*apps libs tests bench tools/);
    expect(scripts['lint']).toMatch(/prettier --check [.]/);
  });
});

describe('the workspaces', () => {
  it('are all built by `tsc -b`', () => {
    expect(referenced('.')).toEqual(folders);
  });

  // npm links by dependencies, the compiler builds by references: a difference shows only in production.
  it.each(folders)('%s references what it depends on', (folder) => {
    const dependencies = Object.keys(read<Manifest>(join(folder, 'package.json')).dependencies ?? {});
    const own = dependencies.flatMap((name) => folderOf.get(name) ?? []).sort();
    expect(referenced(folder)).toEqual(own);
  });

  it.each(folders)('S3-QLT-01 %s is compiled strictly, for ES2021 or newer', (folder) => {
    // What the compiler makes of the project and of all that it extends.
    const shown = execFileSync(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '--showConfig', '-p', folder],
      { cwd: ROOT, encoding: 'utf8' },
    );
    const { compilerOptions }: { compilerOptions: Record<string, unknown> } = JSON.parse(shown);
    expect(compilerOptions['strict']).toBe(true);
    const loosened = Object.entries(compilerOptions).filter(
      ([name, value]) => /^(strict|noImplicit|useUnknown|alwaysStrict)/.test(name) && value === false,
    );
    expect(loosened).toEqual([]);
    expect(Number(/^es(\d{4})$/i.exec(String(compilerOptions['target']))?.[1])).toBeGreaterThanOrEqual(2021);
  });

  it.each(folders)('S3-QLT-01 %s is built into dist/, without its tests', (folder) => {
    const project = read<Project>(join(folder, 'tsconfig.json'));
    expect(project.compilerOptions?.outDir).toBe('dist');
    expect(project.exclude).toEqual(expect.arrayContaining(['src/**/*.test.ts', 'src/**/*.factory.ts']));
  });
});
