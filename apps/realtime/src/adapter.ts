import type { Logger } from '@antrean/platform/observability';
import type { Redis } from '@antrean/platform/redis';
import { createAdapter } from '@socket.io/redis-adapter';

/** Two connections of the realtime tier's own: one that subscribes can do nothing else. */
export interface AdapterRedis {
  publisher: Redis;
  subscriber: Redis;
}

const ANSWER_MS = 100;

/** Whether Redis answers. @throws when it is away, or stands still for longer than 100 ms */
export async function askRedis({ publisher, subscriber }: AdapterRedis): Promise<void> {
  if (subscriber.status !== 'ready') throw new Error(`Redis is ${subscriber.status}`);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Redis said nothing for ${ANSWER_MS} ms`)), ANSWER_MS);
  await Promise.race([publisher.ping(), late.promise]).finally(() => clearTimeout(timer));
}

/** The Socket.IO Redis adapter: how the worker's batches of events reach every instance. */
export function createRedisAdapter(
  { publisher, subscriber }: AdapterRedis,
  log: Logger,
): ReturnType<typeof createAdapter> {
  return createAdapter(forgiving(publisher, log), forgiving(subscriber, log));
}

/** The adapter forgets its promises; one that fails while Redis is away must not end the process. */
function forgiving(redis: Redis, log: Logger): Redis {
  return new Proxy(redis, {
    get: (target, key): unknown => {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args);
        if (result instanceof Promise) {
          result.catch((error: unknown) =>
            log.debug({ err: error }, 'Redis did not answer the Socket.IO adapter'),
          );
        }
        return result;
      };
    },
  });
}
