import { existsSync } from 'node:fs';
import type { StartPlan } from './start-plan.ts';
import { readSettings, StartError, type StartSettings } from './start-settings.ts';
import { listenForEnd } from './start-signals.ts';
import { runSystem } from './start-system.ts';

/**
 * Runs a system in a terminal until it's told to end.
 *
 * @returns the exit code: 0 after an end in order, 1 when it could not start, 130 after an end by force.
 */
export async function startFromTerminal(planFor: (settings: StartSettings) => StartPlan): Promise<number> {
  // A terminal that was closed, or a pipe whose reader left, must not keep the system from ending in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const { ending, forced } = listenForEnd();
  try {
    // Variables that are set already win over the file's.
    if (existsSync('.env')) process.loadEnvFile('.env');
    const settings = readSettings(process.env, process.argv.slice(2));
    await runSystem({
      settings,
      plan: planFor(settings),
      env: process.env,
      say: (line) => process.stdout.write(`${line}\n`),
      ending,
      forced,
    });
    return forced.aborted ? 130 : 0;
  } catch (error) {
    if (forced.aborted) return 130;
    const isForPeople = error instanceof StartError || !(error instanceof Error);
    process.stderr.write(`\n${isForPeople ? String(error).replace(/^Error: /, '') : error.stack}\n`);
    return 1;
  }
}
