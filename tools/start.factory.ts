import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '@antrean/testing';

const MAIN = path.join(import.meta.dirname, 'start-main.ts');

/** Small programs in the places of the real ones; each prints what a test looks for. */
const STAND_INS = {
  'migrate.mjs': `console.log('migrating');`,
  'server.mjs': `
    import { createServer } from 'node:http';
    const server = createServer((request, response) => response.end());
        process.on('SIGTERM', () => { console.log('server ending'); process.exit(0); });
    server.listen(Number(process.env.PORT), () => console.log('serving with pid ' + process.pid));`,
  'worker.mjs': `
        setInterval(() => {}, 1000);
    process.on('SIGTERM', () => { console.log('worker ending'); process.exit(0); });
    console.log('worker ready, pid ' + process.pid);`,
};

const RUN = `
import { startFromTerminal } from ${JSON.stringify(MAIN)};
process.exit(await startFromTerminal((settings) => ({
  root: import.meta.dirname,
  nodeFlags: [],
  setup: [{ name: 'migrate', script: 'migrate.mjs' }],
  apps: [
    { name: 'server', script: 'server.mjs', ready: { url: 'http://127.0.0.1:' + settings.port } },
    { name: 'worker', script: 'worker.mjs', ready: { line: 'worker ready' } },
  ],
  greeting: async (_, urls) => ['everything runs ' + JSON.stringify(urls)],
})));
`;

/** A supervisor that runs in a terminal of its own. */
export type Terminal = {
  readonly pid: number;
  /** The lines that were printed so far. */
  lines(): readonly string[];
  /** The first line, from now or before, that matches; how often it must have matched. Rejects when it ends before. */
  line(pattern: RegExp, times?: number): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
};

/** A folder with a stand-in system, which can be started several times. */
export type StandInSystem = {
  readonly folder: string;
  readonly env: Record<string, string>;
  write(file: string, content: string): Promise<void>;
  start(env?: Record<string, string>, ...args: string[]): Terminal;
  remove(): Promise<void>;
};

/** Services that are named and never used, so that none is started. */
export const NO_SERVICES = {
  DATABASE_URL: 'postgres://nowhere.test/none',
  REDIS_URL: 'redis://nowhere.test',
  SMTP_URL: 'smtp://nowhere.test',
};

export async function createStandInSystem(): Promise<StandInSystem> {
  const folder = await mkdtemp(path.join(tmpdir(), 'antrean-start-'));
  const [port, wsPort, smtpPort, uiPort] = await freePorts(4);
  const env = {
    PORT: `${port}`,
    WS_PORT: `${wsPort}`,
    SMTP_PORT: `${smtpPort}`,
    MAIL_UI_PORT: `${uiPort}`,
    NODE_ENV: 'test',
  };
  const write = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  };
  for (const [file, content] of Object.entries({ ...STAND_INS, 'run.mts': RUN })) await write(file, content);
  const terminals: Terminal[] = [];
  return {
    folder,
    env,
    write,
    start: (extra = {}, ...args) => {
      const terminal = openTerminal(folder, { ...env, ...extra }, args);
      terminals.push(terminal);
      return terminal;
    },
    remove: async () => {
      for (const terminal of terminals) terminal.signal('SIGTERM');
      await Promise.all(terminals.map(({ ended }) => ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function openTerminal(folder: string, env: Record<string, string>, args: string[]): Terminal {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !['DATA_DIR', ...Object.keys(NO_SERVICES)].includes(name),
  );
  const child = spawn(process.execPath, ['--conditions=@antrean/source', 'run.mts', ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      child.emit('output');
    });
  }
  let isOver = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    child.emit('output');
    return code ?? signal;
  });
  // What follows the last line's end is a line that is still being printed.
  const lines = () => text.split('\n').slice(0, -1);
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    signal: (signal) => void child.kill(signal),
    line: async (pattern, times = 1) => {
      for (;;) {
        const found = lines().filter((line) => pattern.test(line));
        const match = found[times - 1];
        if (match !== undefined) return match;
        if (isOver) throw new Error(`It ended without printing ${pattern}:\n${text}`);
        await once(child, 'output');
      }
    },
  };
}
