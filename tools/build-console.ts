/**
 * Builds the console when its sources are others than those of the last build, for `npm start`. Two starts at once do not
 * disturb each other: each builds beside the place and puts it there when it is whole.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildConsole, consoleFolder } from '../apps/console/build.ts';

const root = join(import.meta.dirname, '..');
/** What the build is made of. */
const SOURCES = ['apps/console', 'libs/client/src', 'package-lock.json'];
const NOT_SOURCES = /[/\\](?:dist|node_modules)(?:[/\\.]|$)/;

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(root, source);
    const entries = source.endsWith('.json')
      ? [path]
      : (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => join(parentPath, name))
          .filter((file) => !NOT_SOURCES.test(file.slice(root.length)))
          .sort();
    for (const file of entries) hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

// `npm start` runs in development, which Vite would take for the page too.
process.env['NODE_ENV'] = 'production';
const wanted = await hashSources();
const built = await readFile(join(consoleFolder, '.sources'), 'utf8').catch(() => null);
if (built !== wanted) await buildConsole(wanted);
