import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { pathToFileURL } from 'node:url';
import { startChild, type Child } from '@antrean/embedded';
import { keepAlive, type Part } from './start-keep-alive.ts';
import type { AppPlan, SetupPlan, StartPlan } from './start-plan.ts';
import { StartError } from './start-settings.ts';

const GRACE_MS = 15_000;
const READY_WITHIN_MS = 60_000;
const DEATHS_BEFORE_GIVING_UP = 3;
const POLL_MS = 100;
const GUARD = pathToFileURL(path.join(import.meta.dirname, 'start-guard.ts')).href;

/** What the system's own Node processes have in common. */
export type AppContext = {
  readonly plan: StartPlan;
  readonly env: NodeJS.ProcessEnv;
  readonly dataDir: string;
  readonly watch: boolean;
  say(line: string): void;
  /** Aborted when nobody waits for the start any more. */
  readonly over: AbortSignal;
};

/** Where a process of the plan is recorded, for a start after this supervisor was killed. */
export function recordFile(dataDir: string, name: string): string {
  return path.join(dataDir, `${name}.process`);
}

/** The grace that a process has between being asked to end and being ended, in milliseconds. */
export const APP_GRACE_MS = GRACE_MS;

/**
 * Starts a process that shall always run.
 *
 * @returns the part to stop, and `untilReady`: resolves when it does its work, rejects with a StartError when it dies
 * three times before or takes longer than 60 s (with `watch`, it may take for ever: its sources may be under repair).
 */
export async function startApp(
  app: AppPlan,
  context: AppContext,
): Promise<{ part: Part; untilReady(): Promise<void> }> {
  const gaveUp = new AbortController();
  const heard = Promise.withResolvers<void>();
  const awaited = 'line' in app.ready ? app.ready.line : undefined;
  let deaths = 0;
  const giveUp = (why: string) =>
    gaveUp.abort(new StartError(`${app.name} ${why}. Its lines above, marked [${app.name}], say why.`));

  const flags = context.watch ? ['--watch', '--watch-preserve-output'] : [];
  const start = () =>
    startNode(app, context, flags, (line) => {
      if (awaited !== undefined && line.includes(awaited)) heard.resolve();
    });

  const part = keepAlive({
    name: app.name,
    say: context.say,
    running: await start(),
    startAgain: start,
    onEnded: (how) => {
      deaths += 1;
      if (deaths >= DEATHS_BEFORE_GIVING_UP) giveUp(`does not start (${how}, ${deaths} times)`);
    },
  });
  const untilReady = async () => {
    const timer = setTimeout(() => giveUp(`is not ready after ${READY_WITHIN_MS / 1000} s`), READY_WITHIN_MS);
    if (context.watch) clearTimeout(timer);
    const signal = AbortSignal.any([context.over, gaveUp.signal]);
    try {
      await ('line' in app.ready
        ? unlessAborted(heard.promise, signal)
        : untilAnswering(app.ready.url, signal));
    } finally {
      clearTimeout(timer);
    }
  };
  return { part, untilReady };
}

/**
 * Runs a process that has to succeed once.
 *
 * @throws StartError when it does not, and the abort reason when `over` comes first.
 */
export async function runSetup(
  setup: SetupPlan,
  context: AppContext,
  track: (part: Part) => void,
): Promise<void> {
  const child = await startNode(setup, context, [], () => undefined);
  track({ name: setup.name, stop: child.stop, kill: child.kill });
  const how = await unlessAborted(child.exited, context.over);
  if (how !== 'exit code 0') {
    throw new StartError(`${setup.name} failed (${how}). Its lines above, marked [${setup.name}], say why.`);
  }
}

function startNode(
  { name, script }: SetupPlan,
  context: AppContext,
  flags: readonly string[],
  onLine: (line: string) => void,
): Promise<Child> {
  return startChild({
    command: process.execPath,
    args: [...flags, ...context.plan.nodeFlags, `--import=${GUARD}`, script],
    cwd: context.plan.root,
    // What one process has compiled, types removed, the next one reads: it starts with two thirds of the work.
    env: { NODE_COMPILE_CACHE: path.join(context.dataDir, 'compile-cache'), ...context.env },
    recordFile: recordFile(context.dataDir, name),
    graceMs: GRACE_MS,
    onLine: (line) => {
      context.say(`[${name}] ${line}`);
      onLine(line);
    },
  });
}

async function untilAnswering(url: string, signal: AbortSignal): Promise<void> {
  while (!(await answers(url))) await unlessAborted(sleep(POLL_MS), signal);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.status === 200;
    },
    () => false,
  );
}

/** What the promise gives, unless the signal comes first: then its reason is thrown. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: done.signal });
  });
  try {
    await Promise.race([promise, aborted]);
    signal.throwIfAborted();
    return await promise;
  } finally {
    done.abort();
  }
}
