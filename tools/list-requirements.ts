/**
 * `node --conditions=@antrean/source tools/list-requirements.ts [--check]`: writes into docs/requirements.md which
 * tests name which requirement. The first two columns are written by people. Ends with 1 when a test names an id that
 * has no row, when a row has no test, or, with --check, when the file is not up to date.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderRequirements } from './requirement-table.ts';

const root = path.dirname(import.meta.dirname);
const file = path.join(root, 'docs/requirements.md');
const tests = globSync('{apps,libs,tests,tools}/**/*.test.ts', {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name === 'dist',
}).map((name) => ({ name, source: readFileSync(path.join(root, name), 'utf8') }));

const before = readFileSync(file, 'utf8');
const { text, problems } = renderRequirements(before, tests);
if (text !== before) {
  if (process.argv.includes('--check')) {
    problems.push('docs/requirements.md is not up to date; run: node tools/list-requirements.ts');
  } else {
    writeFileSync(file, text);
  }
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
