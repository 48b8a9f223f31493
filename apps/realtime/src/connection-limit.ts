import type { Logger } from '@antrean/platform/observability';
import type { AppServer } from './socket.ts';

/** What one connection may send: a burst, and a steady rate. Heartbeats take one packet in twenty seconds. */
const INBOUND = { burst: 60, perSecond: 10 };
/** Packets that may wait for a client that does not take them. */
const OUTBOUND_BACKLOG = 3_000;

/** Spends one token per call; false when none is left. Tokens come back with time, up to the burst. */
export function createTokenBucket(
  { burst, perSecond }: { burst: number; perSecond: number },
  now: () => number = () => performance.now(),
): () => boolean {
  let tokens = burst;
  let last = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + ((time - last) / 1_000) * perSecond);
    last = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/**
 * Ends connections that flood us, also before they have joined a namespace, and those that are too slow to take what
 * they are sent: they lose nothing, because they are replayed when they come back.
 */
export function limitConnections(io: AppServer, log: Logger): void {
  io.engine.on('connection', (connection) => {
    const end = (why: string): void => {
      log.warn({ connection: connection.id }, why);
      connection.close(true);
    };
    const mayPass = createTokenBucket(INBOUND);
    connection.on('packet', () => {
      if (!mayPass()) end('a client sends too much; its connection was ended');
    });
    let backlog = 0;
    connection.on('packetCreate', () => {
      backlog += 1;
      if (backlog === OUTBOUND_BACKLOG) end('a client is too slow for its events; its connection was ended');
    });
    connection.on('flush', (packets: readonly unknown[]) => {
      backlog -= packets.length;
    });
  });
}
