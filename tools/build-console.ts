/**
 * Builds the console when its sources are others than those of the last build, for `npm start`. Two starts at once do not
 * disturb each other: each builds beside the place and puts it there when it is whole.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildConsole, consoleFolder, hashSources } from '../apps/console/build.ts';

// `npm start` runs in development, which Vite would take for the page too.
process.env['NODE_ENV'] = 'production';
const wanted = await hashSources();
const built = await readFile(join(consoleFolder, '.sources'), 'utf8').catch(() => null);
if (built !== wanted) await buildConsole(wanted);
