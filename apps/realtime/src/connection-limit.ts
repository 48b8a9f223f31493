import type { Logger } from '@antrean/platform/observability';
import type { AppServer, AppSocket } from './socket.ts';

export interface ConnectionLimits {
  /** Packets that one connection may send at once, and per second in the long run. */
  inbound: { burst: number; perSecond: number };
  /** Packets that may wait for a client that does not take them. */
  outboundBacklog: number;
}

/** Spends one token per call; false when none is left. Tokens come back with time, up to the burst. */
export function createTokenBucket(
  { burst, perSecond }: ConnectionLimits['inbound'],
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
export function limitConnections(
  io: AppServer,
  { inbound, outboundBacklog }: ConnectionLimits,
  log: Logger,
): void {
  io.engine.on('connection', (connection: AppSocket['conn']) => {
    const end = (why: string): void => {
      log.warn(`${why}; its connection was ended`);
      connection.close(true);
    };
    const mayPass = createTokenBucket(inbound);
    connection.on('packet', () => {
      if (!mayPass()) end('a client sends too much');
    });
    let backlog = 0;
    connection.on('packetCreate', () => {
      backlog += 1;
      if (backlog === outboundBacklog) end('a client is too slow for its events');
    });
    connection.on('flush', (packets: readonly unknown[]) => {
      backlog -= packets.length;
    });
  });
}
