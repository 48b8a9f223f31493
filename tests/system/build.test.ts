import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', TZ: 'UTC' };

/** Plain Node without the condition by which packages resolve to their sources: what production runs. */
describe('npm run build', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem();
    await run('npm', ['run', 'build'], { cwd: ROOT, env: environment, maxBuffer: 1 << 26 });
  }, 600_000);
  afterAll(() => system.stop());

  it('S3-OPS-02 emits dist/ of every app, and the migrations run from there', async () => {
    for (const app of ['api', 'worker', 'realtime']) {
      expect(existsSync(join(ROOT, `apps/${app}/dist/main.js`))).toBe(true);
    }
    expect(existsSync(join(ROOT, 'apps/console/dist/index.html'))).toBe(true);
    await run(process.execPath, ['apps/worker/dist/migrate.js'], {
      cwd: ROOT,
      env: { ...environment, ...system.environment },
    });
  });

  it('S3-OPS-02 S0-DEL-06 the api of dist/ starts, answers and ends in order', async () => {
    const api = spawn(process.execPath, ['apps/api/dist/main.js'], {
      cwd: ROOT,
      env: { ...environment, ...system.environment },
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for await (const chunk of api.stdout) {
      output += String(chunk);
      if (output.includes('api ready')) break;
    }
    expect(output).toContain('api ready');
    expect((await system.call('GET', '/api/health/live')).body).toEqual({ status: 'ok' });
    const token = await system.login('ADM001', 'admin123');
    expect((await system.call('GET', '/api/reports/consumption', { token })).status).toBe(200);
    api.kill('SIGTERM');
    expect(await once(api, 'exit')).toEqual([0, null]);
  });
});
