import type { Logger } from '@antrean/platform/observability';
import { createBudget } from './budget.ts';
import type { Limits } from './limits.ts';
import type { AppServer, AppSocket } from './socket.ts';

/**
 * Ends connections that flood us, also before they have joined a namespace, and those that are too slow to take what
 * they are sent: they lose nothing, because they are replayed when they come back.
 */
export function limitConnections(
  io: AppServer,
  { inbound, outboundBacklog }: Limits['packets'],
  log: Logger,
): void {
  io.engine.on('connection', (connection: AppSocket['conn']) => {
    const mayPass = createBudget(inbound);
    const end = (why: string): void => {
      log.warn(`${why}; its connection was ended`);
      connection.close(true);
    };
    connection.on('packet', () => {
      if (!mayPass('packets')) end('a client sends too much');
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
