import type { MessageRegistry } from '../messages/index.ts';
import type { Logger } from '../observability/index.ts';
import { ConsumerUnavailable, forwardEvents, type RepeatableConsumer } from '../queue/event-consumer.ts';
import type { Redis } from '../redis/index.ts';
import { STREAM_EVENT, type StreamBatch } from './event-stream.ts';
import { reachInstances } from './reach-instances.ts';

/**
 * The worker's side of the realtime tier: passes the numbered log on to all realtime instances, a batch in one
 * message of the Socket.IO Redis adapter. Each instance delivers to its own sockets, in order and once.
 */
export function createRealtimeConsumer(
  redis: Redis,
  registry: MessageRegistry,
  log: Logger,
): RepeatableConsumer {
  const reach = reachInstances(redis);
  let away = false;
  // Instances pass over what they have had; clients know an event by its id.
  return forwardEvents('realtime', async (events) => {
    const [first] = events;
    const last = events.at(-1);
    if (!first || !last) return;
    const batch: StreamBatch = {
      fromSeq: first.seq,
      toSeq: last.seq,
      events: events.filter(({ name }) => {
        const event = registry.events.get(name);
        return event?.realtime !== undefined || event?.disconnects !== undefined;
      }),
    };
    try {
      await reach(STREAM_EVENT, batch);
      away = false;
    } catch (error) {
      if (!away) log.warn({ err: error }, 'WebSocket emit failed');
      away = true;
      throw new ConsumerUnavailable('the realtime tier could not be reached through Redis', { cause: error });
    }
  });
}
