import type { Redis } from '../redis/index.ts';
import type { Logger } from '../observability/index.ts';

/** Known to processes of other versions. */
const CHANNEL = 'antrean:doorbell';

/** Wakes the relays after a commit. Best effort: the relays look by themselves a moment later anyway. */
export interface WakeUp {
  send(): void;
}

export function createWakeUp(redis: Redis, log: Logger): WakeUp {
  return {
    send: () => {
      if (redis.status !== 'ready') return;
      redis
        .publish(CHANNEL, '')
        .catch((error: unknown) => log.debug({ err: error }, 'the relays could not be woken'));
    },
  };
}

/** Calls `onWakeUp` whenever somebody has committed something. */
export async function listenToWakeUps(subscriber: Redis, onWakeUp: () => void): Promise<void> {
  subscriber.on('message', (channel: string) => {
    if (channel === CHANNEL) onWakeUp();
  });
  await subscriber.subscribe(CHANNEL);
}
