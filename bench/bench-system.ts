import { mkdtemp, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPostgres, startRedis } from '@antrean/embedded';
import { freePorts, startApp, startTestMailbox, type AppName, type AppProcess } from '@antrean/testing';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** A system to measure: real processes on an embedded PostgreSQL that keeps its promises (fsync on). */
export interface BenchSystem {
  readonly apiUrl: string;
  readonly realtimeUrl: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly redisKind: string;
  readonly apiPid: number;
  readonly postgresPid: number;
  /** Of what runs at the moment: our processes, PostgreSQL and Redis. */
  pids(): { apps: readonly number[]; services: readonly number[] };
  /** Every process that was started, ours and the services. */
  processes(): readonly { readonly name: string; readonly pid: number }[];
  login(nik: string, password: string): Promise<string>;
  start(name: AppName): Promise<AppProcess>;
  stop(): Promise<void>;
}

export async function startBenchSystem(): Promise<BenchSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'antrean-bench-'));
  const postgres = await startPostgres({ dataDir, log: () => undefined });
  const redis = await startRedis({ dataDir, log: () => undefined });
  const mailbox = await startTestMailbox();
  const [port = 0, realtimePort = 0] = await freePorts(2);
  const environment = {
    NODE_ENV: 'development',
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    SMTP_URL: mailbox.smtpUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    WS_PORT: String(realtimePort),
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
    // Machines rest between two rounds, and are not to fall silent.
    RVM_OFFLINE_AFTER_S: '3600',
  };
  await run(process.execPath, ['--conditions=@antrean/source', 'apps/worker/src/migrate.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', ...environment },
  });
  const apps: AppProcess[] = [];
  const start = async (name: AppName): Promise<AppProcess> => {
    const app = await startApp(name, environment);
    apps.push(app);
    return app;
  };
  const api = await start('api');
  const apiUrl = `http://127.0.0.1:${port}`;
  return {
    apiUrl,
    realtimeUrl: `http://127.0.0.1:${realtimePort}`,
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    redisKind: redis.kind,
    apiPid: api.pid,
    postgresPid: postgres.pid,
    pids: () => ({ apps: apps.map(({ pid }) => pid), services: [postgres.pid, redis.pid] }),
    processes: () => [
      ...apps.map(({ name, pid }) => ({ name, pid })),
      ...[
        { name: 'postgres', pid: postgres.pid },
        { name: 'redis', pid: redis.pid },
      ],
    ],
    login: async (nik, password) => {
      const response = await fetch(`${apiUrl}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ nik, password }),
      });
      const { accessToken }: { accessToken: string } = JSON.parse(await response.text());
      return accessToken;
    },
    start,
    stop: async () => {
      await Promise.all(apps.map((app) => app.kill('SIGTERM')));
      await Promise.all([mailbox.stop(), redis.stop()]);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
