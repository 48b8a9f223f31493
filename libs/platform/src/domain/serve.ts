import { setTimeout as delay } from 'node:timers/promises';
import { logFailure } from '../database/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Serving } from '../realtime/index.ts';
import type { System } from './compose-domains.ts';
import type { ServingDependencies } from './define-domain.ts';

/**
 * Does what domains have the api do of itself, each at once and then with its pauses. One that fails is tried again at its
 * next turn.
 * @returns when each has had its first turn: to stop it, which resolves when no turn is under way
 */
export async function startServing(
  { domains }: System,
  { variables, ...dependencies }: ServingDependencies & { variables?: NodeJS.ProcessEnv },
): Promise<() => Promise<void>> {
  const opened = await Promise.all(domains.map((domain) => domain.openServing(dependencies, variables)));
  return takeTurns(
    opened.filter((serving) => serving !== null),
    dependencies.log,
  );
}

/** {@link startServing} of what is open already. */
export async function takeTurns(serving: readonly Serving[], log: Logger): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const take = ({ what, run }: Serving): Promise<void> =>
    run().catch((error: unknown) => logFailure(log, error, `${what} failed; it is tried again`));
  const repeat = async (each: Serving): Promise<void> => {
    while (!signal.aborted) {
      await delay(each.everyMs, undefined, { signal, ref: false }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      if (!signal.aborted) await take(each);
    }
  };
  await Promise.all(serving.map(take));
  const loops = serving.map(repeat);
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}
