import { reasonOf, type Logger, type Metrics } from '../observability/index.ts';
import { REQUEST_DEADLINE_MS, type Redis } from './connect-redis.ts';

/** What requests ask Redis for. */
export type RedisUse = 'rate_limit' | 'read_cache' | 'socket_count';

/** Redis as requests see it: nobody waits longer than {@link REQUEST_DEADLINE_MS} for it, whatever it does. */
export interface RequestRedis {
  readonly connection: Redis;
  /**
   * Asks Redis, and takes `own` instead when it is away, refuses (it is full), or has not answered in time. `shared` may
   * call it several times; the deadline is one for all of them.
   */
  ask<T>(use: RedisUse, shared: (redis: Redis) => Promise<T>, own: () => T | Promise<T>): Promise<T>;
}

/** Who was late is not asked for so long: a Redis that is slow for all would else cost every request its deadline. */
const REST_MS = 1_000;
/** A timer that comes so much too late tells that this process was busy, and nothing of Redis. */
const OWN_DELAY_MS = 25;

/** Lends a connection to requests; each fallback is counted, and the log is told when the first begins and all is well. */
export function createRequestRedis({
  connection,
  metrics,
  log,
}: {
  connection: Redis;
  metrics: Metrics;
  log: Logger;
}): RequestRedis {
  const failing = new Set<RedisUse>();
  let restsUntil = 0;

  const inTime = async <T>(shared: (redis: Redis) => Promise<T>): Promise<T> => {
    if (performance.now() < restsUntil) throw new Error('Redis was late a moment ago');
    const begun = performance.now();
    const late = Promise.withResolvers<never>();
    const isLate = (): void => late.reject(new Error(`Redis said nothing for ${REQUEST_DEADLINE_MS} ms`));
    // Behind what has come meanwhile: a process that was busy itself has its answers, and has not read them yet.
    const timer = setTimeout(() => setImmediate(isLate), REQUEST_DEADLINE_MS);
    try {
      return await Promise.race([shared(connection), late.promise]);
    } catch (error) {
      const beyond = performance.now() - begun - REQUEST_DEADLINE_MS;
      if (Math.abs(beyond) < OWN_DELAY_MS) restsUntil = performance.now() + REST_MS;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    connection,
    ask: async (use, shared, own) => {
      try {
        const answer = await inTime(shared);
        if (failing.delete(use)) log.info({ use }, 'Redis serves requests again');
        return answer;
      } catch (error) {
        if (!failing.has(use)) log.warn({ reason: reasonOf(error), use }, 'requests do without Redis');
        failing.add(use);
        metrics.redisFallbacks.inc({ what: use });
        return own();
      }
    },
  };
}
