import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '@antrean/testing';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start` as a newcomer runs it, with nothing but other ports and another folder for its data. */
export interface StartedSystem {
  readonly port: number;
  readonly realtimePort: number;
  readonly mailPort: number;
  readonly dataDir: string;
  output(): string;
  /** Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** Kills the supervisor without a chance to clean up. */
  kill(): Promise<void>;
  /** Ends it if it still runs, and removes its data. */
  dispose(): Promise<void>;
}

/** Runs the README's start command and waits until it says that everything runs. */
export async function npmStart(variables: Readonly<Record<string, string>> = {}): Promise<StartedSystem> {
  const dataDir = variables['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'antrean-start-')));
  const [port = 0, realtimePort = 0, smtpPort = 0, mailPort = 0] = await freePorts(4);
  const child: ChildProcess = spawn('npm', ['start'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: String(port),
      WS_PORT: String(realtimePort),
      SMTP_PORT: String(smtpPort),
      MAIL_UI_PORT: String(mailPort),
      DATA_DIR: dataDir,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that an interrupt reaches npm and the supervisor as it does in a terminal.
    detached: true,
  });
  let output = '';
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    const look = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Ctrl-C ends it')) resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', () => reject(new Error(`npm start ended:\n${output}`)));
  });
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, name);
  };
  const interrupt = async (): Promise<number | null> => {
    signal('SIGINT');
    await exited;
    return child.exitCode;
  };
  return {
    port,
    realtimePort,
    mailPort,
    dataDir,
    output: () => output,
    interrupt,
    kill: async () => {
      signal('SIGKILL');
      await exited;
    },
    dispose: async () => {
      await interrupt();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
