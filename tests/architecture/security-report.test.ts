import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const REPORT = 'docs/security.md';

/**
 * The requirements of OWASP ASVS 5.0.0 of level 1 and 2: chapter and section, then the first to the last of them.
 * Those of level 3 are left out, and so numbers are missing.
 */
const ASVS = `
  1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2
  2.1:1-3 2.2:1-3 2.3:1-4 2.4:1
  3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 3.7:1-2
  4.1:1-3 4.2:1 4.3:1-2 4.4:1-4
  5.1:1 5.2:1-3 5.3:1-2 5.4:1-3
  6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4
  7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2
  8.1:1-2 8.2:1-3 8.3:1 8.4:1
  9.1:1-3 9.2:1-4
  10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3
  11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1 11.6:1
  12.1:1-3 12.2:1-2 12.3:1-4
  13.1:1 13.2:1-5 13.3:1-2 13.4:1-5
  14.1:1-2 14.2:1-4 14.3:1-3
  15.1:1-3 15.2:1-3 15.3:1-7
  16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3
  17.1:1 17.2:1-4 17.3:1-2
`;
const STATUSES = ['holds', 'holds, by file', 'does not apply', 'open'];
const API_RISKS = Array.from({ length: 10 }, (_, n) => `API${n + 1}`);

const requiredIds = ASVS.trim()
  .split(/\s+/)
  .flatMap((entry) => {
    const [section = '', range = ''] = entry.split(':');
    const [first = 1, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, n) => `V${section}.${first + n}`);
  });

