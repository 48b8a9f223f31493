/**
 * `npm run simulate:rvm`: a fleet of reverse vending machines against a running system, over HTTP; `-- --help` tells what can be
 * said. Ends with 1 when the fleet could not begin.
 */
import { setMaxListeners } from 'node:events';
import { percentile } from './demo/percentile.ts';
import { openRegistry, SimulatorError } from './rvm/fleet-registry.ts';
import { rest, runFleet, type Fleet } from './rvm/fleet.ts';
import { readOptions, type SimulatorOptions } from './rvm/simulator-option.ts';

const FIGURES_EVERY_MS = 10_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const told = (fleet: Fleet, seconds: number): string => {
  const { reports, heartbeats, failures, latencies, statuses } = fleet.figures();
  const counts = Map.groupBy(statuses.values(), (status) => status);
  const each = [...counts].map(([status, those]) => `${those.length} ${status}`).sort();
  return (
    `${Math.round(seconds)} s: ${reports} reports, ${heartbeats} heartbeats, ${failures} failed; ` +
    `p50 ${percentile(latencies, 50)} ms, p99 ${percentile(latencies, 99)} ms; ${each.join(', ') || 'nobody was heard yet'}`
  );
};

async function simulate(options: SimulatorOptions): Promise<void> {
  const ending = new AbortController();
  const stopping = ending.signal;
  // Each machine waits for it.
  setMaxListeners(0, stopping);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());

  const registry = await openRegistry(options, { say, stopping });
  const machines = await registry.open(options.machines);
  const { url, everyS, faults, forS } = options;
  say(`each reports every ${everyS} s to ${url}; Ctrl-C ends it`);
  const begun = performance.now();
  const elapsed = (): number => (performance.now() - begun) / 1_000;
  const fleet = runFleet(machines, {
    ...{ url, everyS, faults, random: Math.random, stopping, say },
    renew: (machine) => registry.renew(machine),
  });
  if (forS !== null) void rest(forS * 1_000, stopping).then(() => ending.abort());
  while (!stopping.aborted) {
    await rest(FIGURES_EVERY_MS, stopping);
    if (!stopping.aborted) say(told(fleet, elapsed()));
  }
  await fleet.ended;
  say(`ended after ${told(fleet, elapsed())}`);
  if (options.remove) await registry.remove(machines);
  await registry.close();
}

const read = readOptions(process.argv.slice(2), process.env);
if ('text' in read) {
  (read.isWrong ? process.stderr : process.stdout).write(`${read.text}\n`);
  process.exitCode = read.isWrong ? 1 : 0;
} else {
  try {
    await simulate(read.options);
  } catch (error) {
    // Ctrl-C before the fleet was there.
    const isStopped = error instanceof Error && error.name === 'AbortError';
    if (!isStopped) {
      process.stderr.write(`${error instanceof SimulatorError ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}
