import { once } from 'node:events';
import { endLeftover, portProblem } from '@antrean/embedded';
import { APP_GRACE_MS, recordFile, runSetup, startApp, type AppContext } from './start-app.ts';
import type { Part } from './start-keep-alive.ts';
import { lockDataDir } from './start-lock.ts';
import type { StartPlan } from './start-plan.ts';
import { startServices } from './start-services.ts';
import { neededPorts, StartError, type StartSettings } from './start-settings.ts';

export type System = {
  readonly settings: StartSettings;
  readonly plan: StartPlan;
  readonly env: NodeJS.ProcessEnv;
  say(line: string): void;
  /** Aborted to end everything in order. */
  readonly ending: AbortSignal;
  /** Aborted to end everything at once. */
  readonly forced: AbortSignal;
};

/**
 * Runs the whole system until `ending`: services, migrations, processes. Leaves nothing running, however it ends.
 *
 * @throws StartError when it cannot start; nothing when `ending` comes in the middle of the start.
 */
export async function runSystem(system: System): Promise<void> {
  const { settings, ending } = system;
  const unlock = await lockDataDir(settings.dataDir);
  const over = new AbortController();
  const services: Part[] = [];
  const processes: Part[] = [];
  system.forced.addEventListener('abort', () => [...processes, ...services].forEach((part) => part.kill()));
  try {
    await startEverything(system, AbortSignal.any([ending, over.signal]), services, processes);
    if (!ending.aborted) await once(ending, 'abort');
  } catch (error) {
    if (!ending.aborted) throw error;
  } finally {
    over.abort();
    if (services.length + processes.length > 0) system.say('[start] ending');
    await stopInOrder(services, processes);
    await unlock();
  }
}

async function startEverything(
  system: System,
  over: AbortSignal,
  services: Part[],
  processes: Part[],
): Promise<void> {
  const { settings, plan, say } = system;
  await endLeftovers(system);
  await requireFreePorts(settings);
  const urls = await startServices(settings, say, (part) => services.push(part));
  over.throwIfAborted();

  const env = {
    ...system.env,
    TZ: 'UTC',

    NODE_ENV: settings.nodeEnv,
    PORT: String(settings.port),
    WS_PORT: String(settings.wsPort),
    DATA_DIR: settings.dataDir,
    DATABASE_URL: urls.databaseUrl,
    REDIS_URL: urls.redisUrl,
    SMTP_URL: urls.smtpUrl,
  };
  const owner = urls.databaseOwnerUrl === undefined ? {} : { DATABASE_OWNER_URL: urls.databaseOwnerUrl };
  const context: AppContext = { plan, env, dataDir: settings.dataDir, watch: settings.watch, say, over };
  for (const setup of plan.setup) {
    say(`[start] ${setup.name} …`);
    await runSetup(setup, { ...context, env: { ...env, ...owner } }, (part) => processes.push(part));
  }
  const waits: (() => Promise<void>)[] = [];
  for (const app of plan.apps) {
    const { part, untilReady } = await startApp(app, context);
    processes.push(part);
    waits.push(() => untilReady().then(() => say(`[start] ${app.name} ready`)));
  }
  await Promise.all(waits.map((wait) => wait()));
  for (const line of await plan.greeting(settings, urls)) say(line);
}

/** Ends the processes of an earlier supervisor that was killed and could not end them itself. */
async function endLeftovers({ settings, plan, say }: System): Promise<void> {
  const names = [...plan.setup, ...plan.apps].map(({ name }) => name);
  await Promise.all(
    names.map(async (name) => {
      const wasThere = await endLeftover(recordFile(settings.dataDir, name), APP_GRACE_MS);
      if (wasThere) say(`[start] ended ${name}, which an earlier, killed start left behind`);
    }),
  );
}

async function requireFreePorts(settings: StartSettings): Promise<void> {
  for (const { variable, port } of neededPorts(settings)) {
    const problem = await portProblem(port);
    if (problem === 'taken') {
      throw new StartError(
        `Port ${port} (${variable}) is in use by another program. End that program, or set ${variable} to a free port.`,
      );
    }
    if (problem !== undefined) {
      throw new StartError(
        `This user may not open port ${port} (${variable}). Set ${variable} to a port above 1023.`,
      );
    }
  }
}

/** First the processes together, then the services, the newest first: nobody loses what it still needs. */
async function stopInOrder(services: readonly Part[], processes: readonly Part[]): Promise<void> {
  await Promise.all(processes.map((part) => part.stop()));
  for (const part of services.toReversed()) await part.stop();
}
