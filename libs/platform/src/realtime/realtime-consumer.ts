import { Emitter } from '@socket.io/redis-emitter';
import type { MessageRegistry } from '../messages/index.ts';
import type { Logger } from '../observability/index.ts';
import { ConsumerUnavailable, passEventsOn, type RepeatableConsumer } from '../queue/event-consumer.ts';
import type { Redis } from '../redis/index.ts';
import { STREAM_EVENT, type StreamBatch } from './event-stream.ts';

/**
 * The worker's side of the realtime tier: passes the numbered log on to all realtime instances, a batch in one
 * message of the Socket.IO Redis adapter. Each instance delivers to its own sockets, in order and once.
 */
export function createRealtimeConsumer(
  redis: Redis,
  registry: MessageRegistry,
  log: Logger,
): RepeatableConsumer {
  let sent: Promise<unknown> = Promise.resolve();
  // The emitter forgets its publishes; this remembers them, so that a failed one rolls the cursor back.
  const emitter = new Emitter({
    publish: (channel: string, message: string | Buffer) => {
      sent = redis.publish(channel, message);
      return sent;
    },
  });
  let away = false;
  // Instances pass over what they have had; clients know an event by its id.
  return passEventsOn('realtime', async (events) => {
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
      emitter.serverSideEmit(STREAM_EVENT, batch);
      await sent;
      away = false;
    } catch (error) {
      if (!away) log.warn({ err: error }, 'WebSocket emit failed');
      away = true;
      throw new ConsumerUnavailable('the realtime tier could not be reached through Redis', { cause: error });
    }
  });
}
