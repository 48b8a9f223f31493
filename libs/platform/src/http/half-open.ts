import type { Metrics } from '../observability/index.ts';

/** Connections that are being opened, in all and of one address, behind which a whole company may be. */
const MOST = 2_000;
const MOST_PER_ADDRESS = 1_000;

/** Counts who is at the door. `enter` answers how to leave, or null when there are too many. */
export function createHalfOpen(metrics: Metrics): { enter(address: string): (() => void) | null } {
  const counts = new Map<string, number>();
  let all = 0;
  const change = (address: string, by: number): void => {
    const count = (counts.get(address) ?? 0) + by;
    if (count > 0) counts.set(address, count);
    else counts.delete(address);
    all += by;
    metrics.socketsOpening.set(all);
  };
  return {
    enter: (address) => {
      if (all >= MOST || (counts.get(address) ?? 0) >= MOST_PER_ADDRESS) return null;
      change(address, 1);
      return () => change(address, -1);
    },
  };
}
