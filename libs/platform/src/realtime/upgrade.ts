import type { IncomingMessage } from 'node:http';

/**
 * Whether an offer to upgrade is taken: only a websocket to Socket.IO. Every other offer, such as the `Upgrade: h2c` of
 * Java's HTTP client, is ignored and the request answered as if it were not there (RFC 9110, 7.8). For the option
 * `shouldUpgradeCallback` of `createServer`.
 */
export function isSocketUpgrade({ headers, url }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && url?.startsWith('/socket.io/') === true;
}
