import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { startChild } from './child.ts';
import type { EmbeddedServer, EmbeddedServerOptions } from './embedded-server.ts';
import { rememberedPort } from './free-port.ts';
import { launchAs, postgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binary.ts';
import { DATABASE, ensureCluster } from './postgres-cluster.ts';
import { endSurvivor, waitUntilAccepting } from './postgres-survivor.ts';

/** A fast shutdown writes a checkpoint; after that long it is cut short, and the next start recovers. */
const STOP_MS = 20_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Three processes, each with its pools, and room for tools and tests.
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Statements that fail are the application's to report; the log tells what happens to the server itself.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

/**
 * Starts a real PostgreSQL 18 on 127.0.0.1 with the database `antrean`, its data in `<dataDir>/postgres`. The port
 * and the password are chosen once and kept beside the data. A server that a killed parent left behind is ended
 * first. The caller sees to it that a data folder has one user at a time.
 *
 * @throws when it does not start, with the server's own words.
 */
export async function startPostgres(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  await mkdir(options.dataDir, { recursive: true });
  const folder = path.join(await realpath(options.dataDir), 'postgres');
  const cluster = { binaries: postgresBinaries(), folder, account: await postgresAccount(folder) };
  const password = await ensureCluster(cluster);
  await endSurvivor(folder, options.log);
  const port = options.port ?? (await rememberedPort(`${folder}.port`));

  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', folder, '-p', String(port), ...settings];
  const program = path.join(cluster.binaries, 'postgres');
  let isRunning = false;
  const server = await startChild({
    ...(await launchAs(cluster.account, program, args, [path.dirname(folder)])),
    cwd: '/',
    onLine: (line) => {
      if (isRunning) options.log(line);
    },
    endSignal: 'SIGINT',
    lastSignal: 'SIGQUIT',
    graceMs: STOP_MS,
  });
  await waitUntilAccepting(folder, server);
  isRunning = true;

  return {
    url: `postgres://${DATABASE}:${password}@127.0.0.1:${port}/${DATABASE}`,
    port,
    pid: server.pid,
    exited: server.exited,
    kill: server.kill,
    stop: () => {
      isRunning = false;
      return server.stop();
    },
  };
}
