import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { FleetMachine } from './fleet-registry.ts';
import { simulatedMachine, type Report } from './simulated-machine.ts';

/** How long an answer is waited for. */
const PATIENCE_MS = 15_000;
/** Of so many answers it is known how long they took. */
const REMEMBERED = 20_000;

const ANSWER = z.object({ status: z.string() });

/** What became of what was sent. */
export interface FleetFigures {
  readonly reports: number;
  readonly heartbeats: number;
  /** That got no answer, or one that was not 2xx. */
  readonly failures: number;
  /** How long the latest answers took, in milliseconds. */
  readonly latencies: readonly number[];
  /** By what the system says that each machine is; of those that were answered. */
  readonly statuses: ReadonlyMap<number, string>;
}

export interface Fleet {
  figures(): FleetFigures;
  /** Resolves when no request is under way any more, after the signal. */
  readonly ended: Promise<void>;
}

/**
 * Has machines report every so many seconds, each at an instant of its own, until the signal. What gets no answer is said
 * again before anything else, as `seq` allows.
 */
export function runFleet(
  machines: readonly FleetMachine[],
  options: {
    url: string;
    everyS: number;
    faults: number;
    random: () => number;
    stopping: AbortSignal;
    say: (line: string) => void;
    /** The token of this machine is over. */
    renew: (machine: FleetMachine) => Promise<void>;
  },
): Fleet {
  const { url, everyS, faults, random, stopping, say, renew } = options;
  const latencies: number[] = [];
  const statuses = new Map<number, string>();
  let [reports, heartbeats, failures, answered] = [0, 0, 0, 0];
  let isAway = false;

  const complain = (machine: FleetMachine, why: string): void => say(`${machine.code} is not heard: ${why}`);

  const tellAway = (machine: FleetMachine, why: string): void => {
    if (!isAway) complain(machine, why);
    isAway = true;
  };

  const refused = async (machine: FleetMachine, response: Response): Promise<void> => {
    const why = `${response.status} ${(await response.text()).slice(0, 200)}`;
    if (response.status >= 500) tellAway(machine, why);
    else if (response.status !== 401) complain(machine, why);
    else if (!stopping.aborted)
      await renew(machine).catch((error: unknown) => complain(machine, `it has no token: ${textOf(error)}`));
  };

  /** @returns whether it was heard */
  const send = async (
    machine: FleetMachine,
    path: 'status' | 'heartbeat',
    body?: Report,
  ): Promise<boolean> => {
    const begun = performance.now();
    try {
      const response = await fetch(`${url}/api/rvms/${machine.id}/${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${machine.token}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        // What is under way when it ends is waited for: it was heard, or will be.
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!response.ok) {
        failures += 1;
        await refused(machine, response);
        return false;
      }
      const { status } = ANSWER.parse(await response.json());
      latencies[answered % REMEMBERED] = performance.now() - begun;
      answered += 1;
      if (path === 'status') reports += 1;
      else heartbeats += 1;
      const before = statuses.get(machine.id);
      statuses.set(machine.id, status);
      if (before !== undefined && before !== status) say(`${machine.code}: ${before} → ${status}`);
      if (isAway) say('the system answers again');
      isAway = false;
      return true;
    } catch (error) {
      failures += 1;
      tellAway(machine, textOf(error));
      return false;
    }
  };

  const live = async (machine: FleetMachine): Promise<void> => {
    // The time, so that it grows over restarts; a machine that reports more often than every millisecond is none.
    const simulated = simulatedMachine({ capacity: machine.capacity, faults, random, seq: Date.now() });
    const untold: Report[] = [];
    await rest(random() * everyS * 1_000, stopping);
    while (!stopping.aborted) {
      const turn = simulated.next(new Date());
      if (turn.note !== null) say(`${machine.code} ${turn.note}`);
      untold.push(...turn.reports);
      // So many that its computer keeps.
      untold.splice(0, untold.length - 100);
      if (untold.length === 0 && turn.silentMs === 0) await send(machine, 'heartbeat');
      while (untold[0] && !stopping.aborted && (await send(machine, 'status', untold[0]))) untold.shift();
      await rest(Math.max(turn.silentMs, everyS * 1_000), stopping);
    }
  };

  return {
    figures: () => ({ reports, heartbeats, failures, latencies, statuses }),
    ended: Promise.all(machines.map(live)).then(() => undefined),
  };
}

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
};

/** Ends early, and without an error, when it is to stop. */
export const rest = (ms: number, stopping: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal: stopping }).catch((error: unknown) => {
    if (!stopping.aborted) throw error;
  });
