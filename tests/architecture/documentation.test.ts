import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SCREENS } from '../../apps/console/src/screens.ts';
import { en } from '../../apps/console/src/text-en.ts';

const DOCUMENTS = ['README.md', 'DEPLOYMENT.md', 'SECURITY.md', ...globSync('docs/**/*.md')].toSorted();
const text = (file: string): string => readFileSync(file, 'utf8');
const withoutCode = (file: string): string => text(file).replaceAll(/^```[\s\S]*?^```/gm, '');

/** As GitHub makes them of headings. */
const anchorsOf = (file: string): string[] =>
  [...withoutCode(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

describe('the documentation', () => {
  it('S0-QG-03 leads nowhere that is not there', () => {
    const broken = DOCUMENTS.flatMap((file) =>
      [...withoutCode(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        if (/^(?:https?|mailto):/.test(link)) return [];
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? file : normalize(join(dirname(file), path));
        const isThere =
          existsSync(target) && (!anchor || !target.endsWith('.md') || anchorsOf(target).includes(anchor));
        return isThere ? [] : [`${file}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('S0-QG-03 names only commands and programs that there are', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(text('package.json'));
    const unknown = DOCUMENTS.flatMap((file) => {
      const commands = [...text(file).matchAll(/\bnpm run ([a-z][\w:-]*)(?![\w:-])(?! -w)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in scripts));
      const programs = [...text(file).matchAll(/\bnode (?:--\S+ )*((?:tools|dist|bench)\/[\w./-]+\.ts)/g)]
        .map(([, program = '']) => program)
        .filter((program) => !existsSync(program));
      return [...commands, ...programs].map((name) => `${file}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it('S0-DOC-01 S0-DEL-07 the user guide tells of each screen of the console by its name, and the developer guide how to add one', () => {
    const [, section = ''] = /^## The console$([\s\S]*?)^## /m.exec(text('docs/user-guide.md')) ?? [];
    const names = SCREENS.map(({ says }) => en.nav[says].toLowerCase());
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !section.toLowerCase().includes(name))).toEqual([]);
    const headings = text('docs/developer-guide.md').match(/^## .+$/gm);
    for (const what of ['domain', 'screen', 'job', 'notification', 'schedule'])
      expect(headings).toContain(`## Add a ${what}`);
  });

  it('S0-DOC-03 the deployment guide has each step from the machine to the upgrade, and names the examples that go with it', () => {
    const guide = text('DEPLOYMENT.md');
    for (const file of ['.env.production.example', 'nginx.conf.example', 'ecosystem.config.js'])
      expect(guide).toContain(file);
    for (const step of ['Database', 'PM2', 'nginx and TLS', 'Docker', 'Backup and restore', 'Upgrade'])
      expect(guide).toMatch(new RegExp(`^## (?:\\d+\\. )?${step}$`, 'm'));
  });

  it('S0-DEL-09 S0-TEST-05 the figures tell what each benchmark measures against what, and their tables are kept', () => {
    const names = [...text('bench/run.ts').matchAll(/if \(runs\('(\w+)'\)/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(10);
    const told = text('docs/performance.md');
    expect(names.filter((name) => !told.includes(`| \`${name}\` |`))).toEqual([]);
    expect(globSync('bench/results/*.md').length).toBeGreaterThan(0);
  });
});
