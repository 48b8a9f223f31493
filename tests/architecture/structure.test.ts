import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const run = promisify(execFile);
const check = (tool: string) =>
  run(process.execPath, ['--conditions=@antrean/source', `tools/${tool}.ts`, '--check'], {
    cwd: join(import.meta.dirname, '../..'),
  });

it('docs/structure.md is the drawing of today’s imports', async () => {
  await expect(check('draw-structure')).resolves.toBeDefined();
}, 60_000);

it('the types of @antrean/client are those of the api of today', async () => {
  await expect(check('make-client-types')).resolves.toBeDefined();
}, 60_000);
