import type { Redis } from '../redis/index.ts';
import type { Logger } from '../observability/index.ts';

const CHANNEL = 'antrean:doorbell';

/** Wakes the relays after a commit. Best effort: the relays look by themselves a moment later anyway. */
export interface Doorbell {
  ring(): void;
}

export function createDoorbell(redis: Redis, log: Logger): Doorbell {
  return {
    ring: () => {
      if (redis.status !== 'ready') return;
      redis
        .publish(CHANNEL, '')
        .catch((error: unknown) => log.debug({ err: error }, 'the doorbell was not heard'));
    },
  };
}

/** Calls `onRing` whenever somebody rings. */
export async function listenToDoorbell(subscriber: Redis, onRing: () => void): Promise<void> {
  subscriber.on('message', (channel: string) => {
    if (channel === CHANNEL) onRing();
  });
  await subscriber.subscribe(CHANNEL);
}
