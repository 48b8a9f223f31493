import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

it('docs/structure.md is the drawing of today’s imports', () => {
  const check = (): Buffer =>
    execFileSync(process.execPath, ['--conditions=@antrean/source', 'tools/draw-structure.ts', '--check'], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: 'pipe',
    });
  expect(check).not.toThrow();
}, 60_000);
