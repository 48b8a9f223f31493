import { Emitter } from '@socket.io/redis-emitter';
import type { Redis } from '../redis/index.ts';

/**
 * Tells all realtime instances something by the Redis adapter of Socket.IO. Whoever is not connected at that moment does
 * not hear it.
 * @returns a function that tells how many heard it, and rejects when Redis did not take it
 */
export function reachInstances(redis: Redis): (name: string, data: unknown) => Promise<number> {
  let sent: Promise<number> = Promise.resolve(0);
  // The emitter forgets its publishes; this remembers them.
  const emitter = new Emitter({
    publish: (channel: string, message: string | Buffer) => {
      sent = redis.publish(channel, message);
      return sent;
    },
  });
  return async (name, data) => {
    emitter.serverSideEmit(name, data);
    return sent;
  };
}
