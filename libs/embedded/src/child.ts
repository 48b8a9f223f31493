import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { describeProcess, writeRecord } from './process-record.ts';

const TAIL_LINES = 20;
const OUTPUT_GRACE_MS = 1000;

export type ChildOptions = {
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Only root may set these. */
  uid?: number;
  gid?: number;
  /** Every line of standard output and standard error. */
  onLine(line: string): void;
  /** Where to note pid and start time, so that a later start finds the process if this one is killed. */
  recordFile?: string;
  /** What asks for an orderly end (default SIGTERM), and what follows when the grace is over (default SIGKILL). */
  endSignal?: NodeJS.Signals;
  lastSignal?: NodeJS.Signals;
  graceMs: number;
};

/** A running child process. */
export type Child = {
  readonly pid: number;
  /** Resolves, never rejects, with how it ended: `exit code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  hasExited(): boolean;
  /** Its newest lines, for error messages. */
  tail(): string;
  /** Asks it to end, insists after the grace, and resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once with `lastSignal`. */
  kill(): void;
};

/**
 * Starts a child in a process group of its own: a terminal's Ctrl-C reaches every process of the group in the
 * foreground, and it's for the parent to decide what ends when. Its standard input is a pipe that stays open as
 * long as the parent lives, so a child that reads it learns of the parent's death.
 *
 * @throws when the command cannot be run.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { endSignal = 'SIGTERM', lastSignal = 'SIGKILL' } = options;
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  const tail = collectLines(child, options.onLine);
  const pid = await pidOf(child, options.command);
  const onParentExit = () => signalProcess(pid, endSignal);
  process.once('exit', onParentExit);

  let ended = false;
  const exited = new Promise<string>((resolve) => {
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
      ended = true;
      process.removeListener('exit', onParentExit);
      // What it started itself must not outlive it, or it would hold on to ports and files.
      signalProcess(-pid, 'SIGKILL');
      const tell = () => resolve(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`);
      const timer = setTimeout(tell, OUTPUT_GRACE_MS);
      child.once('close', () => (clearTimeout(timer), tell()));
    };
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else child.once('exit', onExit);
  });
  const record = options.recordFile === undefined ? undefined : await describeProcess(pid);
  if (options.recordFile !== undefined && record !== undefined) await writeRecord(options.recordFile, record);

  return {
    pid,
    exited,
    hasExited: () => ended,
    tail: () => tail.join('\n'),
    kill: () => {
      if (!ended) signalProcess(-pid, lastSignal);
    },
    stop: async () => {
      if (!ended) signalProcess(pid, endSignal);
      const timer = setTimeout(() => signalProcess(-pid, lastSignal), options.graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function collectLines(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  onLine: (line: string) => void,
) {
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      onLine(line);
    });
  }
  return tail;
}

function pidOf(child: ChildProcessByStdio<Writable, Readable, Readable>, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    if (child.pid !== undefined) resolve(child.pid);
    child.once('error', (error) =>
      reject(new Error(`Cannot run ${command}: ${error.message}`, { cause: error })),
    );
  });
}

/** Sends a signal to a process, or to a process group when `pid` is negative; one that is gone is no error. */
function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // macOS answers EPERM for a group whose members are all dead.
    const gone = pid < 0 ? ['ESRCH', 'EPERM'] : ['ESRCH'];
    if (!(error instanceof Error && 'code' in error && gone.includes(String(error.code)))) throw error;
  }
}
