import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Metrics } from '../observability/index.ts';
import { addressKey } from './address-key.ts';

/** Connections that are open at once: in all, and of one address, behind which a whole company may be. */
const MOST_CONNECTIONS = 10_000;
const MOST_PER_ADDRESS = 4_000;
/** For `createServer`: how often Node looks whose headers are late. By default that is twice their time. */
export const CONNECTION_CHECK_MS = 2_000;
/** From the opening of a connection, or from its last answer, until the headers of a request are there. */
const HEADERS_MS = 15_000;

/**
 * Ends connections beyond those that one address, and all together, may have, before a byte of theirs is read, and those
 * whose headers do not arrive. Behind proxies all come from these, which count by themselves.
 */
export function capConnections(
  server: Server,
  {
    trustedProxies,
    metrics,
    most = MOST_CONNECTIONS,
    perAddress = MOST_PER_ADDRESS,
    headersMs = HEADERS_MS,
  }: {
    trustedProxies: number;
    metrics: Metrics;
    most?: number;
    perAddress?: number;
    headersMs?: number;
  },
): void {
  server.headersTimeout = headersMs;
  server.maxConnections = most;
  server.on('drop', () => metrics.connectionsRefused.inc({ reason: 'all' }));
  if (trustedProxies > 0) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = addressKey(socket.remoteAddress ?? '');
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 0) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (count <= perAddress) return;
    metrics.connectionsRefused.inc({ reason: 'address' });
    socket.destroy();
  });
}
