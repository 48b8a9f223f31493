/**
 * `npm run structure`: draws what imports what, from the imports, into docs/structure.md. A test says when the drawing is
 * not that of the sources any more.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const FILE = 'docs/structure.md';

/** @param collapse which folders are one box each */
function draw(collapse: string, ...folders: string[]): string {
  const drawn = execFileSync(
    process.execPath,
    [
      'node_modules/.bin/depcruise',
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'mermaid', '--collapse', collapse],
      ...['--include-only', `^(${folders.join('|')})/`, '--exclude', '[.](test|factory)[.]ts$|/dist/'],
      ...folders,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return `\`\`\`mermaid\n${drawn.trim()}\n\`\`\``;
}

const text = `# Structure

Made by \`npm run structure\` from the imports; do not edit it. An arrow goes from what imports to what is imported; what
may import what is said in the [developer guide](developer-guide.md).

## Apps and domains

${draw('^(apps/[^/]+|libs/domains/[^/]+|libs/platform)', 'apps', 'libs/domains', 'libs/platform')}

## Concerns of the platform

${draw('^libs/platform/src/[^/]+', 'libs/platform')}
`;
const drawing = await format(text, { parser: 'markdown', printWidth: 110 });
if (process.argv.includes('--check')) {
  if (readFileSync(`${root}${FILE}`, 'utf8') !== drawing) {
    process.stderr.write(`${FILE} is not what the sources are: npm run structure\n`);
    process.exitCode = 1;
  }
} else writeFileSync(`${root}${FILE}`, drawing);
