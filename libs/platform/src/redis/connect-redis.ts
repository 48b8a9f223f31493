import { Redis } from 'ioredis';
import { reasonOf, type Logger, type Metrics } from '../observability/index.ts';

export type { Redis };

export interface RedisOptions {
  url: string;
  /** Names the connection in logs, in metrics and in CLIENT LIST. */
  name: string;
  log: Logger;
  metrics?: Metrics | undefined;
  /**
   * How long a command may be waited for, in milliseconds. While Redis is away or stands still commands fail at once: for
   * those who have something else to do then. Without it commands wait until Redis is back (consumers of queues).
   */
  deadlineMs?: number;
}

/** For every call in the way of a request: whoever waits for an answer waits no longer than this for Redis. */
export const REQUEST_DEADLINE_MS = 100;

/** For those who hand work on in the background: they look again a moment later. */
export const QUEUE_DEADLINE_MS = 5_000;

/** A connection on which nothing comes for so long, though something is waited for, is dropped: Redis stands still. */
const STANDSTILL_MS = 1_000;

/** So much later the connection gives a command up by itself; whoever answers requests keeps its own deadline. */
const READING_MS = 100;

/** Opens a connection that reconnects for ever, at most two seconds apart, and logs each change of state once. */
export function connectRedis({ url, name, log, metrics, deadlineMs }: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectionName: `antrean-${name}`,
    // BullMQ's workers require null; a command that waits is safe, because nothing accepted depends on it.
    ...(deadlineMs === undefined
      ? { maxRetriesPerRequest: null }
      : {
          maxRetriesPerRequest: 0,
          enableOfflineQueue: false,
          socketTimeout: Math.max(deadlineMs, STANDSTILL_MS),
        }),
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ reason: reasonOf(error), redis: name }, `Redis (${name}) is away; trying again`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({ redis: name }, `Redis (${name}) is back`);
    away = false;
    metrics?.redisUp.set({ connection: name }, 1);
    // Not for the greeting before: a process that is busy starting would take its own delay for Redis's.
    if (deadlineMs !== undefined) redis.options.commandTimeout = deadlineMs + READING_MS;
  });
  redis.on('close', () => {
    metrics?.redisUp.set({ connection: name }, 0);
    delete redis.options.commandTimeout;
  });
  return redis;
}

/** Whether Redis answers within so many milliseconds. */
export async function becomesReady(redis: Redis, withinMs: number): Promise<boolean> {
  if (redis.status === 'ready') return true;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
