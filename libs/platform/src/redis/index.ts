export {
  becomesReady,
  connectRedis,
  QUEUE_DEADLINE_MS,
  REQUEST_DEADLINE_MS,
  type Redis,
  type RedisOptions,
} from './connect-redis.ts';
export { createReadCache, type CachedRead, type ReadCache } from './read-cache.ts';
export { createRequestRedis, type RequestRedis, type RedisUse } from './request-redis.ts';
