import { setTimeout as delay } from 'node:timers/promises';
import { logFailure } from '../database/index.ts';
import type { Logger } from '../observability/index.ts';
import type { System } from './compose-domains.ts';
import type { ServingDependencies } from './define-domain.ts';

/**
 * Does what domains have the api do of itself, each at once and then with its pauses. One that fails is tried again at its
 * next turn.
 * @returns to stop it: resolves when no turn is under way
 */
export async function startServing(
  { domains }: System,
  { database, log, variables }: ServingDependencies & { log: Logger; variables?: NodeJS.ProcessEnv },
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  for (const { name, openServing } of domains) {
    const serving = await openServing({ database }, variables);
    if (serving) loops.push(repeat(serving, name));
  }

  async function repeat({ everyMs, run }: { everyMs: number; run: () => Promise<void> }, name: string) {
    while (!stopping.signal.aborted) {
      await run().catch((error: unknown) =>
        logFailure(log, error, `what ${name} does while the api serves failed`),
      );
      await delay(everyMs, undefined, { signal: stopping.signal, ref: false }).catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
      });
    }
  }

  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}
