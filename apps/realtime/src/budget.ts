/** Tokens that come back with time, up to `burst`. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** Takes so many tokens of a key at once; false, and none is taken, when there are not as many. */
export type Budget = (key: string, tokens?: number) => boolean;

/** So many keys may be known before those are forgotten that have all their tokens again. */
const MANY_KEYS = 10_000;

/** A budget of its own for each key, such as a user or an address. */
export function createBudget(
  { burst, perSecond }: Rate,
  now: () => number = () => performance.now(),
): Budget {
  const buckets = new Map<string, { tokens: number; at: number }>();
  let forgetAt = MANY_KEYS;
  const tokensOf = ({ tokens, at }: { tokens: number; at: number }, time: number): number =>
    Math.min(burst, tokens + ((time - at) / 1_000) * perSecond);

  const forget = (time: number): void => {
    for (const [key, bucket] of buckets) if (tokensOf(bucket, time) >= burst) buckets.delete(key);
    forgetAt = Math.max(MANY_KEYS, 2 * buckets.size);
  };

  return (key, wanted = 1) => {
    const at = now();
    const known = buckets.get(key);
    const tokens = known ? tokensOf(known, at) : burst;
    if (!known && buckets.size >= forgetAt) forget(at);
    const mayPass = tokens >= wanted;
    buckets.set(key, { tokens: mayPass ? tokens - wanted : tokens, at });
    return mayPass;
  };
}

/** Counts what is open per key. */
export interface OpenCount {
  /** False when as many are open as may be; else call `close` when it ends. */
  open(key: string): boolean;
  close(key: string): void;
  isFull(key: string): boolean;
}

export function createOpenCount(most: number): OpenCount {
  const counts = new Map<string, number>();
  return {
    isFull: (key) => (counts.get(key) ?? 0) >= most,
    open: (key) => {
      const count = counts.get(key) ?? 0;
      if (count >= most) return false;
      counts.set(key, count + 1);
      return true;
    },
    close: (key) => {
      const count = counts.get(key) ?? 0;
      if (count > 1) counts.set(key, count - 1);
      else counts.delete(key);
    },
  };
}