/** What stands behind `it(`, `describe(` and `it.each(…)(`, as it is written in the source. */
function titlesIn(source: string): Set<string> {
  const code = source.replaceAll(/^\s*\/\/.*$/gm, '');
  return new Set(
    [...code.matchAll(/\(\s*(['"`])((?:\\.|(?!\1)[^\\\n])*)\1,\s*(?:async\b|\(|\{)/g)].map(
      ([, , title]) => title ?? '',
    ),
  );
}

const isTest = (path: string): boolean => path.endsWith('.test.ts');

/** Links as `[text](path)`; a title may hold brackets of its own. */
const linksIn = (text: string): { title: string; path: string }[] =>
  [...text.matchAll(/\[((?:[^[\]]|\[[^[\]]*\])+)\]\(([^()\s]+)\)/g)].map(([, title = '', path = '']) => ({
    title,
    path,
  }));

interface Row {
  id: string;
  status: string;
  evidence: string;
}

const rowsOf = (text: string): Row[] =>
  text.split('\n').flatMap((line) => {
    const [, id = '', , status = '', evidence = ''] = line.split('|').map((cell) => cell.trim());
    return /^V\d+\.\d+\.\d+$/.test(id) ? [{ id, status, evidence }] : [];
  });

/** GitHub's name of a heading in a link. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');

/** Everything that is wrong with a report, in words. */
function faultsOf(text: string, read: (path: string) => string | null): string[] {
  const rows = rowsOf(text);
  const headings = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));
  const titles = new Map<string, Set<string>>();
  const titlesOf = (path: string): Set<string> => {
    const known = titles.get(path) ?? titlesIn(read(path) ?? '');
    titles.set(path, known);
    return known;
  };
  const fault = ({ title, path }: { title: string; path: string }): string[] => {
    if (path.startsWith('https://')) return [];
    if (path.startsWith('#')) return headings.has(path.slice(1)) ? [] : [`There is no heading ${path}.`];
    const file = relative('.', join(dirname(REPORT), path.split('#')[0] ?? ''));
    if (read(file) === null) return [`There is no file ${file}.`];
    const isNamed = !isTest(file) || file.endsWith(`/${title}`) || titlesOf(file).has(title);
    return isNamed ? [] : [`${file} has no test "${title}".`];
  };
  const evidenceFault = ({ id, status, evidence }: Row): string[] => {
    if (!STATUSES.includes(status))
      return [`${id}: "${status}" is no status; there are ${STATUSES.join('; ')}.`];
    const links = linksIn(evidence);
    if (status === 'holds' && !links.some(({ path }) => isTest(path)))
      return [`${id} holds, and names no test.`];
    if (status === 'holds, by file' && links.length === 0) return [`${id} holds by a file, and names none.`];
    return evidence === '' ? [`${id} is "${status}", and does not say why.`] : [];
  };
  const found = rows.map(({ id }) => id);
  return [
    ...requiredIds.filter((id) => !found.includes(id)).map((id) => `${id} is missing.`),
    ...found.filter((id, at) => found.indexOf(id) !== at).map((id) => `${id} is there twice.`),
    ...found
      .filter((id) => !requiredIds.includes(id))
      .map((id) => `${id} is no requirement of level 1 or 2.`),
    ...rows.flatMap(evidenceFault),
    ...linksIn(text).flatMap(fault),
  ];
}

const readFile = (path: string): string | null => {
  const file = join(ROOT, path);
  if (!existsSync(file)) return null;
  return isTest(path) ? readFileSync(file, 'utf8') : '';
};

describe('docs/security.md', () => {
  const report = readFileSync(join(ROOT, REPORT), 'utf8');

  it('S0-DEL-10 S0-TEST-06 names each requirement of ASVS 5.0 L2 once, with tests that exist', () => {
    expect(requiredIds).toHaveLength(253);
    expect(faultsOf(report, readFile)).toEqual([]);
  });

  it('S0-DEL-10 counts what it says', () => {
    const counts = STATUSES.map((status) => rowsOf(report).filter((row) => row.status === status).length);
    expect(report).toContain(`| **all** | ${requiredIds.length} | ${counts.join(' | ')} |`);
  });

  it('S0-DEL-10 has a row for each of the API Security Top 10', () => {
    for (const risk of API_RISKS) expect(report).toMatch(new RegExp(`^\\| ${risk} .*\\.test\\.ts\\)`, 'm'));
  });

  it('S0-DEL-10 is found from where people look', () => {
    for (const file of ['README.md', 'docs/security-checklist.md', 'docs/developer-guide.md', 'SECURITY.md'])
      expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(/\]\((?:docs\/)?security\.md\)/);
  });
});

describe('a report is wrong', () => {
  const source = `it('does it', () => {});\nit.each([1])(\n  'does %s [so]',\n  async () => {},\n);\n// it('did it', () => {});\n`;
  const read = (path: string): string | null =>
    ({ 'libs/a.test.ts': source, 'docs/security.md': '', 'libs/a.ts': '' })[path] ?? null;
  const good = requiredIds.map((id) => `| ${id} | x | does not apply | because |`);
  const withFirst = (cells: string): string[] =>
    faultsOf([`| V1.1.1 | x | ${cells} |`, ...good.slice(1)].join('\n'), read);

  it('but not this one', () => {
    expect(withFirst('holds | [does it](../libs/a.test.ts); [does %s [so]](../libs/a.test.ts)')).toEqual([]);
    expect(withFirst('holds, by file | [a.ts](../libs/a.ts)')).toEqual([]);
  });

  it.each([
    ['a test was renamed', 'holds | [did that](../libs/a.test.ts)', 'libs/a.test.ts has no test "did that".'],
    [
      'a test was commented out',
      'holds | [did it](../libs/a.test.ts)',
      'libs/a.test.ts has no test "did it".',
    ],
    ['a test file was removed', 'holds | [does it](../libs/b.test.ts)', 'There is no file libs/b.test.ts.'],
    ['nothing shows it', 'holds | we believe so', 'V1.1.1 holds, and names no test.'],
    ['no file shows it', 'holds, by file | somewhere', 'V1.1.1 holds by a file, and names none.'],
    ['a heading is gone', 'holds, by file | [a](#keys)', 'There is no heading #keys.'],
    ['nobody says why', 'open | ', 'V1.1.1 is "open", and does not say why.'],
    ['a status is invented', 'mostly | because', expect.stringContaining('"mostly" is no status')],
  ])('when %s', (_, cells, told) => {
    expect(withFirst(cells)).toEqual([told]);
  });

  it('when a requirement is missing, there twice, or none', () => {
    const rows = [...good.slice(2), good[2], '| V1.9.9 | x | open | because |'];
    expect(faultsOf(rows.join('\n'), read)).toEqual([
      'V1.1.1 is missing.',
      'V1.1.2 is missing.',
      'V1.2.1 is there twice.',
      'V1.9.9 is no requirement of level 1 or 2.',
    ]);
  });
});
