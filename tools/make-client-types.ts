/** `npm run client`: writes the types of @antrean/client anew. `--check` only says whether they are those of the api. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClientTypes } from './client-types.ts';

for (const [file, text] of await makeClientTypes()) {
  const path = join(import.meta.dirname, '..', file);
  if (!process.argv.includes('--check')) await writeFile(path, text);
  else if ((await readFile(path, 'utf8')) !== text) {
    process.stderr.write(`${file} is not what the routes and events are: npm run client\n`);
    process.exitCode = 1;
  }
}
