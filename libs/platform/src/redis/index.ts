import { Redis } from 'ioredis';
import type { Logger } from '../observability/index.ts';

export type { Redis };

export interface RedisOptions {
  url: string;
  /** Names the connection in logs and in CLIENT LIST. */
  name: string;
  log: Logger;
  /**
   * `wait`: commands wait for a lost connection to come back (consumers).
   * `fail`: commands fail at once when Redis is away (producers, whose work is safe in PostgreSQL anyway).
   */
  whenAway: 'wait' | 'fail';
}

/** Opens a connection that reconnects for ever, at most two seconds apart, and logs each change of state once. */
export function connectRedis({ url, name, log, whenAway }: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectionName: `antrean-${name}`,
    // BullMQ requires null; a command that waits is safe, because nothing accepted depends on it.
    maxRetriesPerRequest: null,
    enableOfflineQueue: whenAway === 'wait',
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ err: error, redis: name }, `Redis (${name}) is away; trying again`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({ redis: name }, `Redis (${name}) is back`);
    away = false;
  });
  return redis;
}
