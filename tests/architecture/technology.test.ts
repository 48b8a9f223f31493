import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

interface Module {
  source: string;
  dependencies: { resolved: string; dependencyTypes: string[] }[];
}

/**
 * Everything that a process loads when it starts: from its main file along the imports, without types, and of the doors
 * that domains open when they are asked only the one that is the process's.
 */
function loadedBy(main: string, door: string): string[] {
  const output = execFileSync(
    process.execPath,
    [
      'node_modules/.bin/depcruise',
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', main],
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const { modules }: { modules: Module[] } = JSON.parse(output);
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const loaded = new Set([main]);
  for (const source of loaded) {
    for (const { resolved, dependencyTypes } of bySource.get(source)?.dependencies ?? []) {
      if (dependencyTypes.includes('type-only')) continue;
      if (!dependencyTypes.includes('dynamic-import') || resolved.endsWith(`/${door}.ts`))
        loaded.add(resolved);
    }
  }
  return [...loaded];
}

const packagesOf = (files: readonly string[]): string[] => [
  ...new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])),
];

const HEAVY = ['bullmq', 'nodemailer', 'pdfkit', 'fontkit'];

describe('the processes', () => {
  let api: string[];
  let worker: string[];
  let realtime: string[];
  beforeAll(() => {
    api = loadedBy('apps/api/src/main.ts', 'http');
    worker = loadedBy('apps/worker/src/main.ts', 'worker');
    realtime = loadedBy('apps/realtime/src/main.ts', 'realtime');
  }, 60_000);

  it('CARD-TECH-01 are TypeScript: an Express api, BullMQ workers, a Socket.IO tier, all on PostgreSQL', () => {
    expect(packagesOf(api)).toContain('express');
    expect(packagesOf(worker)).toContain('bullmq');
    expect(packagesOf(realtime)).toContain('socket.io');
    for (const files of [api, worker, realtime]) expect(packagesOf(files)).toContain('@mikro-orm/postgresql');
    const sources = globSync('{apps,libs/platform,libs/domains/*}/**/src/**/*.{ts,js,mjs,cjs}', {
      cwd: ROOT,
    });
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((file) => !file.endsWith('.ts'))).toEqual([]);
  });

  it('CARD-JOB-01 the api cannot do heavy work: it loads no job, no queue, no mail and no PDF writer', () => {
    const heavy = (files: readonly string[]) => ({
      packages: packagesOf(files).filter((name) => HEAVY.includes(name)),
      jobs: files.filter((file) => /^libs\/domains\/.*([.]job|\/worker)[.]ts$/.test(file)),
    });
    expect(heavy(api)).toEqual({ packages: [], jobs: [] });
    expect(heavy(realtime)).toEqual({ packages: [], jobs: [] });
    expect(api).toContain('libs/domains/sales/src/pos-order.routes.ts');
    // The worker does all of it, so the names above are those to look for. What writes PDFs it loads with the first.
    const pdf = loadedBy('libs/platform/src/pdf/index.ts', 'none');
    expect(packagesOf([...worker, ...pdf])).toEqual(expect.arrayContaining(HEAVY));
    expect(heavy(worker).jobs.length).toBeGreaterThan(5);
  });
});
