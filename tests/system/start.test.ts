import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@antrean/testing';
import { npmStart, type StartedSystem } from './npm-start.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Failure {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `npm start` that is expected to refuse; gives its exit code and everything it said. */
async function refusedStart(variables: Record<string, string>): Promise<{ code: number; said: string }> {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...variables };
  return run('npm', ['start'], { cwd: root, env: environment, timeout: 30_000 }).then(
    () => {
      throw new Error('it started');
    },
    (error: Failure) => ({ code: error.code, said: error.stdout + error.stderr }),
  );
}

describe('npm start', () => {
  const started: StartedSystem[] = [];
  const start = async (variables?: Record<string, string>): Promise<StartedSystem> => {
    const system = await npmStart(variables);
    started.push(system);
    return system;
  };
  afterAll(async () => {
    for (const system of started) await system.dispose();
  }, 60_000);

  const token = async ({ port }: StartedSystem, nik = 'EMP001', password = 'emp123'): Promise<string> => {
    const response = await fetch(`http://localhost:${port}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ nik, password }),
    });
    const { accessToken }: { accessToken: string } = JSON.parse(await response.text());
    return accessToken;
  };
  const order = async (system: StartedSystem): Promise<number> => {
    const response = await fetch(`http://localhost:${system.port}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(system)}` },
      body: '{"shiftId":1,"jumlahPesanan":1}',
    });
    const { id }: { id: number } = JSON.parse(await response.text());
    return id;
  };

  it('S3-RUN-04 S4-RUN-01 tells where things are and who can log in; two copies run side by side; data outlives Ctrl-C and SIGKILL', async () => {
    const first = await start();
    expect(first.output()).toContain(`http://localhost:${first.port}/api/docs`);
    expect(first.output()).toMatch(/ADM001\s+admin123\s+administrator/);
    const mailbox = await fetch(`http://localhost:${first.mailPort}/email`);
    expect([mailbox.status, await mailbox.json()]).toEqual([200, []]);

    const second = await start();
    expect(await order(first)).toBe(1);
    expect(await order(first)).toBe(2);
    expect(await order(second)).toBe(1);
    expect(await second.interrupt()).toBe(0);

    expect(await first.interrupt()).toBe(0);
    await expect(fetch(`http://localhost:${first.port}/api/health`)).rejects.toThrow();
    const again = await start({ DATA_DIR: first.dataDir });
    expect(await order(again)).toBe(3);

    await again.kill();
    const recovered = await start({ DATA_DIR: first.dataDir });
    expect(await order(recovered)).toBe(4);
  }, 240_000);

  it('names a taken port and its variable, and leaves nothing running', async () => {
    const taken = createServer().listen(0);
    await once(taken, 'listening');
    const address = taken.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const { code, said } = await refusedStart({
      PORT: port,
      WS_PORT: String(await freePort()),
      DATA_DIR: '/tmp/antrean-taken',
    });
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`PORT.*${port}|${port}.*PORT`));
    taken.close();
  }, 60_000);

  it('in production refuses embedded services and default secrets', async () => {
    const embedded = await refusedStart({ NODE_ENV: 'production' });
    expect(embedded.said).toMatch(/DATABASE_URL/);
    const secrets = await run(process.execPath, ['--conditions=@antrean/source', 'apps/api/src/main.ts'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'production',
        DATABASE_URL: 'postgresql://antrean:strong@db/antrean',
        REDIS_URL: 'redis://redis:6379',
        SMTP_URL: 'smtp://mail:25',
        CORS_ORIGIN: '*',
      },
    }).then(
      () => ({ code: 0, stderr: '' }),
      (error: Failure) => error,
    );
    expect(secrets.code).toBe(1);
    for (const variable of ['JWT_SECRET', 'JWT_REFRESH_SECRET', 'CORS_ORIGIN'])
      expect(secrets.stderr).toContain(variable);
  }, 60_000);
});
