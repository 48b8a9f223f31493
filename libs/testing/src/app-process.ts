import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';

export type AppName = 'api' | 'worker' | 'realtime';

/** One of our real processes, run from its sources. */
export interface AppProcess {
  readonly name: AppName;
  readonly pid: number;
  /** Everything that it has written so far. */
  output(): string;
  /** Resolves when the process has written `text`; rejects when it ends first. */
  said(text: string): Promise<void>;
  /** Sends a signal and waits until the process is gone. Returns its exit code, null when the signal ended it. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What every process of ours needs of the test's own environment; the cache of compiled sources halves its start. */
export function processEnvironment(): Record<string, string> {
  const { PATH = '', TEST_COMPILE_CACHE: cache } = process.env;
  return { PATH, TZ: 'UTC', ...(cache && { NODE_COMPILE_CACHE: cache }) };
}

/**
 * Starts an app and waits until it says that it is ready.
 * @param onSpawned given the app at once
 * @param folder the workspace that it is started from; this one when absent
 */
export async function startApp(
  name: AppName,
  environment: Readonly<Record<string, string>>,
  onSpawned: (app: AppProcess) => void = () => undefined,
  folder = root,
): Promise<AppProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    // As in ecosystem.config.js, where it says why.
    ['--max-semi-space-size=4', '--conditions=@antrean/source', `apps/${name}/src/main.ts`],
    {
      cwd: folder,
      env: { ...processEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const look of [...waiting]) look();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      changed();
    });
  }
  const exit = once(child, 'exit').then(() => {
    ended = true;
    changed();
    return child.exitCode;
  });
  const app: AppProcess = {
    name,
    pid: child.pid ?? -1,
    output: () => output,
    said: (text) =>
      new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (output.includes(text)) resolve();
          else if (ended)
            reject(new Error(`${name} ended before it said "${text}":\n${output.slice(-4_000)}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      return exit;
    },
  };
  onSpawned(app);
  await app.said(`${name} ready`);
  return app;
}
