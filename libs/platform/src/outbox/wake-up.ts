import type { Redis } from '../redis/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Committed } from '../transaction/index.ts';

/** Known to processes of other versions. */
const CHANNEL = 'antrean:doorbell';

/** Wakes the relays after a commit. Best effort: the relays look by themselves a moment later anyway. */
export interface WakeUp {
  send(committed: Committed): void;
}

/** What is committed within this time of a wake-up is told of by one more; the relays gather for longer anyway. */
const GATHER_MS = 10;

export function createWakeUp(redis: Redis, log: Logger): WakeUp {
  const publish = (committed: Committed): void => {
    if (redis.status !== 'ready') return;
    redis
      .publish(CHANNEL, committed)
      .catch((error: unknown) => log.debug({ err: error }, 'the relays could not be woken'));
  };
  let gathering = false;
  let gathered: Committed | undefined;
  const gather = (): void => {
    gathering = true;
    setTimeout(() => {
      gathering = false;
      if (gathered === undefined) return;
      publish(gathered);
      gathered = undefined;
      gather();
    }, GATHER_MS);
  };
  return {
    send: (committed) => {
      if (gathering) {
        gathered = gathered === undefined || gathered === committed ? committed : 'both';
        return;
      }
      publish(committed);
      gather();
    },
  };
}

/** Calls `onWakeUp` whenever somebody has committed something. */
export async function listenToWakeUps(
  subscriber: Redis,
  onWakeUp: (committed: Committed) => void,
): Promise<void> {
  subscriber.on('message', (channel: string, message: string) => {
    // A process of an older version does not say what it was.
    if (channel === CHANNEL) onWakeUp(message === 'events' || message === 'jobs' ? message : 'both');
  });
  await subscriber.subscribe(CHANNEL);
}
